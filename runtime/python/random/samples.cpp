// Integers, bytes and orders.
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
#include "runtime/python/random/on_device.h"
#include "runtime/python/reference.h"
#include "runtime/random/bounded.h"
#include "runtime/random/fill.h"

namespace tnp::python {
namespace {

using random::BitStream;

__extension__ using int128 = __int128;

// ---- Integers.

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
  if (asks_for_device(keywords)) {
    return draw_on_device("integers", args, nargs, keywords);
  }
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
  if (asks_for_device(keywords)) {
    return draw_on_device("randint", args, nargs, keywords);
  }
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

// ---- Orders.

/// Swaps items n - 1 ... first, each with one at or before it. The partners of
/// many are drawn at once, and asked for in memory before the first is needed.
template <typename T>
void shuffle_words(BitStream& bits, char* data, std::int64_t stride,
                   std::int64_t n, std::int64_t first) {
  constexpr std::int64_t kTogether = 64;
  std::int64_t partners[kTogether];
  for (std::int64_t i = n - 1; i >= first;) {
    const std::int64_t count = std::min(kTogether, i - first + 1);
    random::fill_partners(bits, i, partners, count);
    for (std::int64_t k = 0; k < count; ++k) {
      __builtin_prefetch(data + partners[k] * stride, 1);
    }
    for (std::int64_t k = 0; k < count; ++k, --i) {
      T a, b;
      std::memcpy(&a, data + i * stride, sizeof(T));
      std::memcpy(&b, data + partners[k] * stride, sizeof(T));
      std::memcpy(data + i * stride, &b, sizeof(T));
      std::memcpy(data + partners[k] * stride, &a, sizeof(T));
    }
  }
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

}  // namespace

ndarray random_order(GeneratorObject* self, std::int64_t n) {
  ndarray order = ndarray::arange(n);
  const Drawing drawing(self, n);
  shuffle_line(self->source.bits, order.data(), 8, 8, n, 1);
  return order;
}

namespace {

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
  if (asks_for_device(keywords)) {
    return draw_on_device("permutation", args, nargs, keywords);
  }
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    return permutation_of(generator_of(self), values[0], values[1], false);
  });
}

PyObject* random_state_permutation(PyObject* self, PyObject* const* args,
                                   Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<1> signature{"permutation", {"x"}, 1, 1};
  if (asks_for_device(keywords)) {
    return draw_on_device("permutation", args, nargs, keywords);
  }
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

constexpr int kFast = METH_FASTCALL | METH_KEYWORDS;

PyMethodDef generator_table[] = {
    {"bytes", method_cast(draw_bytes<false>), kFast, "Random bytes."},
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
