#include "parity.h"

namespace {

void types() {
  Tensor<std::uint8_t, 1> u8 = {200, 100};
  Tensor<std::int8_t, 1> i8 = {-7, 100};
  Tensor<int, 1> i32 = {-7, 3};
  Tensor<std::int64_t, 1> i64 = {5, -2};
  Tensor<std::uint32_t, 1> u32 = {5, 2};
  Tensor<float, 1> f32 = {1.5F, -2.5F};
  Tensor<double, 1> f64 = {0.1, 4};
  Tensor<bool, 1> b = {true, false};
  SHOW_TYPE(u8 + u8);
  SHOW(u8 + u8);
  SHOW_TYPE(u8 * i64);
  SHOW_TYPE(i8 + f32);
  SHOW_TYPE(f32 + f64);
  SHOW_TYPE(f32 * 2);
  SHOW_TYPE(f32 * 2.0);
  SHOW_TYPE(i32 / 2);
  SHOW(i32 / 2);
  SHOW(i32 % 4);
  SHOW(i32 / 2.0);
  SHOW_TYPE(b + b);
  SHOW(b + b);
  SHOW_TYPE(-u8);
  SHOW(-u8);
  SHOW_TYPE(i32 < f64);
  SHOW_TYPE(b && b);
  SHOW_TYPE(!b);
  SHOW_TYPE(X::sin(i32));
  SHOW_TYPE(X::sin(f32));
  SHOW_TYPE(X::sqrt(f32));
  SHOW_TYPE(X::abs(i8));
  SHOW_TYPE(X::abs(u8));
  SHOW_TYPE(X::abs(f32));
  SHOW_TYPE(X::pow(f32, 2));
  SHOW_TYPE(X::pow(i32, 2));
  SHOW_TYPE(X::square(u8));
  SHOW_TYPE(X::where(b, i8, i8));
  SHOW_TYPE(X::where(b, u8, f32));
  SHOW_TYPE(X::where(b, 1, f32));
  SHOW_TYPE(X::maximum(i8, i8));
  SHOW_TYPE(X::maximum(i32, f32));
  SHOW_TYPE(X::clip(i32, 0, 2));
  SHOW_TYPE(X::cast<float>(i32));
  SHOW_TYPE(X::isnan(f64));
  SHOW_TYPE(X::round(f32));
  SHOW_TYPE(X::sign(i32));
  SHOW_TYPE(i32 << 1);
  SHOW_TYPE(u8 & i8);
  SHOW(i8 + u8);
  SHOW(u32 - u8);
  SHOW((i64 ^ 3));
  SHOW((i64 | 8));
  SHOW(~i32);
  SHOW(i32 << 2);
  SHOW(i64 >> 1);
}

void broadcast() {
  Tensor<double, 2> a = {{1, 2, 3}, {4, 5, 6}};
  Tensor<double, 1> row = {10, 20, 30};
  Tensor<double, 2> column = {{1}, {2}};
  Array<double> d = {{1, 2, 3}};
  SHOW(a + row);
  SHOW(a * column);
  SHOW(row - column);
  SHOW(column - row);
  SHOW(a + d);
  SHOW(d + row + column);
  SHOW((a + row)(1, 2));
  SHOW((a + row)(2));
  SHOW((column + row)(1, 0));
  SHOW_LIST((column + row).shape());
  SHOW((a + row).dimension());
  Tensor<double, 1> bad = {1, 2};
  SHOW(a + bad);
  SHOW(Array<double>(a + bad));
  AFTER(a, a += bad);
  AFTER(bad, X::view(bad, X::all()) = row);
  AFTER(bad, bad = row);
  SHOW(X::broadcast(row, {2, 3}));
  SHOW(X::broadcast(5, {2}));
}

void lazy() {
  Tensor<double, 1> a = {1, 2, 3};
  Tensor<double, 1> b = {10, 20, 30};
  auto e = a + b;
  SHOW(e);
  a(0) = 100;
  SHOW(e);
  double s = 2;
  auto scaled = a * s;
  SHOW(scaled);
  s = 3;
  SHOW(scaled);
  auto owned = Tensor<double, 1>{1, 2} + 1.0;
  SHOW(owned);
  auto nested = X::sin(a) * X::cos(b) + X::exp(-a / 10.0);
  SHOW(nested);
  Tensor<double, 1> c = nested;
  SHOW(X::allclose(c, nested));
  decltype(auto) evaluated = X::eval(a);
  a(1) = -5;
  SHOW(evaluated);
  auto value = X::eval(a * 2);
  a(1) = 0;
  SHOW(value);
  auto counted = X::make_lambda_xfunction([](auto x) { return x * 3; }, a);
  SHOW(counted);
  auto plus = X::vectorize([](double x, double y) { return x + 2 * y; });
  SHOW(plus(a, b));
  SHOW(a == b);
  SHOW(a != b);
  SHOW(a == X::view(a, X::all()));
}

void functions() {
  Tensor<double, 1> x = {-1.7, -0.5, 0.0, 0.5, 2.5};
  Tensor<double, 1> p = {0.1, 0.25, 1, 2, 9};
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double inf = std::numeric_limits<double>::infinity();
  Tensor<double, 1> odd = {nan, inf, -inf, 0, -0.0};
  SHOW(X::sin(x));
  SHOW(X::cos(x));
  SHOW(X::tan(x));
  SHOW(X::atan(x));
  SHOW(X::sinh(x));
  SHOW(X::tanh(x));
  SHOW(X::exp(x));
  SHOW(X::expm1(x));
  SHOW(X::log(p));
  SHOW(X::log2(p));
  SHOW(X::log10(p));
  SHOW(X::log1p(p));
  SHOW(X::sqrt(p));
  SHOW(X::cbrt(x));
  SHOW(X::abs(x));
  SHOW(X::fabs(x));
  SHOW(X::ceil(x));
  SHOW(X::floor(x));
  SHOW(X::round(x));
  SHOW(X::rint(x));
  SHOW(X::trunc(x));
  SHOW(X::sign(x));
  SHOW(X::square(x));
  SHOW(X::cube(x));
  SHOW(X::pow(p, 2.5));
  SHOW(X::pow(2, x));
  SHOW(X::pow<3>(x));
  SHOW(X::atan2(x, p));
  SHOW(X::hypot(x, p));
  SHOW(X::fmod(x, 0.4));
  SHOW(X::maximum(x, 0.0));
  SHOW(X::minimum(x, X::sin(x)));
  SHOW(X::clip(x, -1.0, 1.0));
  SHOW(X::fma(x, x, 1.0));
  SHOW(X::erf(x));
  SHOW(X::deg2rad(x));
  SHOW(X::rad2deg(x));
  SHOW(X::isnan(odd));
  SHOW(X::isinf(odd));
  SHOW(X::isfinite(odd));
  SHOW(odd);
  SHOW(odd * 1.5);
  SHOW(X::where(x > 0, x, -x));
  SHOW(X::where(x > 0, x, 0));
  SHOW(X::equal(x, 0.5));
  SHOW(X::not_equal(x, 0.5));
  SHOW(x < 0.5 || X::equal(x, 2.5));
  SHOW(!(x <= 0));
  SHOW(x >= 0.5 && p > 1);
  SHOW(X::isclose(x, x + 1e-9));
  SHOW(X::allclose(x, x + 1e-3));
  SHOW(X::allclose(odd, odd));
  SHOW(X::all(p > 0));
  SHOW(X::any(x > 3));
  SHOW(X::all(X::equal(x, x)));
  SHOW(X::has_shape(x, {5}));
  SHOW(X::has_shape(x, {5, 1}));
  SHOW(X::argwhere(x > 0).size());
  SHOW_LIST(X::argwhere(x > 0)[1]);
  SHOW_LIST(X::where(x > 0)[0]);
  SHOW_LIST(X::nonzero(x)[0]);
  SHOW(X::numeric_constants<double>::PI);
  Tensor<std::complex<double>, 1> z = {{1, 2}, {-0.5, -1.25}};
  SHOW(z);
  SHOW(z * z);
  SHOW(X::abs(z));
  SHOW(X::exp(z));
}

}  // namespace

int main() {
  types();
  broadcast();
  lazy();
  functions();
}
