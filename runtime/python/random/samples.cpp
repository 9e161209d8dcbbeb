// Integers, bytes, choices and orders.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/gather.h"
#include "runtime/core/indexing.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/dtype_object.h"
#include "runtime/python/random/arguments.h"
#include "runtime/python/random/generator_object.h"
#include "runtime/python/reference.h"
#include "runtime/random/bounded.h"
#include "runtime/random/fill.h"

namespace tnp::python {
namespace {

using random::BitStream;

__extension__ using int128 = __int128;

// --- Integers
// -----------------------------------------------------------------

/// A bound of integers: a number, or an array of them.
struct Bound {
  std::vector<int128> values;
  Shape shape;
};

/// Floats are cut off, as int() does.
int128 integer_of(const Scalar& value) {
  const DType dtype = value.dtype();
  if (dtype == DType::kUInt64) return value.as_uint64();
  if (is_bool(dtype) || is_integer(dtype)) return value.as_int64();
  const double number = value.as_double();
  if (std::isnan(number)) {
    raise_value_error("cannot convert float NaN to integer");
  }
  if (std::isinf(number)) {
    raise(ErrorKind::kOverflowError,
          "cannot convert float infinity to integer");
  }
  return static_cast<int128>(std::clamp(number, -0x1p100, 0x1p100));
}

Bound bound_from(PyObject* object) {
  Bound bound;
  if (PyLong_CheckExact(object)) {
    int overflow;
    const long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
    if (overflow == 0) {
      bound.values = {value};
      return bound;
    }
    // Beyond 2^100 all is out of bounds alike.
    const Reference shift = checked(PyLong_FromLong(64));
    const Reference upper = checked(PyNumber_Rshift(object, shift.get()));
    const long long high = PyLong_AsLongLongAndOverflow(upper.get(), &overflow);
    constexpr long long kMost = 1LL << 36;
    const int128 kept =
        overflow != 0 ? overflow * kMost : std::clamp(high, -kMost, kMost);
    bound.values = {kept << 64 | PyLong_AsUnsignedLongLongMask(object)};
    return bound;
  }
  const ndarray array = array_from(object);
  bound.shape = to_shape(array.shape());
  bound.values.reserve(static_cast<std::size_t>(array.size()));
  for (std::int64_t i = 0; i < array.size(); ++i) {
    bound.values.push_back(integer_of(array.item(i)));
  }
  return bound;
}

int128 lowest_of(DType dtype) {
  if (is_bool(dtype) || is_unsigned(dtype)) return 0;
  return -(int128{1} << (8 * itemsize(dtype) - 1));
}
int128 highest_of(DType dtype) {
  if (is_bool(dtype)) return 1;
  const int digits =
      8 * static_cast<int>(itemsize(dtype)) - (is_unsigned(dtype) ? 0 : 1);
  return (int128{1} << digits) - 1;
}

struct IntegerRequest {
  Bound low, high;
  DType dtype;
  std::optional<Shape> size;
  bool is_closed;  // high is included
  bool is_masked;
};

[[noreturn]] void raise_empty_range(const Bound& low, bool is_closed) {
  const bool is_zero = std::all_of(low.values.begin(), low.values.end(),
                                   [](int128 value) { return value == 0; });
  if (is_zero) {
    raise_value_error(is_closed ? "high < 0" : "high <= 0");
  }
  raise_value_error(is_closed ? "low > high" : "low >= high");
}

/// The bounds lie within the dtype, and low is not above high.
void check_bounds(const IntegerRequest& request) {
  const std::string type(name(request.dtype));
  const int128 lowest = lowest_of(request.dtype);
  const int128 highest =
      highest_of(request.dtype) + (request.is_closed ? 0 : 1);
  for (int128 low : request.low.values) {
    if (low < lowest) raise_value_error("low is out of bounds for " + type);
  }
  for (int128 high : request.high.values) {
    if (high > highest) raise_value_error("high is out of bounds for " + type);
  }
}

/// low and high - low of each element of `shape`, in C order.
struct Bounds {
  std::vector<std::uint64_t> lows, ranges;
};

Bounds broadcast_bounds(const IntegerRequest& request, IntSpan shape) {
  const auto positions = [&](const Bound& bound) {
    const ndarray each =
        ndarray::arange(static_cast<std::int64_t>(bound.values.size()))
            .reshape(span_of(bound.shape));
    return each.broadcast_to(shape).copy('C');
  };
  const ndarray low_at = positions(request.low);
  const ndarray high_at = positions(request.high);
  Bounds bounds;
  for (std::int64_t i = 0; i < low_at.size(); ++i) {
    const int128 low = request.low.values[low_at.data_as<std::int64_t>()[i]];
    const int128 high =
        request.high.values[high_at.data_as<std::int64_t>()[i]] -
        (request.is_closed ? 0 : 1);
    if (low > high) raise_empty_range(request.low, request.is_closed);
    bounds.lows.push_back(static_cast<std::uint64_t>(low));
    bounds.ranges.push_back(static_cast<std::uint64_t>(high - low));
  }
  return bounds;
}

ndarray draw_integers(GeneratorObject* self, const IntegerRequest& request) {
  if (request.size && num_elements(span_of(*request.size)) == 0) {
    return ndarray::empty(span_of(*request.size), request.dtype);
  }
  check_bounds(request);
  if (request.low.shape.empty() && request.high.shape.empty()) {
    const int128 low = request.low.values[0];
    const int128 high = request.high.values[0] - (request.is_closed ? 0 : 1);
    if (low > high) raise_empty_range(request.low, request.is_closed);
    const Shape shape = request.size.value_or(Shape());
    ndarray result = ndarray::empty(span_of(shape), request.dtype);
    const Drawing drawing(self, result.size());
    fill_integers(self->source.bits, request.dtype,
                  static_cast<std::uint64_t>(low),
                  static_cast<std::uint64_t>(high - low), request.is_masked,
                  result.data(), result.size());
    return result;
  }
  const auto as_argument = [](const Bound& bound) {
    return bound.shape.empty() ? Argument::of(0.0)
                               : Argument::of(ndarray::zeros(
                                     span_of(bound.shape), DType::kFloat64));
  };
  const Argument arguments[] = {as_argument(request.low),
                                as_argument(request.high)};
  const Shape shape = drawn_shape(request.size, arguments, 2);
  const Bounds bounds = broadcast_bounds(request, span_of(shape));
  ndarray result = ndarray::empty(span_of(shape), request.dtype);
  const Drawing drawing(self, result.size());
  fill_integers(self->source.bits, request.dtype, bounds.lows.data(),
                bounds.ranges.data(), request.is_masked, result.data(),
                result.size());
  return result;
}

/// RandomState still takes the other byte order, with a warning.
DType integer_dtype(PyObject* type, bool legacy) {
  if (type == Py_None) return DType::kFloat64;
  const OrderedDType ordered = ordered_dtype_from(type);
  if (!ordered.is_swapped) return ordered.dtype;
  const std::string message =
      "Providing a dtype with a non-native byteorder is not supported. If you "
      "require platform-independent byteorder, call byteswap when required.";
  if (!legacy) raise_value_error(message);
  const std::string warning =
      message +
      "\nIn future version, providing byteorder will raise a "
      "ValueError";
  checked(PyErr_WarnEx(PyExc_DeprecationWarning, warning.c_str(), 1));
  return ordered.dtype;
}

/// values: low, high, size, dtype. `otherwise` is the dtype where none is
/// given.
PyObject* integers_of(GeneratorObject* self, PyObject** values, bool is_closed,
                      bool is_masked, PyObject* otherwise,
                      const char* function) {
  PyObject* type = values[3] ? values[3] : otherwise;
  IntegerRequest request{
      {}, {}, DType::kInt64, size_from(values[2]), is_closed, is_masked};
  if (type) request.dtype = integer_dtype(type, is_masked);
  if (!is_bool(request.dtype) && !is_integer(request.dtype)) {
    raise_type_error("Unsupported dtype dtype('" +
                     std::string(name(request.dtype)) + "') for " + function);
  }
  const bool has_high = is_given(values[1]);
  request.high = bound_from(has_high ? values[1] : values[0]);
  if (has_high) {
    request.low = bound_from(values[0]);
  } else {
    request.low.values = {0};
  }
  ndarray result = draw_integers(self, request);
  if (request.size || result.ndim() > 0) return wrap_array(std::move(result));
  const bool is_python = type == reinterpret_cast<PyObject*>(&PyLong_Type) ||
                         type == reinterpret_cast<PyObject*>(&PyBool_Type);
  return is_python ? python_value(result.item()) : wrap_scalar(result.item());
}

PyObject* generator_integers(PyObject* self, PyObject* const* args,
                             Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<5> signature{
      "integers", {"low", "high", "size", "dtype", "endpoint"}, 5, 1};
  return guarded([&] {
    auto values = bind(signature, args, nargs, keywords);
    return integers_of(generator_of(self), values.data(),
                       flag_from(values[4], false), false, nullptr, "integers");
  });
}

PyObject* random_state_randint(PyObject* self, PyObject* const* args,
                               Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<4> signature{
      "randint", {"low", "high", "size", "dtype"}, 4, 1};
  return guarded([&] {
    auto values = bind(signature, args, nargs, keywords);
    return integers_of(generator_of(self), values.data(), false, true,
                       reinterpret_cast<PyObject*>(&PyLong_Type), "randint");
  });
}

PyObject* random_state_random_integers(PyObject* self, PyObject* const* args,
                                       Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<3> signature{
      "random_integers", {"low", "high", "size"}, 3, 1};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    const bool has_high = is_given(values[1]);
    const Reference one = checked(PyLong_FromLong(1));
    const Reference low =
        checked(PyObject_Str(has_high ? values[0] : one.get()));
    const Reference high =
        checked(PyObject_Str(has_high ? values[1] : values[0]));
    const std::string message =
        std::string("This function is deprecated. Please call randint(") +
        PyUnicode_AsUTF8(low.get()) + ", " + PyUnicode_AsUTF8(high.get()) +
        " + 1) instead";
    checked(PyErr_WarnEx(PyExc_DeprecationWarning, message.c_str(), 1));
    const Reference last =
        checked(PyNumber_Long(has_high ? values[1] : values[0]));
    const Reference end = checked(PyNumber_Add(last.get(), one.get()));
    const Reference dtype = checked(wrap_dtype(DType::kInt64));
    PyObject* request[] = {has_high ? values[0] : one.get(), end.get(),
                           values[2], dtype.get()};
    return integers_of(generator_of(self), request, false, true,
                       reinterpret_cast<PyObject*>(&PyLong_Type), "randint");
  });
}

