#include "parity.h"

namespace {

void types() {
  Tensor<std::uint8_t, 1> u8 = {200, 100};
  Tensor<std::int8_t, 2> i8 = {{-7, 100}, {100, 3}};
  Tensor<int, 1> i32 = {-7, 3};
  Tensor<float, 1> f32 = {1.5F, -2.5F};
  Tensor<bool, 1> b = {true, true};
  SHOW_TYPE(X::sum(u8));
  SHOW(X::sum(u8)());
  SHOW_TYPE(X::sum(i8, {0}));
  SHOW(X::sum(i8, {0}));
  SHOW_TYPE(X::sum(i32));
  SHOW_TYPE(X::sum(f32));
  SHOW_TYPE(X::sum(b));
  SHOW(X::sum(b)());
  SHOW_TYPE(X::sum<double>(i32));
  SHOW_TYPE(X::prod(u8));
  SHOW_TYPE(X::amax(i8));
  SHOW_TYPE(X::amin(f32));
  SHOW_TYPE(X::mean(i32));
  SHOW_TYPE(X::mean(f32));
  SHOW_TYPE(X::variance(f32));
  SHOW_TYPE(X::stddev(i32));
  SHOW_TYPE(X::cumsum(u8));
  SHOW_TYPE(X::cumsum(i8, 0));
  SHOW_TYPE(X::argmax(f32));
  SHOW_TYPE(X::norm_l2(i32));
  SHOW_TYPE(X::norm_l1(f32));
}

void reduce() {
  Tensor<double, 2> a = {{1, 2, 3}, {4, 5, 7}};
  Array<double> d = a;
  Tensor<double, 3> c = X::arange<double>(24).reshape({2, 3, 4});
  Array<double> empty = X::zeros<double>({0});
  SHOW(X::sum(a)());
  SHOW(X::sum(a));
  SHOW(X::sum(a, {0}));
  SHOW(X::sum(a, {1}));
  SHOW(X::sum(a, 1));
  SHOW(X::sum(a, {-1}));
  SHOW(X::sum(a, {0, 1}));
  SHOW(X::sum(a, {1}, X::keep_dims));
  SHOW(X::sum(a, {0}, X::keep_dims | X::evaluation_strategy::immediate));
  SHOW(X::sum(a, X::evaluation_strategy::immediate)());
  SHOW(X::sum(a, X::evaluation_strategy::immediate)[0]);
  SHOW(X::sum(d, {1}));
  SHOW(X::sum(d, std::vector<std::size_t>{0}));
  SHOW(X::sum(c, {0, 2}));
  SHOW(X::sum(c, {1}));
  SHOW(X::sum(c, {2}, X::evaluation_strategy::immediate));
  SHOW_LIST(X::sum(c, {1}, X::keep_dims).shape());
  SHOW(X::sum(a, {2}));
  SHOW(X::sum(empty)());
  SHOW(X::prod(a, {0}));
  SHOW(X::prod(a)());
  SHOW(X::mean(a)());
  SHOW(X::mean(a, {0}));
  SHOW(X::mean(a, {1}, X::keep_dims));
  SHOW(X::mean(Tensor<int, 1>{1, 2, 4})());
  SHOW(X::average(a)());
  SHOW(X::average(a, a)());
  SHOW(X::amax(a)());
  SHOW(X::amax(a, {0}));
  SHOW(X::amin(a, {1}));
  SHOW(X::amin(-a)());
  SHOW(X::variance(a)());
  SHOW(X::variance(a, 1)());
  SHOW(X::variance(a, {0}));
  SHOW(X::variance(a, {1}, 1));
  SHOW(X::stddev(a)());
  SHOW(X::stddev(a, {0}));
  SHOW(X::minmax(a)()[1]);
  SHOW(X::count_nonzero(a - 1)());
  SHOW(X::norm_l1(-a)());
  SHOW(X::norm_l2(a)());
  SHOW(X::norm_sq(a)());
  SHOW(X::norm_linf(a)());
  SHOW(X::norm_l2(a, {1}));
  SHOW(X::cumsum(d));
  SHOW(X::cumsum(a, 0));
  SHOW(X::cumsum(a, 1));
  SHOW(X::cumprod(a, 1));
  SHOW(X::cumsum(c, 1));
  // A lazy divisor is avoided: xtensor 0.24 divides by the wrong rows then.
  Tensor<double, 2> share =
      a / X::sum(a, {1}, X::keep_dims | X::evaluation_strategy::immediate);
  SHOW(share);
  Tensor<double, 2> centered = a - X::mean(a, {0});
  SHOW(centered);
  SHOW(a - X::view(X::mean(a, {1}), X::all(), X::newaxis()));
  SHOW(X::sum(a * a + 1, {1}));
  SHOW(X::sum(X::view(a, X::all(), X::range(0, 2)), {0}));
  SHOW(X::sum(X::transpose(a), {0}));
  SHOW(X::amax(X::abs(a - 3))());
  AFTER(a, a = a / X::amax(a)());
  AFTER(a, a -= X::sum(a, {0}));
  AFTER(a, X::view(a, 0) = X::sum(a, {0}));
  auto lazy = X::sum(a, {0});
  a(0, 0) = 50;
  SHOW(lazy);
  SHOW(lazy(0));
}

void order() {
  Tensor<double, 2> a = {{3, 1, 2}, {9, 7, 8}, {5, 5, 4}};
  Tensor<int, 1> v = {3, 1, 2, 3, 1, 1, 9, -4, 0, 3, 2, 2, 7, 3, 1, 5, 5, 5};
  Array<double> d = a;
  SHOW(X::sort(a));
  SHOW(X::sort(a, 0));
  SHOW(X::sort(v));
  SHOW(X::argsort(a));
  SHOW(X::argsort(a, 0));
  SHOW(X::argsort(v));
  SHOW(X::argmax(a)());
  SHOW(X::argmax(a, 0));
  SHOW(X::argmin(a, 1));
  SHOW(X::argmin(v)());
  SHOW(X::argmax(d, 1));
  SHOW(X::unique(v));
  SHOW(X::setdiff1d(v, Tensor<int, 1>{1, 3}));
  SHOW(X::median(a));
  SHOW(X::median(v));
}

}  // namespace

int main() {
  types();
  reduce();
  order();
}
