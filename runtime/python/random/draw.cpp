// The distributions of single numbers: Generator's and RandomState's methods
// from one table.
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include "runtime/core/errors.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/random/arguments.h"
#include "runtime/python/random/generator_object.h"
#include "runtime/python/random/on_device.h"
#include "runtime/random/continuous.h"
#include "runtime/random/discrete.h"
#include "runtime/random/fill.h"
#include "runtime/random/legacy.h"
#include "runtime/random/ziggurat.h"

namespace tnp::python {
namespace {

using random::Basic;
using random::DrawInteger;
using random::DrawReal;
using random::Parameter;
using random::Source;

// ---- From a function of numbers to one of a source and parameters.

template <typename T>
T parameter_as(const Parameter& parameter) {
  if constexpr (std::is_same_v<T, double>)
    return parameter.real;
  else
    return parameter.integer;
}

template <auto Function>
struct Draw;

template <typename Result, typename... Numbers,
          Result (*Function)(random::BitStream&, Numbers...)>
struct Draw<Function> {
  template <std::size_t... I>
  static Result call(Source& source, const Parameter* parameters,
                     std::index_sequence<I...>) {
    return Function(source.bits, parameter_as<Numbers>(parameters[I])...);
  }
  static Result from(Source& source, const Parameter* parameters) {
    return call(source, parameters, std::index_sequence_for<Numbers...>());
  }
};

template <typename Result, typename... Numbers,
          Result (*Function)(Source&, Numbers...)>
struct Draw<Function> {
  template <std::size_t... I>
  static Result call(Source& source, const Parameter* parameters,
                     std::index_sequence<I...>) {
    return Function(source, parameter_as<Numbers>(parameters[I])...);
  }
  static Result from(Source& source, const Parameter* parameters) {
    return call(source, parameters, std::index_sequence_for<Numbers...>());
  }
};

template <auto Function>
constexpr auto draw_of = &Draw<Function>::from;

/// start + scale * number.
template <typename Number>
double affine(const Parameter* parameters, Number&& number) {
  return parameters[0].real + parameters[1].real * number();
}

double draw_uniform(Source& source, const Parameter* parameters) {
  return affine(parameters, [&] { return source.bits.next_double(); });
}
double draw_normal(Source& source, const Parameter* parameters) {
  return affine(parameters, [&] { return standard_normal(source.bits); });
}
double draw_legacy_normal(Source& source, const Parameter* parameters) {
  return affine(parameters,
                [&] { return random::legacy::standard_normal(source); });
}
double draw_lognormal(Source& source, const Parameter* parameters) {
  return std::exp(draw_normal(source, parameters));
}
double draw_legacy_lognormal(Source& source, const Parameter* parameters) {
  return std::exp(draw_legacy_normal(source, parameters));
}
double draw_exponential(Source& source, const Parameter* parameters) {
  return parameters[0].real * standard_exponential(source.bits);
}
double draw_legacy_exponential(Source& source, const Parameter* parameters) {
  return parameters[0].real * random::legacy::standard_exponential(source);
}
double draw_gamma(Source& source, const Parameter* parameters) {
  return parameters[1].real * standard_gamma(source.bits, parameters[0].real);
}
double draw_legacy_gamma(Source& source, const Parameter* parameters) {
  return parameters[1].real *
         random::legacy::standard_gamma(source, parameters[0].real);
}
std::int64_t draw_binomial(Source& source, const Parameter* parameters) {
  return random::binomial(source.bits, source.binomial, parameters[1].real,
                          parameters[0].integer);
}
std::int64_t draw_legacy_binomial(Source& source, const Parameter* parameters) {
  return random::legacy::binomial(source, parameters[1].real,
                                  parameters[0].integer);
}
/// A count of 63 bits.
std::int64_t draw_tomaxint(Source& source, const Parameter*) {
  return static_cast<std::int64_t>(source.bits.next64() >> 1);
}

// ---- Many numbers at once.

void fill_uniform(Source& source, bool, double low, double range, double* out,
                  std::int64_t n) {
  fill_affine(source.bits, Basic::kUniform, low, range, out, n);
}
void fill_normal(Source& source, bool legacy, double loc, double scale,
                 double* out, std::int64_t n) {
  if (!legacy) {
    return fill_affine(source.bits, Basic::kNormal, loc, scale, out, n);
  }
  fill_legacy_normal(source, out, n);
  for (std::int64_t i = 0; i < n; ++i) out[i] = loc + scale * out[i];
}
void fill_gamma(Source& source, bool legacy, double shape, double scale,
                double* out, std::int64_t n) {
  if (!legacy) return random::fill_gamma(source.bits, shape, scale, out, n);
  for (std::int64_t i = 0; i < n; ++i) {
    out[i] = scale * random::legacy::standard_gamma(source, shape);
  }
}

// ---- What else must hold of the parameters.

using Arguments = std::array<Argument, 3>;

/// The shape of some arguments together, and each element of them.
template <typename Holds>
bool holds_for_all(const Arguments& given, int count, Holds&& holds) {
  const Shape shape = drawn_shape(std::nullopt, given.data(), count);
  Arguments arguments;
  for (int i = 0; i < count; ++i) {
    arguments[i] = given[i].broadcast_to(span_of(shape));
  }
  const std::int64_t n = num_elements(span_of(shape));
  for (std::int64_t i = 0; i < n; ++i) {
    Parameter parameters[3];
    for (int j = 0; j < count; ++j) parameters[j] = arguments[j].at(i);
    if (!holds(parameters)) return false;
  }
  return true;
}

/// low and high become low and high - low.
void prepare_uniform(Arguments& arguments, bool legacy) {
  if (!arguments[0].is_array() && !arguments[1].is_array()) {
    const double range = arguments[1].real() - arguments[0].real();
    if (!std::isfinite(range)) {
      raise(ErrorKind::kOverflowError,
            legacy ? "Range exceeds valid bounds"
                   : "high - low range exceeds valid bounds");
    }
    arguments[1] = Argument::of(range);
    return;
  }
  const Shape shape = drawn_shape(std::nullopt, arguments.data(), 2);
  const Argument low = arguments[0].broadcast_to(span_of(shape));
  const Argument high = arguments[1].broadcast_to(span_of(shape));
  const ndarray range = ndarray::empty(span_of(shape), DType::kFloat64);
  for (std::int64_t i = 0; i < range.size(); ++i) {
    const double value = high.at(i).real - low.at(i).real;
    if (!std::isfinite(value)) {
      raise(ErrorKind::kOverflowError, "Range exceeds valid bounds");
    }
    range.data_as<double>()[i] = value;
  }
  arguments[1] = Argument::of(range);
}

void check_triangular(Arguments& arguments, bool) {
  const auto require = [&](auto&& holds, const char* message) {
    if (!holds_for_all(arguments, 3, holds)) raise_value_error(message);
  };
  require([](const Parameter* p) { return !(p[0].real > p[1].real); },
          "left > mode");
  require([](const Parameter* p) { return !(p[1].real > p[2].real); },
          "mode > right");
  require([](const Parameter* p) { return !(p[0].real == p[2].real); },
          "left == right");
}

void check_hypergeometric(Arguments& arguments, bool legacy) {
  constexpr std::int64_t kMax = 1'000'000'000;
  const auto is_small = [](const Parameter* p) {
    return p[0].integer < kMax && p[1].integer < kMax;
  };
  if (!legacy && !holds_for_all(arguments, 2, is_small)) {
    raise_value_error("both ngood and nbad must be less than 1000000000");
  }
  const auto is_enough = [](const Parameter* p) {
    std::int64_t total;
    return __builtin_add_overflow(p[0].integer, p[1].integer, &total) ||
           total >= p[2].integer;
  };
  if (!holds_for_all(arguments, 3, is_enough)) {
    raise_value_error("ngood + nbad < nsample");
  }
}

/// The gamma numbers that are drawn first are not beyond a Poisson's range.
void check_negative_binomial(Arguments& arguments, bool legacy) {
  if (legacy) return;
  arguments[0].check(Constraint::kPositiveNotNan, "n");
  arguments[1].check(Constraint::kPositiveProbability, "p");
  const auto is_small = [&](const Parameter* p) {
    const double n = p[0].real;
    return !((1 - p[1].real) / p[1].real * (n + 10 * std::sqrt(n)) >
             kPoissonMax);
  };
  if (!holds_for_all(arguments, 2, is_small)) {
    raise_value_error(
        "n too large or p too small, see Generator.negative_binomial Notes");
  }
}

// ---- The table.

struct ParameterInfo {
  const char* name = nullptr;  // "a|input": NumPy's, and a translated program's
  Constraint constraint = Constraint::kNone;
  Constraint legacy_constraint = Constraint::kNone;
  const char* named = nullptr;  // in messages
  std::optional<double> fallback = {};
  bool is_integer = false;
};

constexpr ParameterInfo parameter(const char* name, Constraint constraint,
                                  std::optional<double> fallback = {}) {
  return {name, constraint, constraint, name, fallback, false};
}
constexpr ParameterInfo count_parameter(const char* name) {
  return {name,
          Constraint::kNonNegativeCount,
          Constraint::kNonNegativeCount,
          name,
          {},
          true};
}
/// NumPy's `a`, which translated programs call `input`.
constexpr ParameterInfo parameter_a(Constraint constraint) {
  return {"a|input", constraint, constraint, "a", {}, false};
}

struct Distribution {
  const char* name;
  const char* doc;
  std::array<ParameterInfo, 3> parameters;
  DrawReal real = nullptr;  // Generator's; null for integers
  DrawReal legacy_real = nullptr;
  DrawInteger integer = nullptr;
  DrawInteger legacy_integer = nullptr;
  void (*prepare)(Arguments& arguments, bool legacy) = nullptr;
  // Many at once, of two parameters that are numbers.
  void (*fill)(Source& source, bool legacy, double first, double second,
               double* out, std::int64_t n) = nullptr;