/// Words of 32 bits, little-endian, cut to the length.
template <bool IsMasked>
PyObject* draw_bytes(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                     PyObject* keywords) {
  static constexpr Signature<1> signature{"bytes", {"length"}, 1, 1};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    const std::int64_t length = int_from(values[0]);
    // NumPy's division goes towards zero, and its slice from the end.
    const std::int64_t words = (length - 1) / 4 + 1;
    if (words < 0) raise_value_error("negative dimensions are not allowed");
    const std::int64_t end =
        length < 0 ? std::max<std::int64_t>(4 * words + length, 0) : length;
    std::vector<std::uint32_t> bits(static_cast<std::size_t>(words));
    {
      const Drawing drawing(generator_of(self), words);
      fill_integers(generator_of(self)->source.bits, DType::kUInt32, 0,
                    std::numeric_limits<std::uint32_t>::max(), IsMasked,
                    bits.data(), words);
    }
    return PyBytes_FromStringAndSize(reinterpret_cast<const char*>(bits.data()),
                                     end);
  });
}

// --- Orders
// -------------------------------------------------------------------

/// Swaps items n - 1 ... first, each with one at or before it.
template <typename Swap>
void shuffle_items(BitStream& bits, std::int64_t n, std::int64_t first,
                   Swap&& swap) {
  for (std::int64_t i = n - 1; i >= first; --i) {
    const auto j = static_cast<std::int64_t>(
        random::interval(bits, static_cast<std::uint64_t>(i)));
    if (i != j) swap(i, j);
  }
}

