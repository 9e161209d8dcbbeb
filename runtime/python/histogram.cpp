// histogramdd and histogram2d: their bins and ranges are sequences of numbers
// and arrays.
#include <vector>

#include "runtime/ops/statistics.h"
#include "runtime/python/arg_parse.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

using AxisRanges = std::vector<std::optional<ndarray>>;

/// The points [N, D]: an array as it is, one axis being N points of one number;
/// of a sequence each item has the numbers of one axis.
ndarray points_from(PyObject* sample) {
  const bool is_sequence = PyList_Check(sample) || PyTuple_Check(sample);
  ndarray points = array_from(sample);
  if (is_sequence || points.ndim() < 2) {
    const std::int64_t row[] = {1, points.size()};
    if (points.ndim() < 2) points = points.reshape(row);
    points = points.transposed();
  }
  if (points.ndim() != 2) {
    raise_value_error("too many values to unpack (expected 2)");
  }
  return points;
}

/// Whether the object has a length; a number has none.
bool has_length(PyObject* object) {
  if (PyObject_Size(object) >= 0) return true;
  PyErr_Clear();
  return false;
}

ops::AxisBins axis_bins_from(PyObject* object, std::size_t axis) {
  const ndarray bins = array_from(object);
  if (bins.ndim() > 0) return bins;
  if (PyIndex_Check(object)) return int_from(object);
  if (bins.ndim() == 0 && (is_integer(bins.dtype()) || is_bool(bins.dtype()))) {
    return bins.item(0).as_int64();
  }
  if (!(bins.item(0).as_double() >= 1)) {
    raise_value_error("`bins[" + std::to_string(axis) +
                      "]` must be positive, when an integer");
  }
  raise_type_error("`bins[" + std::to_string(axis) +
                   "]` must be an integer, when a scalar");
}

std::vector<ops::AxisBins> bins_from(PyObject* object, std::size_t count) {
  std::vector<ops::AxisBins> bins;
  if (!object || !has_length(object)) {
    const ops::AxisBins one =
        object ? axis_bins_from(object, 0) : ops::AxisBins(std::int64_t{10});
    bins.assign(count, one);
    return bins;
  }
  const Reference items = checked(PySequence_Fast(object, "bins"));
  if (static_cast<std::size_t>(PySequence_Fast_GET_SIZE(items.get())) !=
      count) {
    raise_value_error(
        "The dimension of bins must be equal to the dimension of the sample "
        "x.");
  }
  for (std::size_t i = 0; i < count; ++i) {
    bins.push_back(axis_bins_from(
        PySequence_Fast_GET_ITEM(items.get(), static_cast<Py_ssize_t>(i)), i));
  }
  return bins;
}

AxisRanges ranges_from(PyObject* object, std::size_t count) {
  AxisRanges ranges(count);
  if (!is_given(object)) return ranges;
  const Reference items = checked(PySequence_Fast(object, "range"));
  if (static_cast<std::size_t>(PySequence_Fast_GET_SIZE(items.get())) !=
      count) {
    raise_value_error("range argument must have one entry per dimension");
  }
  for (std::size_t i = 0; i < count; ++i) {
    ranges[i] = arg_optional_array(
        PySequence_Fast_GET_ITEM(items.get(), static_cast<Py_ssize_t>(i)));
  }
  return ranges;
}

struct Options {
  PyObject* range;
  PyObject* density;
  PyObject* weights;
};

std::tuple<ndarray, ops::Results> count_points(
    const ndarray& points, std::span<const ops::AxisBins> bins,
    const Options& options) {
  const AxisRanges ranges = ranges_from(options.range, bins.size());
  std::optional<ndarray> weights;
  if (is_given(options.weights)) weights = array_from(options.weights);
  const bool density = arg_optional_bool(options.density).value_or(false);
  return ops::histogramdd(points, bins, ranges, density, weights);
}

constexpr ParamSpec kPointParams[] = {
    {"sample", nullptr, true},   {"bins", nullptr, false},
    {"range", nullptr, false},   {"density", nullptr, false},
    {"weights", nullptr, false},
};
const ArgParser kPoints("histogramdd", kPointParams, 0, 5);

PyObject* call_histogramdd(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                           PyObject* keywords) {
  PyObject* values[5];
  if (!kPoints.parse(args, nargs, keywords, values)) return nullptr;
  return guarded([&] {
    const ndarray points = points_from(values[0]);
    const auto bins =
        bins_from(values[1], static_cast<std::size_t>(points.shape(1)));
    return to_python(
        count_points(points, bins, {values[2], values[3], values[4]}),
        ResultForm::kArray, nullptr);
  });
}

constexpr ParamSpec kPlaneParams[] = {
    {"x", nullptr, true},        {"y", nullptr, true},
    {"bins", nullptr, false},    {"range", nullptr, false},
    {"density", nullptr, false}, {"weights", nullptr, false},
};
const ArgParser kPlane("histogram2d", kPlaneParams, 0, 6);

/// `bins`: one number or one array for both axes, or a pair.
std::vector<ops::AxisBins> plane_bins(PyObject* object) {
  const Py_ssize_t length =
      object && has_length(object) ? PyObject_Size(object) : 1;
  if (length == 1 || length == 2) return bins_from(object, 2);
  return {axis_bins_from(object, 0), axis_bins_from(object, 1)};
}

PyObject* call_histogram2d(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                           PyObject* keywords) {
  PyObject* values[6];
  if (!kPlane.parse(args, nargs, keywords, values)) return nullptr;
  return guarded([&] {
    if (checked(static_cast<int>(PyObject_Size(values[0]))) !=
        checked(static_cast<int>(PyObject_Size(values[1])))) {
      raise_value_error("x and y must have the same length.");
    }
    const Reference pair = checked(PyTuple_Pack(2, values[0], values[1]));
    const ndarray points = points_from(pair.get());
    auto [counts, edges] = count_points(points, plane_bins(values[2]),
                                        {values[3], values[4], values[5]});
    return to_python(std::make_tuple(std::move(counts), std::move(edges[0]),
                                     std::move(edges[1])),
                     ResultForm::kArray, nullptr);
  });
}

PyMethodDef functions[] = {
    {"histogram2d", method_cast(call_histogram2d),
     METH_FASTCALL | METH_KEYWORDS,
     "histogram2d(x, y, bins=10, range=None, density=None, weights=None)\n"
     "--\n\nCounts of points in a plane, and the edges of both axes."},
    {"histogramdd", method_cast(call_histogramdd),
     METH_FASTCALL | METH_KEYWORDS,
     "histogramdd(sample, bins=10, range=None, density=None, weights=None)\n"
     "--\n\nCounts of points in several dimensions, and the edges."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_histograms(PyObject* module) {
  return PyModule_AddFunctions(module, functions);
}

}  // namespace tnp::python