  constexpr int count() const {
    int count = 0;
    while (count < 3 && parameters[count].name) ++count;
    return count;
  }
};

constexpr auto kNone = Constraint::kNone;
constexpr auto kNonNegative = Constraint::kNonNegative;
constexpr auto kPositive = Constraint::kPositive;

constexpr ParameterInfo kLoc = parameter("loc", kNone, 0.0);
constexpr ParameterInfo kScale = parameter("scale", kNonNegative, 1.0);

namespace legacy = random::legacy;

constexpr Distribution kDistributions[] = {
    {"beta",
     "Numbers of the beta distribution.",
     {parameter_a(kPositive), parameter("b", kPositive)},
     draw_of<random::beta>,
     draw_of<legacy::beta>},
    {"binomial",
     "Numbers of successes in n trials of probability p.",
     {count_parameter("n"), parameter("p", Constraint::kProbability)},
     nullptr,
     nullptr,
     draw_binomial,
     draw_legacy_binomial},
    {"chisquare",
     "Numbers of the chi-square distribution.",
     {parameter("df", kPositive)},
     draw_of<random::chisquare>,
     draw_of<legacy::chisquare>},
    {"exponential",
     "Numbers of the exponential distribution.",
     {kScale},
     draw_exponential,
     draw_legacy_exponential},
    {"f",
     "Numbers of the F distribution.",
     {parameter("dfnum", kPositive), parameter("dfden", kPositive)},
     draw_of<random::f>,
     draw_of<legacy::f>},
    {"gamma",
     "Numbers of the gamma distribution.",
     {parameter("shape", kNonNegative), kScale},
     draw_gamma,
     draw_legacy_gamma,
     nullptr,
     nullptr,
     nullptr,
     fill_gamma},
    {"geometric",
     "Numbers of trials up to the first success.",
     {parameter("p", Constraint::kPositiveProbability)},
     nullptr,
     nullptr,
     draw_of<random::geometric>,
     draw_of<legacy::geometric>},
    {"gumbel",
     "Numbers of the Gumbel distribution.",
     {kLoc, kScale},
     draw_of<random::gumbel>,
     draw_of<random::gumbel>},
    {"hypergeometric",
     "Numbers of good ones among nsample drawn.",
     {count_parameter("ngood"), count_parameter("nbad"),
      ParameterInfo{"nsample",
                    Constraint::kNonNegativeCount,
                    Constraint::kPositiveCount,
                    "nsample",
                    {},
                    true}},
     nullptr,
     nullptr,
     draw_of<random::hypergeometric>,
     draw_of<legacy::hypergeometric>,
     check_hypergeometric},
    {"laplace",
     "Numbers of the Laplace distribution.",
     {kLoc, kScale},
     draw_of<random::laplace>,
     draw_of<random::laplace>},
    {"logistic",
     "Numbers of the logistic distribution.",
     {kLoc, kScale},
     draw_of<random::logistic>,
     draw_of<random::logistic>},
    {"lognormal",
     "Exponentials of normal numbers.",
     {parameter("mean", kNone, 0.0), parameter("sigma", kNonNegative, 1.0)},
     draw_lognormal,
     draw_legacy_lognormal},
    {"logseries",
     "Numbers of the logarithmic series distribution.",
     {parameter("p", Constraint::kBelowOne)},
     nullptr,
     nullptr,
     draw_of<random::logseries>,
     draw_of<legacy::logseries>},
    {"negative_binomial",
     "Numbers of failures before n successes.",
     {ParameterInfo{
          "n", Constraint::kPositiveNotNan, kPositive, "n", {}, false},
      ParameterInfo{"p",
                    Constraint::kPositiveProbability,
                    Constraint::kProbability,
                    "p",
                    {},
                    false}},
     nullptr,
     nullptr,
     draw_of<random::negative_binomial>,
     draw_of<legacy::negative_binomial>,
     check_negative_binomial},
    {"noncentral_chisquare",
     "Numbers of the noncentral chi-square distribution.",
     {parameter("df", kPositive), parameter("nonc", kNonNegative)},
     draw_of<random::noncentral_chisquare>,
     draw_of<legacy::noncentral_chisquare>},
    {"noncentral_f",
     "Numbers of the noncentral F distribution.",
     {parameter("dfnum", kPositive), parameter("dfden", kPositive),
      parameter("nonc", kNonNegative)},
     draw_of<random::noncentral_f>,
     draw_of<legacy::noncentral_f>},
    {"normal",
     "Normal numbers of mean loc and standard deviation scale.",
     {kLoc, kScale},
     draw_normal,
     draw_legacy_normal,
     nullptr,
     nullptr,
     nullptr,
     fill_normal},
    {"pareto",
     "Numbers of the Pareto II distribution.",
     {parameter_a(kPositive)},
     draw_of<random::pareto>,
     draw_of<legacy::pareto>},
    {"poisson",
     "Counts of the Poisson distribution.",
     {parameter("lam", Constraint::kPoisson, 1.0)},
     nullptr,
     nullptr,
     draw_of<random::poisson>,
     draw_of<random::poisson>},
    {"power",
     "Numbers of the power distribution, in [0, 1].",
     {parameter_a(kPositive)},
     draw_of<random::power>,
     draw_of<legacy::power>},
    {"rayleigh",
     "Numbers of the Rayleigh distribution.",
     {kScale},
     draw_of<random::rayleigh>,
     draw_of<legacy::rayleigh>},
    {"standard_cauchy",
     "Numbers of the Cauchy distribution.",
     {},
     draw_of<random::standard_cauchy>,
     draw_of<legacy::standard_cauchy>},
    {"standard_t",
     "Numbers of Student's t distribution.",
     {parameter("df", kPositive)},
     draw_of<random::standard_t>,
     draw_of<legacy::standard_t>},
    {"triangular",
     "Numbers of the triangular distribution.",
     {parameter("left", kNone), parameter("mode", kNone),
      parameter("right", kNone)},
     draw_of<random::triangular>,
     draw_of<random::triangular>,
     nullptr,
     nullptr,
     check_triangular},
    {"uniform",
     "Uniform numbers in [low, high).",
     {parameter("low", kNone, 0.0),
      ParameterInfo{"high", kNonNegative, kNone, "high - low", 1.0, false}},
     draw_uniform,
     draw_uniform,
     nullptr,
     nullptr,
     prepare_uniform,
     fill_uniform},
    {"vonmises",
     "Angles of the von Mises distribution, in [-pi, pi].",
     {parameter("mu", kNone), parameter("kappa", kNonNegative)},
     draw_of<random::vonmises>,
     draw_of<legacy::vonmises>},
    {"wald",
     "Numbers of the inverse Gaussian distribution.",
     {parameter("mean", kPositive), parameter("scale", kPositive)},
     draw_of<random::wald>,
     draw_of<legacy::wald>},
    {"weibull",
     "Numbers of the Weibull distribution.",
     {parameter_a(kNonNegative)},
     draw_of<random::weibull>,
     draw_of<legacy::weibull>},
    {"zipf",
     "Numbers of the Zipf distribution.",
     {parameter_a(Constraint::kAboveOne)},
     nullptr,
     nullptr,
     draw_of<random::zipf>,
     draw_of<legacy::zipf>},
};
constexpr std::size_t kCount = std::size(kDistributions);

// ---- Drawing.

template <typename T, typename Function>
void draw_into(T* out, std::int64_t n, Function draw, Source& source,
               const Arguments& arguments, int count) {
  Parameter parameters[3];
  for (int j = 0; j < count; ++j) parameters[j] = arguments[j].value();
  for (std::int64_t i = 0; i < n; ++i) {
    for (int j = 0; j < count; ++j) {
      if (arguments[j].is_array()) parameters[j] = arguments[j].at(i);
    }
    out[i] = draw(source, parameters);
  }
}

/// The arguments of a call, checked.
Arguments arguments_of(const Distribution& distribution, PyObject** values,
                       bool legacy) {
  Arguments arguments;
  const int count = distribution.count();
  for (int i = 0; i < count; ++i) {
    const ParameterInfo& info = distribution.parameters[i];
    arguments[i] = !values[i]        ? Argument::of(*info.fallback)
                   : info.is_integer ? Argument::integer(values[i])
                                     : Argument::real(values[i]);
  }
  if (distribution.prepare) distribution.prepare(arguments, legacy);
  bool has_array = false;
  for (const Argument& argument : arguments) has_array |= argument.is_array();
  for (int i = 0; i < count; ++i) {
    const ParameterInfo& info = distribution.parameters[i];
    arguments[i].check(legacy ? info.legacy_constraint : info.constraint,
                       info.named, has_array);
  }
  return arguments;
}

/// One number, as Python's.
PyObject* draw_one(GeneratorObject* self, const Distribution& distribution,
                   const Arguments& arguments, bool legacy) {
  Parameter parameters[3];
  for (int i = 0; i < 3; ++i) parameters[i] = arguments[i].value();
  const Drawing drawing(self, 1);
  if (distribution.real) {
    const DrawReal draw = legacy ? distribution.legacy_real : distribution.real;
    return PyFloat_FromDouble(draw(self->source, parameters));
  }
  const DrawInteger draw =
      legacy ? distribution.legacy_integer : distribution.integer;
  return PyLong_FromLongLong(draw(self->source, parameters));
}

ndarray draw_array(GeneratorObject* self, const Distribution& distribution,
                   const Arguments& given, const Shape& shape, bool legacy) {
  const bool is_real = distribution.real != nullptr;
  ndarray result =
      ndarray::empty(span_of(shape), is_real ? DType::kFloat64 : DType::kInt64);
  const std::int64_t n = result.size();
  const int count = distribution.count();
  Arguments arguments;
  bool is_constant = true;
  for (int i = 0; i < count; ++i) {
    arguments[i] = given[i].broadcast_to(span_of(shape));
    is_constant = is_constant && !given[i].is_array();
  }
  const Drawing drawing(self, n);
  if (is_constant && distribution.fill) {
    distribution.fill(self->source, legacy, arguments[0].real(),
                      arguments[1].real(), result.data_as<double>(), n);
  } else if (is_real) {
    draw_into(result.data_as<double>(), n,
              legacy ? distribution.legacy_real : distribution.real,
              self->source, arguments, count);
  } else {
    draw_into(result.data_as<std::int64_t>(), n,
              legacy ? distribution.legacy_integer : distribution.integer,
              self->source, arguments, count);
  }
  return result;
}

/// values: one a parameter, then `size`.
PyObject* draw(GeneratorObject* self, const Distribution& distribution,
               PyObject** values, bool legacy) {
  const int count = distribution.count();
  const Arguments arguments = arguments_of(distribution, values, legacy);
  const std::optional<Shape> size = size_from(values[count]);
  bool has_array = false;
  for (int i = 0; i < count; ++i) has_array |= arguments[i].is_array();
  if (!size && !has_array) {
    return draw_one(self, distribution, arguments, legacy);
  }
  const Shape shape = drawn_shape(size, arguments.data(), count);
  return wrap_array(draw_array(self, distribution, arguments, shape, legacy));
}

template <std::size_t Index, bool IsLegacy>
PyObject* draw_method(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                      PyObject* keywords) {
  static constexpr const Distribution& distribution = kDistributions[Index];
  static constexpr int kParameters = distribution.count();
  static constexpr auto signature = [] {
    Signature<kParameters + 1> result{distribution.name, {}};
    for (int i = 0; i < kParameters; ++i) {
      result.names[i] = distribution.parameters[i].name;
      if (!distribution.parameters[i].fallback) result.required = i + 1;
    }
    result.names[kParameters] = "size";
    return result;
  }();
  if (asks_for_device(keywords)) {
    return draw_on_device(distribution.name, args, nargs, keywords);
  }
  return guarded([&] {
    auto values = bind(signature, args, nargs, keywords);
    return draw(generator_of(self), distribution, values.data(), IsLegacy);
  });
}

template <bool IsLegacy, std::size_t... I>
constexpr auto method_names(std::index_sequence<I...>) {
  return std::array{draw_method<I, IsLegacy>...};
}

// ---- Standard distributions, with a dtype and an output.

/// The numbers without parameters, of float64 or float32.
PyObject* draw_basic(GeneratorObject* self, const char* function, Basic basic,
                     PyObject* size, PyObject* dtype, PyObject* out) {
  const DType type = is_given(dtype) ? dtype_from(dtype) : DType::kFloat64;
  if (type != DType::kFloat64 && type != DType::kFloat32) {
    raise_type_error("Unsupported dtype dtype('" + std::string(name(type)) +
                     "') for " + function);
  }
  const auto fill_array = [&](const ndarray& array) {
    const Drawing drawing(self, array.size());
    if (type == DType::kFloat64) {
      fill(self->source.bits, basic, array.data_as<double>(), array.size());
    } else {
      fill(self->source.bits, basic, array.data_as<float>(), array.size());
    }
  };
  if (is_given(out)) {
    fill_array(output_from(out, type, size, false));
    return Py_NewRef(out);
  }
  if (const std::optional<Shape> shape = size_from(size)) {
    ndarray result = ndarray::empty(span_of(*shape), type);
    fill_array(result);
    return wrap_array(std::move(result));
  }
  double number;
  const Drawing drawing(self, 1);
  if (type == DType::kFloat64) {
    fill(self->source.bits, basic, &number, 1);
  } else {
    float narrow;
    fill(self->source.bits, basic, &narrow, 1);
    number = narrow;
  }
  return PyFloat_FromDouble(number);
}

PyObject* generator_random(PyObject* self, PyObject* const* args,
                           Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<3> signature{"random", {"size", "dtype", "out"}};
  if (asks_for_device(keywords)) {
    return draw_on_device("random", args, nargs, keywords);
  }
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    return draw_basic(generator_of(self), "random", Basic::kUniform, values[0],
                      values[1], values[2]);
  });
}