template <typename T>
void shuffle_words(BitStream& bits, char* data, std::int64_t stride,
                   std::int64_t n, std::int64_t first) {
  shuffle_items(bits, n, first, [&](std::int64_t i, std::int64_t j) {
    T a, b;
    std::memcpy(&a, data + i * stride, sizeof(T));
    std::memcpy(&b, data + j * stride, sizeof(T));
    std::memcpy(data + i * stride, &b, sizeof(T));
    std::memcpy(data + j * stride, &a, sizeof(T));
  });
}

struct Pair {
  std::uint64_t first, second;
};

/// The elements of one line in memory.
void shuffle_line(BitStream& bits, char* data, std::int64_t stride,
                  std::int64_t itemsize, std::int64_t n, std::int64_t first) {
  switch (itemsize) {
    case 1:
      return shuffle_words<std::uint8_t>(bits, data, stride, n, first);
    case 2:
      return shuffle_words<std::uint16_t>(bits, data, stride, n, first);
    case 4:
      return shuffle_words<std::uint32_t>(bits, data, stride, n, first);
    case 8:
      return shuffle_words<std::uint64_t>(bits, data, stride, n, first);
    default:
      return shuffle_words<Pair>(bits, data, stride, n, first);
  }
}

/// 0 ... n - 1 in a random order.
ndarray random_order(GeneratorObject* self, std::int64_t n) {
  ndarray order = ndarray::arange(n);
  const Drawing drawing(self, n);
  shuffle_line(self->source.bits, order.data(), 8, 8, n, 1);
  return order;
}

