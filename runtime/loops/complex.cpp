// complex64 and complex128: arithmetic, order, functions through the C library.
#include "runtime/loops/complex_math.h"

#include <cfenv>
#include <numbers>

#include "runtime/loops/pairwise_sum.h"

namespace tnp::loops::portable {
namespace {

using complexes::Complex;

// NumPy's blocking counts parts, not elements: four elements per step of
// eight chains, and blocks of 128 parts.
template <typename T>
Complex<T> complex_pairwise_sum(const char* data, i64 stride, i64 n) {
  const auto part = [&](i64 i) -> const Complex<T>& {
    return at<Complex<T>>(data, i * stride);
  };
  if (n < 4) {
    Complex<T> sum(T(-0.0), T(-0.0));
    for (i64 i = 0; i < n; ++i) sum += part(i);
    return sum;
  }
  if (n <= 64) {
    Complex<T> chain[4] = {part(0), part(1), part(2), part(3)};
    i64 i = 4;
    for (; i < n - n % 4; i += 4) {
      for (i64 j = 0; j < 4; ++j) chain[j] += part(i + j);
    }
    Complex<T> sum = (chain[0] + chain[1]) + (chain[2] + chain[3]);
    for (; i < n; ++i) sum += part(i);
    return sum;
  }
  i64 half = n / 2;
  half -= half % 4;
  return complex_pairwise_sum<T>(data, stride, half) +
         complex_pairwise_sum<T>(data + half * stride, stride, n - half);
}

struct Add {
  template <typename C>
  static C apply(C a, C b) {
    return a + b;
  }
};
template <typename T>
void add_complex(char* const* data, const i64* strides, i64 n) {
  if (!is_reduction(data, strides)) {
    binary<Complex<T>, Complex<T>, Complex<T>, Add>(data, strides, n);
    return;
  }
  at<Complex<T>>(data[2], 0) = at<Complex<T>>(data[0], 0) +
                               complex_pairwise_sum<T>(data[1], strides[1], n);
}

// One element of a unary or binary function as an operation.
#define TNP_OPERATION1(Name, expression)   \
  struct Name {                            \
    template <typename T>                  \
    static auto apply(std::complex<T> a) { \
      return expression;                   \
    }                                      \
  };
#define TNP_OPERATION2(Name, expression)                      \
  struct Name {                                               \
    template <typename T>                                     \
    static auto apply(std::complex<T> a, std::complex<T> b) { \
      return expression;                                      \
    }                                                         \
  };

/// The answer of a comparison, with the invalid flag where it met a nan.
template <typename T>
u8 flagged(bool answer, std::complex<T> a, std::complex<T> b) {
  if (complexes::meets_nan(a, b)) std::feraiseexcept(FE_INVALID);
  return answer;
}

TNP_OPERATION2(Subtract, a - b)
TNP_OPERATION2(Multiply, complexes::multiply(a, b))
TNP_OPERATION2(Divide, complexes::divide(a, b))
TNP_OPERATION2(Power, complexes::power(a, b))
TNP_OPERATION2(Equal, u8(a.real() == b.real() && a.imag() == b.imag()))
TNP_OPERATION2(NotEqual, u8(a.real() != b.real() || a.imag() != b.imag()))
TNP_OPERATION2(Less, flagged(complexes::less(a, b), a, b))
TNP_OPERATION2(LessEqual, flagged(complexes::less_equal(a, b), a, b))
TNP_OPERATION2(Maximum,
               complexes::is_nan(a) || complexes::less_equal(b, a) ? a : b)
TNP_OPERATION2(Minimum,
               complexes::is_nan(a) || complexes::less_equal(a, b) ? a : b)
TNP_OPERATION2(FMax,
               complexes::is_nan(b) || complexes::less_equal(b, a) ? a : b)
TNP_OPERATION2(FMin,
               complexes::is_nan(b) || complexes::less_equal(a, b) ? a : b)
TNP_OPERATION1(Negative, -a)
TNP_OPERATION1(Positive, a)
TNP_OPERATION1(Conjugate, std::complex<T>(a.real(), -a.imag()))
TNP_OPERATION1(Square, complexes::multiply(a, a))
TNP_OPERATION1(Reciprocal, complexes::reciprocal(a))
// The C library's hypot is what NumPy calls for magnitudes.
TNP_OPERATION1(Absolute, std::hypot(a.real(), a.imag()))
TNP_OPERATION1(IsNan, u8(complexes::is_nan(a)))
TNP_OPERATION1(IsInf, u8(std::isinf(a.real()) || std::isinf(a.imag())))
TNP_OPERATION1(IsFinite, u8(std::isfinite(a.real()) && std::isfinite(a.imag())))
TNP_OPERATION1(Rint, std::complex<T>(std::nearbyint(a.real()),
                                     std::nearbyint(a.imag())))
TNP_OPERATION1(Sqrt, std::sqrt(a))
TNP_OPERATION1(Exp, std::exp(a))
TNP_OPERATION1(Exp2, std::exp(a* std::numbers::ln2_v<T>))
TNP_OPERATION1(Log, std::log(a))
TNP_OPERATION1(Log2, std::log(a) * std::numbers::log2e_v<T>)
TNP_OPERATION1(Log10, std::log(a) * std::numbers::log10e_v<T>)
TNP_OPERATION1(Sin, std::sin(a))
TNP_OPERATION1(Cos, std::cos(a))
TNP_OPERATION1(Tan, std::tan(a))
TNP_OPERATION1(Sinh, std::sinh(a))
TNP_OPERATION1(Cosh, std::cosh(a))
TNP_OPERATION1(Tanh, std::tanh(a))
TNP_OPERATION1(ArcSin, std::asin(a))
TNP_OPERATION1(ArcCos, std::acos(a))
TNP_OPERATION1(ArcTan, std::atan(a))
TNP_OPERATION1(ArcSinh, std::asinh(a))
TNP_OPERATION1(ArcCosh, std::acosh(a))
TNP_OPERATION1(ArcTanh, std::atanh(a))
TNP_OPERATION1(Log1p,
               std::complex<T>(std::log(std::hypot(a.real() + 1, a.imag())),
                               std::atan2(a.imag(), a.real() + 1)))

// exp(a) - 1 without cancellation: expm1(x) cos(y) - 2 sin(y/2)^2.
struct Expm1 {
  template <typename T>
  static std::complex<T> apply(std::complex<T> a) {
    const T half_sine = std::sin(a.imag() / 2);
    return {
        std::expm1(a.real()) * std::cos(a.imag()) - 2 * half_sine * half_sine,
        std::exp(a.real()) * std::sin(a.imag())};
  }
};

// z / |z|, with infinite parts as directions.
struct Sign {
  template <typename T>
  static std::complex<T> apply(std::complex<T> a) {
    const T nan = std::numeric_limits<T>::quiet_NaN();
    if (complexes::is_nan(a)) return {nan, nan};
    const bool infinite_re = std::isinf(a.real());
    const bool infinite_im = std::isinf(a.imag());
    if (infinite_re && infinite_im) return {nan, nan};
    if (infinite_re) return {std::copysign(T(1), a.real()), T(0)};
    if (infinite_im) return {T(0), std::copysign(T(1), a.imag())};
    const T length = std::hypot(a.real(), a.imag());
    if (length == 0) return {T(0), T(0)};
    return {a.real() / length, a.imag() / length};
  }
};

#define TNP_TEST(C, d, name, Op) \
  unary_entry(name, d, DType::kBool, unary<C, u8, Op>)
#define TNP_COMPARE(C, d, name, Op) \
  binary_entry(name, d, d, DType::kBool, binary<C, C, u8, Op>)
#define TNP_MIRRORED(C, d, name, Op) \
  binary_entry(name, d, d, DType::kBool, swapped<binary<C, C, u8, Op>>)
#define TNP_UNARY(C, d, name, Op) unary_entry(name, d, d, unary<C, C, Op>)
#define TNP_BINARY(C, d, name, Op) \
  binary_entry(name, d, d, d, reducing_binary<C, Op>)

#define TNP_COMPLEX(T, d, part)                                         \
  binary_entry("add", d, d, d, add_complex<T>),                         \
      TNP_BINARY(Complex<T>, d, "subtract", Subtract),                  \
      TNP_BINARY(Complex<T>, d, "multiply", Multiply),                  \
      TNP_BINARY(Complex<T>, d, "divide", Divide),                      \
      TNP_BINARY(Complex<T>, d, "power", Power),                        \
      TNP_BINARY(Complex<T>, d, "maximum", Maximum),                    \
      TNP_BINARY(Complex<T>, d, "minimum", Minimum),                    \
      TNP_BINARY(Complex<T>, d, "fmax", FMax),                          \
      TNP_BINARY(Complex<T>, d, "fmin", FMin),                          \
      TNP_COMPARE(Complex<T>, d, "equal", Equal),                       \
      TNP_COMPARE(Complex<T>, d, "not_equal", NotEqual),                \
      TNP_COMPARE(Complex<T>, d, "less", Less),                         \
      TNP_COMPARE(Complex<T>, d, "less_equal", LessEqual),              \
      TNP_MIRRORED(Complex<T>, d, "greater", Less),                     \
      TNP_MIRRORED(Complex<T>, d, "greater_equal", LessEqual),          \
      TNP_TEST(Complex<T>, d, "isnan", IsNan),                          \
      TNP_TEST(Complex<T>, d, "isinf", IsInf),                          \
      TNP_TEST(Complex<T>, d, "isfinite", IsFinite),                    \
      unary_entry("absolute", d, part, unary<Complex<T>, T, Absolute>), \
      TNP_UNARY(Complex<T>, d, "negative", Negative),                   \
      TNP_UNARY(Complex<T>, d, "positive", Positive),                   \
      TNP_UNARY(Complex<T>, d, "conjugate", Conjugate),                 \
      TNP_UNARY(Complex<T>, d, "square", Square),                       \
      TNP_UNARY(Complex<T>, d, "reciprocal", Reciprocal),               \
      TNP_UNARY(Complex<T>, d, "rint", Rint),                           \
      TNP_UNARY(Complex<T>, d, "sign", Sign)

#define TNP_COMPLEX_FUNCTIONS(T, d)                 \
  TNP_UNARY(Complex<T>, d, "sqrt", Sqrt),           \
      TNP_UNARY(Complex<T>, d, "exp", Exp),         \
      TNP_UNARY(Complex<T>, d, "exp2", Exp2),       \
      TNP_UNARY(Complex<T>, d, "expm1", Expm1),     \
      TNP_UNARY(Complex<T>, d, "log", Log),         \
      TNP_UNARY(Complex<T>, d, "log2", Log2),       \
      TNP_UNARY(Complex<T>, d, "log10", Log10),     \
      TNP_UNARY(Complex<T>, d, "log1p", Log1p),     \
      TNP_UNARY(Complex<T>, d, "sin", Sin),         \
      TNP_UNARY(Complex<T>, d, "cos", Cos),         \
      TNP_UNARY(Complex<T>, d, "tan", Tan),         \
      TNP_UNARY(Complex<T>, d, "sinh", Sinh),       \
      TNP_UNARY(Complex<T>, d, "cosh", Cosh),       \
      TNP_UNARY(Complex<T>, d, "tanh", Tanh),       \
      TNP_UNARY(Complex<T>, d, "arcsin", ArcSin),   \
      TNP_UNARY(Complex<T>, d, "arccos", ArcCos),   \
      TNP_UNARY(Complex<T>, d, "arctan", ArcTan),   \
      TNP_UNARY(Complex<T>, d, "arcsinh", ArcSinh), \
      TNP_UNARY(Complex<T>, d, "arccosh", ArcCosh), \
      TNP_UNARY(Complex<T>, d, "arctanh", ArcTanh)

constexpr LoopEntry kLoops[] = {
    TNP_COMPLEX(f32, DType::kComplex64, DType::kFloat32),
    TNP_COMPLEX(f64, DType::kComplex128, DType::kFloat64),
    TNP_BINARY(Complex<f64>, DType::kComplex128, "float_power", Power),
};
constexpr LoopEntry kFunctionLoops[] = {
    TNP_COMPLEX_FUNCTIONS(f32, DType::kComplex64),
    TNP_COMPLEX_FUNCTIONS(f64, DType::kComplex128),
};

}  // namespace

LoopGroup complex_arithmetic_loops() { return kLoops; }
LoopGroup complex_function_loops() { return kFunctionLoops; }

}  // namespace tnp::loops::portable
