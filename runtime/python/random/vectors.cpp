// The distributions of vectors.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/matmul.h"
#include "runtime/ops/linalg.h"
#include "runtime/ops/logic.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/random/arguments.h"
#include "runtime/python/random/generator_object.h"
#include "runtime/random/continuous.h"
#include "runtime/random/discrete.h"
#include "runtime/random/fill.h"
#include "runtime/random/legacy.h"

namespace tnp::python {
namespace {

/// The shape of `size` vectors of `k`.
Shape vectors_shape(PyObject* size, std::int64_t k) {
  Shape shape = size_from(size).value_or(Shape());
  shape.push_back(k);
  return shape;
}

constexpr char kTooDeep[] =
    "setting an array element with a sequence. The requested array would "
    "exceed "
    "the maximum number of dimension of 1.";

ndarray doubles_from(PyObject* object) {
  const Argument argument = Argument::real(object);
  if (!argument.is_array())
    return ndarray::from_scalar(Scalar(argument.real()));
  return argument.array().contiguous();
}

// ---- multivariate_normal.

struct NormalRequest {
  ndarray mean, covariance;
  std::string_view check_valid;
  double tolerance;
  std::string_view method;
};

std::string_view text_from(PyObject* value, const char* otherwise) {
  if (!value) return otherwise;
  if (!PyUnicode_Check(value)) return "";
  const char* text = PyUnicode_AsUTF8(value);
  if (!text) throw PythonError();
  return text;
}

void check_shapes(const ndarray& mean, const ndarray& covariance) {
  if (is_complex(mean.dtype()) || is_complex(covariance.dtype())) {
    raise_type_error("mean and cov must not be complex");
  }
  if (mean.ndim() != 1) raise_value_error("mean must be 1 dimensional");
  if (covariance.ndim() != 2 || covariance.shape(0) != covariance.shape(1)) {
    raise_value_error("cov must be 2 dimensional and square");
  }
  if (mean.shape(0) != covariance.shape(0)) {
    raise_value_error("mean and cov must have same length");
  }
}

/// Column j of `matrix` times factor(j).
template <typename Factor>
ndarray scaled_columns(const ndarray& matrix, Factor&& factor) {
  ndarray result = matrix.copy('C');
  const std::int64_t n = result.shape(1);
  auto* values = result.data_as<double>();
  for (std::int64_t i = 0; i < result.size(); ++i) values[i] *= factor(i % n);
  return result;
}

void report_invalid(std::string_view check_valid) {
  constexpr char kMessage[] =
      "covariance is not symmetric positive-semidefinite.";
  if (check_valid == "raise") raise_value_error(kMessage);
  warn(WarningKind::kRuntimeWarning, kMessage);
}

/// A matrix A with A A^T = covariance, checked as asked.
ndarray factor_of(const NormalRequest& request) {
  const ndarray covariance = astype(request.covariance, DType::kFloat64);
  if (request.method == "cholesky") return ops::cholesky(covariance, false);
  const bool is_checked = request.check_valid != "ignore";
  const auto check_choice = [&] {
    if (is_checked && request.check_valid != "warn" &&
        request.check_valid != "raise") {
      raise_value_error("check_valid must equal 'warn', 'raise', or 'ignore'");
    }
  };
  if (request.method == "eigh") {
    const auto [values, vectors] = ops::eigh(covariance, "L");
    check_choice();
    const auto* s = values.data_as<double>();
    const bool is_valid = std::none_of(
        s, s + values.size(), [&](double x) { return x < -request.tolerance; });
    if (is_checked && !is_valid) report_invalid(request.check_valid);
    return scaled_columns(
        vectors, [s](std::int64_t j) { return std::sqrt(std::fabs(s[j])); });
  }
  const ops::OneOrTuple parts = ops::svd(covariance, true, true, false);
  check_choice();
  const ndarray& u = parts[0];
  const ndarray& vh = parts[2];
  const auto* s = parts[1].data_as<double>();
  if (is_checked) {
    const ndarray scaled =
        scaled_columns(vh.transposed(), [s](std::int64_t j) { return s[j]; });
    const ndarray again = product(scaled, vh, DType::kFloat64);
    const ndarray tolerance =
        ndarray::from_scalar(Scalar(request.tolerance), true);
    if (!ops::allclose(again, covariance, tolerance, tolerance, false)) {
      report_invalid(request.check_valid);
    }
  }
  if (request.method == "legacy") {  // RandomState takes v for u
    return scaled_columns(vh.transposed(),
                          [s](std::int64_t j) { return std::sqrt(s[j]); });
  }
  return scaled_columns(u, [s](std::int64_t j) { return std::sqrt(s[j]); });
}

PyObject* draw_normal_vectors(GeneratorObject* self,
                              const NormalRequest& request, PyObject* size) {
  check_shapes(request.mean, request.covariance);
  const std::int64_t k = request.mean.size();
  const Shape shape = vectors_shape(size, k);
  ndarray numbers = ndarray::empty(span_of(shape), DType::kFloat64);
  {
    const Drawing drawing(self, numbers.size());
    auto* values = numbers.data_as<double>();
    if (request.method == "legacy") {
      random::fill_legacy_normal(self->source, values, numbers.size());
    } else {
      fill(self->source.bits, random::Basic::kNormal, values, numbers.size());
    }
  }
  const ndarray factor = factor_of(request);
  const std::int64_t rows[] = {k == 0 ? 0 : numbers.size() / k, k};
  ndarray result =
      product(numbers.reshape(rows), factor.transposed(), DType::kFloat64)
          .contiguous();
  const ndarray mean = astype(request.mean, DType::kFloat64).contiguous();
  auto* values = result.data_as<double>();
  for (std::int64_t i = 0; i < result.size(); ++i) {
    values[i] += mean.data_as<double>()[i % k];
  }
  return wrap_array(result.reshape(span_of(shape)));
}

PyObject* generator_multivariate_normal(PyObject* self, PyObject* const* args,
                                        Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<6> signature{
      "multivariate_normal",
      {"mean", "cov", "size", "check_valid", "tol", "method"},
      5,
      2};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    const std::string_view method = text_from(values[5], "svd");
    if (method != "eigh" && method != "svd" && method != "cholesky") {
      raise_value_error("method must be one of {'eigh', 'svd', 'cholesky'}");
    }
    return draw_normal_vectors(
        generator_of(self),
        {array_from(values[0]), array_from(values[1]),
         text_from(values[3], "warn"),
         values[4] ? Argument::real(values[4]).real() : 1e-8, method},
        values[2]);
  });
}