/// The slices of `array` along `axis`, in place.
void shuffle_array(GeneratorObject* self, const ndarray& array, int axis) {
  if (array.size() == 0) return;
  if (array.ndim() == 1 && array.is_direct()) {
    const Drawing drawing(self, array.size());
    return shuffle_line(self->source.bits, array.data(), array.stride(0),
                        array.itemsize(), array.size(), 1);
  }
  const ndarray order = random_order(self, array.shape(axis));
  copy_into(array, take(array, order, axis));
}

/// A list, or what else has items that can be set.
void shuffle_sequence(GeneratorObject* self, PyObject* x) {
  const Py_ssize_t n = PyObject_Size(x);
  checked(n < 0 ? -1 : 0);
  const Reference abc = checked(PyImport_ImportModule("collections.abc"));
  const Reference sequence =
      checked(PyObject_GetAttrString(abc.get(), "Sequence"));
  if (checked(PyObject_IsInstance(x, sequence.get())) == 0) {
    const std::string message =
        std::string("you are shuffling a '") + Py_TYPE(x)->tp_name +
        "' object which is not a subclass of 'Sequence'; `shuffle` is not "
        "guaranteed to behave correctly. E.g., non-numpy array/tensor objects "
        "with view semantics may contain duplicates after shuffling.";
    checked(PyErr_WarnEx(PyExc_UserWarning, message.c_str(), 1));
  }
  const auto item = [&](std::int64_t i) {
    const Reference index = checked(PyLong_FromLongLong(i));
    return checked(PyObject_GetItem(x, index.get()));
  };
  const auto set = [&](std::int64_t i, const Reference& value) {
    const Reference index = checked(PyLong_FromLongLong(i));
    checked(PyObject_SetItem(x, index.get(), value.get()));
  };
  const Drawing drawing(self, 1);
  for (std::int64_t i = n - 1; i >= 1; --i) {
    const auto j = static_cast<std::int64_t>(
        random::interval(self->source.bits, static_cast<std::uint64_t>(i)));
    const Reference at_i = item(i);
    const Reference at_j = item(j);
    set(i, at_j);
    set(j, at_i);
  }
}

void shuffle(GeneratorObject* self, PyObject* x, PyObject* axis_value) {
  const std::int64_t axis = axis_value ? int_from(axis_value) : 0;
  if (std::string_view(Py_TYPE(x)->tp_name) == "numpy.ndarray") {
    const ndarray shared = array_from(x, std::nullopt, false);
    if (!shared.is_writeable()) raise_value_error("array is read-only");
    return shuffle_array(self, shared, normalize_axis(axis, shared.ndim()));
  }
  if (!is_array(x)) {
    if (axis != 0) {
      raise(ErrorKind::kNotImplementedError,
            "Axis argument is only supported on ndarray objects");
    }
    return shuffle_sequence(self, x);
  }
  const ndarray& array = array_of(x);
  if (array.ndim() == 0) raise_type_error("len() of unsized object");
  if (!array.is_writeable()) raise_value_error("array is read-only");
  shuffle_array(self, array, normalize_axis(axis, array.ndim()));
}

PyObject* generator_shuffle(PyObject* self, PyObject* const* args,
                            Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<2> signature{"shuffle", {"x", "axis"}, 2, 1};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    shuffle(generator_of(self), values[0], values[1]);
    return Py_NewRef(Py_None);
  });
}

PyObject* random_state_shuffle(PyObject* self, PyObject* const* args,
                               Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<1> signature{"shuffle", {"x"}, 1, 1};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    shuffle(generator_of(self), values[0], nullptr);
    return Py_NewRef(Py_None);
  });
}

/// An int counts: 0 ... x - 1 in a random order.
bool is_count(PyObject* x) {
  if (PyLong_Check(x)) return true;
  return is_scalar_object(x) && is_integer(scalar_value(x).dtype());
}