PyObject* generator_standard_normal(PyObject* self, PyObject* const* args,
                                    Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<3> signature{"standard_normal",
                                          {"size", "dtype", "out"}};
  if (asks_for_device(keywords)) {
    return draw_on_device("standard_normal", args, nargs, keywords);
  }
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    return draw_basic(generator_of(self), "standard_normal", Basic::kNormal,
                      values[0], values[1], values[2]);
  });
}

PyObject* generator_standard_exponential(PyObject* self, PyObject* const* args,
                                         Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<4> signature{"standard_exponential",
                                          {"size", "dtype", "method", "out"}};
  if (asks_for_device(keywords)) {
    return draw_on_device("standard_exponential", args, nargs, keywords);
  }
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    const bool is_ziggurat =
        !values[2] || (PyUnicode_Check(values[2]) &&
                       PyUnicode_CompareWithASCIIString(values[2], "zig") == 0);
    return draw_basic(
        generator_of(self), "standard_exponential",
        is_ziggurat ? Basic::kExponential : Basic::kExponentialInversion,
        values[0], values[1], values[3]);
  });
}

template <typename Real, typename Function>
void fill_gammas(GeneratorObject* self, const ndarray& out,
                 const Argument& shape, Function standard_gamma) {
  const Argument each = shape.broadcast_to(out.shape());
  const Drawing drawing(self, out.size());
  for (std::int64_t i = 0; i < out.size(); ++i) {
    out.data_as<Real>()[i] =
        standard_gamma(self->source.bits, static_cast<Real>(each.at(i).real));
  }
}

