// Elements chosen from an array, or from the numbers below an integer.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/indexing.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/numpy_fallback.h"
#include "runtime/python/random/arguments.h"
#include "runtime/python/random/generator_object.h"
#include "runtime/python/reference.h"
#include "runtime/random/bounded.h"
#include "runtime/random/fill.h"

namespace tnp::python {
namespace {

using random::BitStream;

struct ChoiceRequest {
  ndarray population;           // undefined where it is 0 ... count - 1
  Reference foreign;            // or NumPy's array of text or objects
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

/// What is chosen from along an axis of that extent.
void set_count(ChoiceRequest& request, std::int64_t count, bool legacy) {
  request.count = count;
  if (count == 0 && request.number != 0) {
    raise_value_error((legacy ? kLegacyMessages : kMessages).empty);
  }
}

/// The axis that is chosen along.
int choice_axis(PyObject* axis, int ndim, bool legacy) {
  if (legacy && ndim != 1) raise_value_error("a must be 1-dimensional");
  const std::int64_t place = axis ? int_from(axis) : 0;
  if (place < -ndim || place >= ndim) {
    raise_index_error("tuple index out of range");
  }
  return normalize_axis(place, ndim);
}

/// Elements that tnp does not have, as an array of NumPy; false for one alone.
bool set_foreign_population(ChoiceRequest& request, PyObject* a, PyObject* axis,
                            bool legacy) {
  const Reference numpy = checked(PyImport_ImportModule("numpy"));
  request.foreign =
      checked(PyObject_CallMethod(numpy.get(), "asarray", "O", a));
  const Reference shape =
      checked(PyObject_GetAttrString(request.foreign.get(), "shape"));
  const Py_ssize_t ndim = PyTuple_GET_SIZE(shape.get());
  if (ndim == 0) return false;
  request.axis = choice_axis(axis, static_cast<int>(ndim), legacy);
  set_count(request, int_from(PyTuple_GET_ITEM(shape.get(), request.axis)),
            legacy);
  return true;
}

/// The array that is given; undefined where its elements are not tnp's, and
/// NumPy's may do.
ndarray own_population(PyObject* a) {
  try {
    return array_from(a);
  } catch (const Error& error) {
    if (!falls_back() || error.kind() != ErrorKind::kNotImplementedError) {
      throw;
    }
    return {};
  }
}

/// What is chosen from: an array, or the numbers below an integer.
void set_population(ChoiceRequest& request, PyObject* a, PyObject* axis,
                    bool legacy) {
  const auto refuse = [&] {
    if (legacy) raise_value_error("a must be 1-dimensional or an integer");
    const Reference type =
        checked(PyObject_Repr(reinterpret_cast<PyObject*>(Py_TYPE(a))));
    raise_value_error(std::string("a must be a sequence or an integer, not ") +
                      PyUnicode_AsUTF8(type.get()));
  };
  if (PyUnicode_Check(a)) refuse();
  const ndarray given = own_population(a);
  if (!given.defined()) {
    if (!set_foreign_population(request, a, axis, legacy)) refuse();
    return;
  }
  if (given.ndim() > 0) {
    request.population = given;
    request.axis = choice_axis(axis, given.ndim(), legacy);
    return set_count(request, given.shape(request.axis), legacy);
  }
  const Scalar value = given.item(0);
  if (!is_integer(value.dtype()) && !is_bool(value.dtype())) refuse();
  request.count = value.as_int64();
  if (request.count <= 0 && request.number != 0) {
    raise_value_error((legacy ? kLegacyMessages : kMessages).not_positive);
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
  if (request.foreign) {
    const Reference places = request.size
                                 ? checked(wrap_array(std::move(indices)))
                                 : checked(python_value(indices.item()));
    return PyObject_CallMethod(request.foreign.get(), "take", "Oi",
                               places.get(), request.axis);
  }
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

PyMethodDef generator_table[] = {
    {"choice", method_cast(generator_choice), METH_FASTCALL | METH_KEYWORDS,
     "Elements chosen from an array, or from the numbers below an integer."},
    {nullptr, nullptr, 0, nullptr},
};

PyMethodDef random_state_table[] = {
    {"choice", method_cast(random_state_choice), METH_FASTCALL | METH_KEYWORDS,
     "Elements chosen from an array, or from the numbers below an integer."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

PyMethodDef* const generator_choices = generator_table;
PyMethodDef* const random_state_choices = random_state_table;

}  // namespace tnp::python