PyObject* permutation_of(GeneratorObject* self, PyObject* x,
                         PyObject* axis_value, bool legacy) {
  if (is_count(x)) {
    return wrap_array(
        random_order(self, std::max<std::int64_t>(int_from(x), 0)));
  }
  const auto refuse = [] {
    raise_index_error("x must be an integer or at least 1-dimensional");
  };
  if (legacy && PyUnicode_Check(x)) refuse();
  const ndarray array = array_from(x);
  if (legacy && array.ndim() == 0) refuse();
  const std::int64_t given = axis_value ? int_from(axis_value) : 0;
  const int axis = normalize_axis(given, array.ndim());
  if (array.ndim() == 1 && array.is_direct()) {
    ndarray copy = array.copy('C');
    shuffle_array(self, copy, 0);
    return wrap_array(std::move(copy));
  }
  return wrap_array(take(array, random_order(self, array.shape(axis)), axis));
}

PyObject* generator_permutation(PyObject* self, PyObject* const* args,
                                Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<2> signature{"permutation", {"x", "axis"}, 2, 1};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    return permutation_of(generator_of(self), values[0], values[1], false);
  });
}

PyObject* random_state_permutation(PyObject* self, PyObject* const* args,
                                   Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<1> signature{"permutation", {"x"}, 1, 1};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    return permutation_of(generator_of(self), values[0], nullptr, true);
  });
}

/// Every line of `out` along `axis`, each in an order of its own.
void permute_lines(GeneratorObject* self, const ndarray& out, int axis) {
  const std::int64_t n = out.shape(axis);
  Shape shape = to_shape(out.shape());
  shape[axis] = 1;
  const std::int64_t lines = num_elements(span_of(shape));
  Shape index(shape.size(), 0);
  const Drawing drawing(self, out.size());
  for (std::int64_t line = 0; line < lines; ++line) {
    char* data = out.data();
    for (int i = 0; i < out.ndim(); ++i) data += index[i] * out.stride(i);
    shuffle_line(self->source.bits, data, out.stride(axis), out.itemsize(), n,
                 0);
    for (int i = out.ndim() - 1; i >= 0 && ++index[i] == shape[i]; --i) {
      index[i] = 0;
    }
  }
}

/// Into an array in main memory, of any layout.
void permute(GeneratorObject* self, const ndarray& out,
             std::optional<std::int64_t> axis) {
  if (axis) return permute_lines(self, out, normalize_axis(*axis, out.ndim()));
  if (out.ndim() <= 1) {
    if (out.ndim() == 0) raise_type_error("len() of unsized object");
    return shuffle_array(self, out, 0);
  }
  const std::int64_t n = out.size();
  const char order =
      out.is_f_contiguous() && !out.is_c_contiguous() ? 'F' : 'C';
  ndarray line = out.copy(order);
  {
    const Drawing drawing(self, n);
    shuffle_line(self->source.bits, line.data(), line.itemsize(),
                 line.itemsize(), n, 1);
  }
  copy_into(out, line);
}

PyObject* generator_permuted(PyObject* self, PyObject* const* args,
                             Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<3> signature{
      "permuted", {"x", "axis", "out"}, 1, 1};
  return guarded([&]() -> PyObject* {
    const auto values = bind(signature, args, nargs, keywords);
    GeneratorObject* generator = generator_of(self);
    const ndarray x = array_from(values[0]);
    std::optional<std::int64_t> axis;
    if (is_given(values[1])) axis = int_from(values[1]);
    if (!is_given(values[2])) {
      ndarray out = x.copy('K');
      if (!out.is_direct()) {
        raise(ErrorKind::kNotImplementedError,
              "permuted() takes arrays in main memory without gradients; use "
              "permutation()");
      }
      permute(generator, out, axis);
      return wrap_array(std::move(out));
    }
    if (!is_array_exact(values[2]))
      raise_type_error("out must be a numpy array");
    const ndarray& out = array_of(values[2]);
    if (!out.is_writeable()) raise_value_error("out is read-only");
    if (to_shape(out.shape()) != to_shape(x.shape())) {
      raise_value_error("out must have the same shape as x");
    }
    if (x.data() != out.data()) {
      copy_into(out, x.dtype() == out.dtype()
                         ? x
                         : astype(x, out.dtype(), Casting::kSafe));
    }
    permute(generator, out, axis);
    return Py_NewRef(values[2]);
  });
}

// --- Choices
// ------------------------------------------------------------------