PyObject* generator_standard_gamma(PyObject* self, PyObject* const* args,
                                   Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<4> signature{
      "standard_gamma", {"shape", "size", "dtype", "out"}, 4, 1};
  return guarded([&]() -> PyObject* {
    const auto values = bind(signature, args, nargs, keywords);
    GeneratorObject* generator = generator_of(self);
    const DType type =
        is_given(values[2]) ? dtype_from(values[2]) : DType::kFloat64;
    if (type != DType::kFloat64 && type != DType::kFloat32) {
      raise_type_error("Unsupported dtype dtype('" + std::string(name(type)) +
                       "') for standard_gamma");
    }
    const Argument shape = Argument::real(values[0]);
    const bool is_into = is_given(values[3]);
    std::optional<Shape> size = size_from(values[1]);
    if (is_into)
      size = to_shape(output_from(values[3], type, values[1], true).shape());
    shape.check(Constraint::kNonNegative, "shape");
    const Shape drawn = drawn_shape(size, &shape, 1);
    ndarray result =
        is_into ? array_of(values[3]) : ndarray::empty(span_of(drawn), type);
    if (type == DType::kFloat64) {
      fill_gammas<double>(generator, result, shape, random::standard_gamma);
    } else {
      fill_gammas<float>(generator, result, shape,
                         random::standard_gamma_float);
    }
    if (is_into) return Py_NewRef(values[3]);
    if (size || shape.is_array()) return wrap_array(std::move(result));
    return PyFloat_FromDouble(result.item().as_double());
  });
}