PyObject* random_state_multivariate_normal(PyObject* self,
                                           PyObject* const* args,
                                           Py_ssize_t nargs,
                                           PyObject* keywords) {
  static constexpr Signature<5> signature{
      "multivariate_normal",
      {"mean", "cov", "size", "check_valid", "tol"},
      5,
      2};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    return draw_normal_vectors(
        generator_of(self),
        {array_from(values[0]), array_from(values[1]),
         text_from(values[3], "warn"),
         values[4] ? Argument::real(values[4]).real() : 1e-8, "legacy"},
        values[2]);
  });
}

// ---- multinomial.

/// No row of probabilities, but for its last, adds up to more than 1.
void check_sums(PyObject* given, const ndarray& probabilities, std::int64_t k,
                bool legacy) {
  const auto* values = probabilities.data_as<double>();
  for (std::int64_t row = 0; row < probabilities.size(); row += k) {
    if (!(kahan_sum(values + row, k - 1) > 1.0 + 1e-12)) continue;
    const std::string slice =
        legacy || probabilities.ndim() == 1 ? "pvals[:-1]" : "pvals[...,:-1]";
    const DType dtype =
        is_array(given) ? array_of(given).dtype() : DType::kFloat64;
    const double sum = kahan_sum(values, probabilities.size());
    if (is_floating(dtype) && dtype != DType::kFloat64 && sum < 1.0001) {
      raise_value_error(
          "sum(" + slice +
          ".astype(np.float64)) > 1.0. The pvals array is cast to 64-bit "
          "floating point prior to checking the sum. Precision changes when "
          "casting may cause problems even if the sum of the original pvals is "
          "valid.");
    }
    raise_value_error("sum(" + slice + ") > 1.0");
  }
}