struct ChoiceRequest {
  ndarray population;           // undefined where it is 0 ... count - 1
  std::int64_t count = 0;       // of what is chosen from
  std::vector<double> weights;  // empty for equal ones
  std::optional<Shape> size;
  std::int64_t number = 1;
  bool with_replacement = true;
  bool is_shuffled = true;
  int axis = 0;
};

/// RandomState's messages are others.
struct ChoiceMessages {
  const char* not_positive;
  const char* empty;
  const char* wrong_rank_of_p;
  const char* wrong_size_of_p;
  const char* nan;
  const char* negative;
  const char* wrong_sum;
};
constexpr ChoiceMessages kMessages = {
    "a must be a positive integer unless no samples are taken",
    "a cannot be empty unless no samples are taken",
    "p must be 1-dimensional",
    "a and p must have same size",
    "Probabilities contain NaN",
    "Probabilities are not non-negative",
    "Probabilities do not sum to 1. See Notes section of docstring for more "
    "information.",
};
constexpr ChoiceMessages kLegacyMessages = {
    "a must be greater than 0 unless no samples are taken",
    "'a' cannot be empty unless no samples are taken",
    "'p' must be 1-dimensional",
    "'a' and 'p' must have same size",
    "probabilities contain NaN",
    "probabilities are not non-negative",
    "probabilities do not sum to 1",
};

/// The tolerance of the sum of weights of that dtype.
double tolerance_of(DType dtype) {
  double epsilon = std::numeric_limits<double>::epsilon();
  if (dtype == DType::kFloat32) {
    epsilon = std::numeric_limits<float>::epsilon();
  } else if (dtype == DType::kFloat16) {
    epsilon = 0x1p-10;
  } else if (dtype == DType::kBFloat16) {
    epsilon = 0x1p-7;
  }
  return std::sqrt(epsilon);
}

std::vector<double> weights_from(PyObject* p, std::int64_t count,
                                 const ChoiceMessages& messages) {
  const ndarray given = array_from(p);
  const ndarray weights =
      astype(given, DType::kFloat64, Casting::kSafe).contiguous();
  if (weights.ndim() != 1) raise_value_error(messages.wrong_rank_of_p);
  if (weights.size() != count) raise_value_error(messages.wrong_size_of_p);
  const double* values = weights.data_as<double>();
  const double sum = kahan_sum(values, count);
  if (std::isnan(sum)) raise_value_error(messages.nan);
  if (std::any_of(values, values + count, [](double w) { return w < 0; })) {
    raise_value_error(messages.negative);
  }
  const double tolerance =
      tolerance_of(is_array(p) ? given.dtype() : DType::kFloat64);
  if (std::fabs(sum - 1.) > tolerance) raise_value_error(messages.wrong_sum);
  return {values, values + count};
}

/// Sums up to each weight, as parts of the sum of all.
std::vector<double> cumulated(const std::vector<double>& weights) {
  std::vector<double> sums(weights.size());
  std::partial_sum(weights.begin(), weights.end(), sums.begin());
  const double total = sums.back();
  for (double& sum : sums) sum /= total;
  return sums;
}

std::int64_t place_of(const std::vector<double>& sums, double number) {
  return std::upper_bound(sums.begin(), sums.end(), number) - sums.begin();
}

std::vector<double> uniform_numbers(GeneratorObject* self, std::int64_t n) {
  std::vector<double> numbers(static_cast<std::size_t>(n));
  const Drawing drawing(self, n);
  fill(self->source.bits, random::Basic::kUniform, numbers.data(), n);
  return numbers;
}

void choose_weighted(GeneratorObject* self, const ChoiceRequest& request,
                     std::int64_t* chosen) {
  const std::vector<double> sums = cumulated(request.weights);
  const std::vector<double> numbers = uniform_numbers(self, request.number);
  for (std::int64_t i = 0; i < request.number; ++i) {
    chosen[i] = place_of(sums, numbers[i]);
  }
}

/// Draws as many as are missing, and keeps the first of each, until all are
/// there.
void choose_weighted_once(GeneratorObject* self, const ChoiceRequest& request,
                          std::int64_t* chosen) {
  std::vector<double> weights = request.weights;
  const auto possible = std::count_if(weights.begin(), weights.end(),
                                      [](double w) { return w > 0; });
  if (possible < request.number) {
    raise_value_error("Fewer non-zero entries in p than size");
  }
  std::int64_t found = 0;
  while (found < request.number) {
    const std::vector<double> numbers =
        uniform_numbers(self, request.number - found);
    for (std::int64_t i = 0; i < found; ++i) weights[chosen[i]] = 0;
    const std::vector<double> sums = cumulated(weights);
    std::vector<bool> is_new(weights.size() + 1, true);
    for (double number : numbers) {
      const std::int64_t place = place_of(sums, number);
      if (is_new[place]) chosen[found++] = place;
      is_new[place] = false;
    }
  }
}