// ---- RandomState's own.

/// Numbers without parameters: `size` alone.
template <typename Fill>
PyObject* draw_sized(PyObject* self, const std::optional<Shape>& size,
                     Fill&& fill_numbers) {
  GeneratorObject* generator = generator_of(self);
  if (!size) {
    double number;
    const Drawing drawing(generator, 1);
    fill_numbers(generator->source, &number, 1);
    return PyFloat_FromDouble(number);
  }
  ndarray result = ndarray::empty(span_of(*size), DType::kFloat64);
  {
    const Drawing drawing(generator, result.size());
    fill_numbers(generator->source, result.data_as<double>(), result.size());
  }
  return wrap_array(std::move(result));
}

void fill_uniforms(Source& source, double* out, std::int64_t n) {
  fill(source.bits, Basic::kUniform, out, n);
}
void fill_exponentials(Source& source, double* out, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) {
    out[i] = legacy::standard_exponential(source);
  }
}

constexpr char kRandom[] = "random";
constexpr char kRandomSample[] = "random_sample";
constexpr char kStandardNormal[] = "standard_normal";
constexpr char kStandardExponential[] = "standard_exponential";
constexpr char kRand[] = "rand";
constexpr char kRandn[] = "randn";

template <auto Fill, const char* Name>
PyObject* sized_method(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                       PyObject* keywords) {
  static constexpr Signature<1> signature{Name, {"size"}};
  if (asks_for_device(keywords)) {
    return draw_on_device(Name, args, nargs, keywords);
  }
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    return draw_sized(self, size_from(values[0]), Fill);
  });
}