/// Every count with the row of probabilities that it is broadcast with.
PyObject* multinomial_of_arrays(GeneratorObject* self, const Argument& n,
                                const ndarray& probabilities, PyObject* size) {
  const std::int64_t k = probabilities.shape(probabilities.ndim() - 1);
  n.check(Constraint::kNonNegativeCount, "n");
  const IntSpan rows = probabilities.shape().first(probabilities.ndim() - 1);
  const ndarray row_of = ndarray::arange(num_elements(rows)).reshape(rows);
  const Argument arguments[] = {
      n, Argument::of(row_of.ndim() > 0 ? row_of : ndarray())};
  const Shape shape = drawn_shape(size_from(size), arguments, 2);
  const Argument counts = n.broadcast_to(span_of(shape));
  const ndarray row_at = row_of.broadcast_to(span_of(shape)).copy('C');
  Shape full = shape;
  full.push_back(k);
  ndarray result = ndarray::zeros(span_of(full), DType::kInt64);
  {
    const Drawing drawing(self, result.size());
    for (std::int64_t i = 0; i < row_at.size(); ++i) {
      multinomial(self->source.bits, self->source.binomial,
                  counts.at(i).integer,
                  probabilities.data_as<double>() +
                      row_at.data_as<std::int64_t>()[i] * k,
                  k, result.data_as<std::int64_t>() + i * k);
    }
  }
  return wrap_array(std::move(result));
}

PyObject* multinomial_of(PyObject* self, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* keywords, bool legacy) {
  static constexpr Signature<3> signature{
      "multinomial", {"n", "pvals", "size"}, 3, 2};
  const auto values = bind(signature, args, nargs, keywords);
  GeneratorObject* generator = generator_of(self);
  const Argument n = Argument::integer(values[0]);
  const ndarray probabilities = doubles_from(values[1]);
  const int ndim = probabilities.ndim();
  const std::int64_t k = ndim > 0 ? probabilities.shape(ndim - 1) : 0;
  if (legacy && ndim == 0) raise_type_error("pvals must be a 1-d sequence");
  if (legacy && ndim > 1) raise_value_error(kTooDeep);
  if (legacy && n.is_array()) raise_type_error("an integer is required");
  if (k == 0 && !legacy) {
    raise_value_error(
        "pvals must have at least 1 dimension and the last dimension of pvals "
        "must be greater than 0.");
  }
  Argument::of(probabilities).check(Constraint::kProbability, "pvals");
  check_sums(values[1], probabilities, k, legacy);
  if (!legacy && (n.is_array() || ndim > 1)) {
    return multinomial_of_arrays(generator, n, probabilities, values[2]);
  }
  n.check(Constraint::kNonNegativeCount, "n");
  ndarray result =
      ndarray::zeros(span_of(vectors_shape(values[2], k)), DType::kInt64);
  if (k > 0) {
    const Drawing drawing(generator, result.size());
    auto* out = result.data_as<std::int64_t>();
    for (auto* row = out; row < out + result.size(); row += k) {
      multinomial(generator->source.bits, generator->source.binomial,
                  n.integer(), probabilities.data_as<double>(), k, row);
    }
  }
  return wrap_array(std::move(result));
}

template <bool IsLegacy>
PyObject* multinomial_method(PyObject* self, PyObject* const* args,
                             Py_ssize_t nargs, PyObject* keywords) {
  return guarded(
      [&] { return multinomial_of(self, args, nargs, keywords, IsLegacy); });
}

// ---- multivariate_hypergeometric.

/// One-dimensional counts. ValueError for others.
ndarray colors_from(PyObject* object) {
  constexpr char kMessage[] =
      "colors must be a one-dimensional sequence of nonnegative integers not "
      "exceeding 9223372036854775807.";
  const ndarray given = array_from(object);
  if (given.ndim() != 1 || (given.size() > 0 && !is_integer(given.dtype()))) {
    raise_value_error(kMessage);
  }
  for (std::int64_t i = 0; i < given.size(); ++i) {
    if (given.item(i).as_int64() < 0) raise_value_error(kMessage);
  }
  return astype(given, DType::kInt64).contiguous();
}

std::int64_t total_of(const ndarray& colors) {
  std::int64_t total = 0;
  for (std::int64_t i = 0; i < colors.size(); ++i) {
    if (__builtin_add_overflow(total, colors.data_as<std::int64_t>()[i],
                               &total)) {
      raise_value_error(
          "sum(colors) must not exceed the maximum value of a 64 bit signed "
          "integer (9223372036854775807)");
    }
  }
  return total;
}