std::int64_t bounded(BitStream& bits, std::int64_t maximum) {
  random::Words<std::uint64_t> words;
  return static_cast<std::int64_t>(
      random::bounded(bits, words, static_cast<std::uint64_t>(maximum), false));
}

/// Generator's shuffle of indices: by multiplication.
void shuffle_indices(BitStream& bits, std::int64_t n, std::int64_t first,
                     std::int64_t* indices) {
  for (std::int64_t i = n - 1; i >= first; --i) {
    std::swap(indices[bounded(bits, i)], indices[i]);
  }
}

/// Floyd's algorithm: a hash set of what is chosen, open addressed.
void choose_by_set(BitStream& bits, std::int64_t count, std::int64_t number,
                   std::int64_t* chosen) {
  constexpr std::int64_t kEmpty = -1;
  const auto mask = static_cast<std::int64_t>(random::mask_of(
      static_cast<std::uint64_t>(1.2 * static_cast<double>(number))));
  std::vector<std::int64_t> set(static_cast<std::size_t>(mask + 1), kEmpty);
  const auto slot_of = [&](std::int64_t value) {
    std::int64_t slot = value & mask;
    while (set[slot] != kEmpty && set[slot] != value) slot = (slot + 1) & mask;
    return slot;
  };
  for (std::int64_t j = count - number; j < count; ++j) {
    std::int64_t value = bounded(bits, j);
    std::int64_t slot = slot_of(value);
    if (set[slot] != kEmpty) {  // chosen before: j has not been
      value = j;
      slot = slot_of(value);
    }
    set[slot] = value;
    *chosen++ = value;
  }
}

void choose_once(GeneratorObject* self, const ChoiceRequest& request,
                 std::int64_t* chosen) {
  const std::int64_t cutoff = request.is_shuffled ? 50 : 20;
  const std::int64_t count = request.count;
  const std::int64_t number = request.number;
  BitStream& bits = self->source.bits;
  const Drawing drawing(self, number);
  if (count > 10000 && number > count / cutoff) {
    std::vector<std::int64_t> indices(static_cast<std::size_t>(count));
    std::iota(indices.begin(), indices.end(), 0);
    shuffle_indices(bits, count, std::max<std::int64_t>(count - number, 1),
                    indices.data());
    std::copy(indices.end() - number, indices.end(), chosen);
    return;
  }
  choose_by_set(bits, count, number, chosen);
  if (request.is_shuffled) shuffle_indices(bits, number, 1, chosen);
}

/// Indices into the population, of the request's size.
ndarray choose(GeneratorObject* self, const ChoiceRequest& request,
               bool legacy) {
  const Shape shape = request.size.value_or(Shape());
  ndarray indices = ndarray::empty(span_of(shape), DType::kInt64);
  auto* chosen = indices.data_as<std::int64_t>();
  if (request.with_replacement) {
    if (request.number == 0) return indices;
    if (!request.weights.empty()) {
      choose_weighted(self, request, chosen);
      return indices;
    }
    const Drawing drawing(self, request.number);
    fill_integers(self->source.bits, DType::kInt64, 0,
                  static_cast<std::uint64_t>(request.count - 1), legacy, chosen,
                  request.number);
    return indices;
  }
  if (request.number > request.count) {
    raise_value_error(
        std::string("Cannot take a larger sample than population when ") +
        (legacy ? "'replace=False'" : "replace is False"));
  }
  if (!request.weights.empty()) {
    choose_weighted_once(self, request, chosen);
  } else if (legacy) {
    const ndarray order = random_order(self, request.count);
    std::copy_n(order.data_as<std::int64_t>(), request.number, chosen);
  } else {
    choose_once(self, request, chosen);
  }
  return indices;
}