/// rand(2, 3): the extents one by one.
template <auto Fill, const char* Name>
PyObject* extents_method(PyObject* self, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* keywords) {
  if (asks_for_device(keywords)) {
    return draw_on_device(Name, args, nargs, keywords);
  }
  if (keywords && PyTuple_GET_SIZE(keywords) > 0) {
    PyErr_Format(PyExc_TypeError,
                 "%s() got an unexpected keyword argument '%U'", Name,
                 PyTuple_GET_ITEM(keywords, 0));
    return nullptr;
  }
  return guarded([&] {
    std::optional<Shape> size;
    if (nargs > 0) size.emplace();
    for (Py_ssize_t i = 0; i < nargs; ++i) size->push_back(int_from(args[i]));
    return draw_sized(self, size, Fill);
  });
}

PyObject* random_state_standard_gamma(PyObject* self, PyObject* const* args,
                                      Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Distribution distribution = {
      "standard_gamma",
      "",
      {parameter("shape", kNonNegative)},
      draw_of<legacy::standard_gamma>,
      draw_of<legacy::standard_gamma>};
  static constexpr Signature<2> signature{
      "standard_gamma", {"shape", "size"}, 2, 1};
  return guarded([&] {
    auto values = bind(signature, args, nargs, keywords);
    return draw(generator_of(self), distribution, values.data(), true);
  });
}