PyObject* generator_multivariate_hypergeometric(PyObject* self,
                                                PyObject* const* args,
                                                Py_ssize_t nargs,
                                                PyObject* keywords) {
  static constexpr Signature<4> signature{
      "multivariate_hypergeometric",
      {"colors", "nsample", "size", "method"},
      4,
      2};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    GeneratorObject* generator = generator_of(self);
    const std::string_view method = text_from(values[3], "marginals");
    const bool by_count = method == "count";
    if (!by_count && method != "marginals") {
      raise_value_error("method must be \"count\" or \"marginals\".");
    }
    if (!PyIndex_Check(values[1])) {
      raise_value_error("nsample must be an integer");
    }
    const std::int64_t sample = int_from(values[1]);
    if (sample < 0) raise_value_error("nsample must be nonnegative.");
    const ndarray colors = colors_from(values[0]);
    const std::int64_t total = total_of(colors);
    if (!by_count && total >= 1'000'000'000) {
      raise_value_error(
          "When method is \"marginals\", sum(colors) must be less than "
          "1000000000.");
    }
    if (by_count && total > std::numeric_limits<std::int64_t>::max() / 8) {
      raise_value_error(
          "When method is 'count', sum(colors) must not exceed "
          "1152921504606846975");
    }
    if (sample > total) raise_value_error("nsample > sum(colors)");
    const std::int64_t k = colors.size();
    ndarray result =
        ndarray::zeros(span_of(vectors_shape(values[2], k)), DType::kInt64);
    if (k > 0) {
      const Drawing drawing(generator, result.size());
      (by_count ? random::multivariate_hypergeometric_count
                : random::multivariate_hypergeometric_marginals)(
          generator->source.bits, total, colors.data_as<std::int64_t>(), k,
          sample, result.size() / k, result.data_as<std::int64_t>());
    }
    return wrap_array(std::move(result));
  });
}

// ---- dirichlet.

template <bool IsLegacy>
PyObject* dirichlet_method(PyObject* self, PyObject* const* args,
                           Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<2> signature{"dirichlet", {"alpha", "size"}, 2, 1};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    GeneratorObject* generator = generator_of(self);
    const ndarray alpha = doubles_from(values[0]);
    if (alpha.ndim() == 0) {
      raise_type_error(std::string("object of type '") +
                       Py_TYPE(values[0])->tp_name + "' has no len()");
    }
    if (alpha.ndim() > 1) raise_value_error(kTooDeep);
    const std::int64_t k = alpha.size();
    const auto* shapes = alpha.data_as<double>();
    const bool is_invalid = std::any_of(
        shapes, shapes + k, [](double a) { return IsLegacy ? a <= 0 : a < 0; });
    if (is_invalid) raise_value_error(IsLegacy ? "alpha <= 0" : "alpha < 0");
    ndarray result =
        ndarray::zeros(span_of(vectors_shape(values[1], k)), DType::kFloat64);
    if (k > 0) {
      const Drawing drawing(generator, result.size());
      auto* out = result.data_as<double>();
      if constexpr (IsLegacy) {
        random::legacy::dirichlet(generator->source, shapes, k,
                                  result.size() / k, out);
      } else {
        random::dirichlet(generator->source.bits, shapes, k, result.size() / k,
                          out);
      }
    }
    return wrap_array(std::move(result));
  });
}

constexpr int kFast = METH_FASTCALL | METH_KEYWORDS;

PyMethodDef generator_table[] = {
    {"dirichlet", method_cast(dirichlet_method<false>), kFast,
     "Vectors of the Dirichlet distribution."},
    {"multinomial", method_cast(multinomial_method<false>), kFast,
     "Counts of each outcome in n trials."},
    {"multivariate_hypergeometric",
     method_cast(generator_multivariate_hypergeometric), kFast,
     "Counts of each color among nsample drawn."},
    {"multivariate_normal", method_cast(generator_multivariate_normal), kFast,
     "Normal vectors of a mean and a covariance matrix."},
    {nullptr, nullptr, 0, nullptr},
};

PyMethodDef random_state_table[] = {
    {"dirichlet", method_cast(dirichlet_method<true>), kFast,
     "Vectors of the Dirichlet distribution."},
    {"multinomial", method_cast(multinomial_method<true>), kFast,
     "Counts of each outcome in n trials."},
    {"multivariate_normal", method_cast(random_state_multivariate_normal),
     kFast, "Normal vectors of a mean and a covariance matrix."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

PyMethodDef* const generator_vectors = generator_table;
PyMethodDef* const random_state_vectors = random_state_table;

}  // namespace tnp::python