/// What is chosen from: an array, or the numbers below an integer.
void set_population(ChoiceRequest& request, PyObject* a, PyObject* axis,
                    bool legacy) {
  const ChoiceMessages& messages = legacy ? kLegacyMessages : kMessages;
  const auto refuse = [&] {
    if (legacy) raise_value_error("a must be 1-dimensional or an integer");
    const Reference type =
        checked(PyObject_Repr(reinterpret_cast<PyObject*>(Py_TYPE(a))));
    raise_value_error(std::string("a must be a sequence or an integer, not ") +
                      PyUnicode_AsUTF8(type.get()));
  };
  if (PyUnicode_Check(a)) refuse();
  const ndarray given = array_from(a);
  if (given.ndim() > 0) {
    if (legacy && given.ndim() != 1) {
      raise_value_error("a must be 1-dimensional");
    }
    request.population = given;
    const std::int64_t place = axis ? int_from(axis) : 0;
    if (place < -given.ndim() || place >= given.ndim()) {
      raise_index_error("tuple index out of range");
    }
    request.axis = normalize_axis(place, given.ndim());
    request.count = given.shape(request.axis);
    if (request.count == 0 && request.number != 0) {
      raise_value_error(messages.empty);
    }
    return;
  }
  const Scalar value = given.item(0);
  if (!is_integer(value.dtype()) && !is_bool(value.dtype())) refuse();
  request.count = value.as_int64();
  if (request.count <= 0 && request.number != 0) {
    raise_value_error(messages.not_positive);
  }
}

/// values: a, size, replace, p, axis, shuffle.
PyObject* choice_of(GeneratorObject* self, PyObject** values, bool legacy) {
  ChoiceRequest request;
  request.size = size_from(values[1]);
  if (request.size) request.number = num_elements(span_of(*request.size));
  request.with_replacement = flag_from(values[2], true);
  request.is_shuffled = flag_from(values[5], true);
  set_population(request, values[0], values[4], legacy);
  if (is_given(values[3])) {
    request.weights = weights_from(values[3], request.count,
                                   legacy ? kLegacyMessages : kMessages);
  }
  ndarray indices = choose(self, request, legacy);
  if (!request.population.defined()) {
    return request.size ? wrap_array(std::move(indices))
                        : python_value(indices.item());
  }
  ndarray result = take(request.population, indices, request.axis);
  return request.size ? wrap_array(std::move(result))
                      : wrap_result(std::move(result));
}

PyObject* generator_choice(PyObject* self, PyObject* const* args,
                           Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<6> signature{
      "choice",
      {"a|input", "size", "replace", "p", "axis|dim", "shuffle"},
      6,
      1};
  return guarded([&] {
    auto values = bind(signature, args, nargs, keywords);
    return choice_of(generator_of(self), values.data(), false);
  });
}

PyObject* random_state_choice(PyObject* self, PyObject* const* args,
                              Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<4> signature{
      "choice", {"a|input", "size", "replace", "p"}, 4, 1};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    PyObject* request[] = {values[0], values[1], values[2],
                           values[3], nullptr,   nullptr};
    return choice_of(generator_of(self), request, true);
  });
}

constexpr int kFast = METH_FASTCALL | METH_KEYWORDS;

PyMethodDef generator_table[] = {
    {"bytes", method_cast(draw_bytes<false>), kFast, "Random bytes."},
    {"choice", method_cast(generator_choice), kFast,
     "Elements chosen from an array, or from the numbers below an integer."},
    {"integers", method_cast(generator_integers), kFast,
     "Uniform integers in [low, high), or in [low, high] with endpoint."},
    {"permutation", method_cast(generator_permutation), kFast,
     "The numbers below an integer, or a copy of an array, in random order."},
    {"permuted", method_cast(generator_permuted), kFast,
     "A copy, in which each line along an axis has an order of its own."},
    {"shuffle", method_cast(generator_shuffle), kFast,
     "Puts an array or a list into random order, in place."},
    {nullptr, nullptr, 0, nullptr},
};

PyMethodDef random_state_table[] = {
    {"bytes", method_cast(draw_bytes<true>), kFast, "Random bytes."},
    {"choice", method_cast(random_state_choice), kFast,
     "Elements chosen from an array, or from the numbers below an integer."},
    {"permutation", method_cast(random_state_permutation), kFast,
     "The numbers below an integer, or a copy of an array, in random order."},
    {"randint", method_cast(random_state_randint), kFast,
     "Uniform integers in [low, high)."},
    {"random_integers", method_cast(random_state_random_integers), kFast,
     "Uniform integers in [low, high]; deprecated by NumPy."},
    {"shuffle", method_cast(random_state_shuffle), kFast,
     "Puts an array or a list into random order, in place."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

PyMethodDef* const generator_samples = generator_table;
PyMethodDef* const random_state_samples = random_state_table;

}  // namespace tnp::python