PyObject* random_state_tomaxint(PyObject* self, PyObject* const* args,
                                Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Distribution distribution = {
      "tomaxint", "", {}, nullptr, nullptr, draw_tomaxint, draw_tomaxint};
  static constexpr Signature<1> signature{"tomaxint", {"size"}};
  return guarded([&] {
    auto values = bind(signature, args, nargs, keywords);
    return draw(generator_of(self), distribution, values.data(), true);
  });
}

template <auto Method>
PyMethodDef method(const char* name, const char* doc) {
  return {name, method_cast(Method), METH_FASTCALL | METH_KEYWORDS, doc};
}

/// The table's methods, then `others`, then the end.
template <bool IsLegacy, std::size_t N>
auto with_distributions(const std::array<PyMethodDef, N>& others) {
  constexpr auto functions =
      method_names<IsLegacy>(std::make_index_sequence<kCount>());
  std::array<PyMethodDef, kCount + N + 1> methods{};
  for (std::size_t i = 0; i < kCount; ++i) {
    methods[i] = {kDistributions[i].name, method_cast(functions[i]),
                  METH_FASTCALL | METH_KEYWORDS, kDistributions[i].doc};
  }
  std::copy(others.begin(), others.end(), methods.begin() + kCount);
  return methods;
}

auto generator_table = with_distributions<false>(std::array{
    method<generator_random>(
        "random", "Uniform numbers in [0, 1), of float64 or float32."),
    method<generator_standard_exponential>(
        "standard_exponential", "Exponential numbers, of float64 or float32."),
    method<generator_standard_gamma>(
        "standard_gamma", "Gamma numbers of scale 1, of float64 or float32."),
    method<generator_standard_normal>("standard_normal",
                                      "Normal numbers, of float64 or float32."),
});

auto random_state_table = with_distributions<true>(std::array{
    method<sized_method<fill_uniforms, kRandom>>("random",
                                                 "Uniform numbers in [0, 1)."),
    method<sized_method<fill_uniforms, kRandomSample>>(
        "random_sample", "Uniform numbers in [0, 1)."),
    method<sized_method<random::fill_legacy_normal, kStandardNormal>>(
        "standard_normal", "Normal numbers."),
    method<sized_method<fill_exponentials, kStandardExponential>>(
        "standard_exponential", "Exponential numbers."),
    method<random_state_standard_gamma>("standard_gamma",
                                        "Gamma numbers of scale 1."),
    method<random_state_tomaxint>("tomaxint",
                                  "Integers from 0 to the largest int64."),
    method<extents_method<fill_uniforms, kRand>>(
        "rand", "Uniform numbers in [0, 1): rand(2, 3)."),
    method<extents_method<random::fill_legacy_normal, kRandn>>(
        "randn", "Normal numbers: randn(2, 3)."),
});

}  // namespace

PyMethodDef* const generator_distributions = generator_table.data();
PyMethodDef* const random_state_distributions = random_state_table.data();

}  // namespace tnp::python
