#include "parity.h"

namespace {

void build() {
  SHOW(X::zeros<int>({2, 3}));
  SHOW(X::ones<double>({2}));
  SHOW(X::zeros<double>(std::vector<std::size_t>{1, 2}));
  SHOW(X::ones<float>({2}) * 3);
  SHOW(X::arange(5));
  SHOW(X::arange(2, 9));
  SHOW(X::arange(2, 9, 3));
  SHOW(X::arange(9, 2, -2));
  SHOW(X::arange(5, 2));
  SHOW(X::arange<double>(0, 1, 0.25));
  SHOW(X::arange(0.0, 1.0, 0.3));
  SHOW(X::arange<double>(3));
  SHOW_TYPE(X::arange(5));
  SHOW_TYPE(X::arange<double>(5));
  SHOW(X::linspace<double>(0, 1, 5));
  SHOW(X::linspace<double>(0, 1, 4, false));
  SHOW(X::linspace(0, 10, 5));
  SHOW(X::linspace<float>(0, 1, 3));
  SHOW(X::logspace<double>(0, 3, 4));
  SHOW(X::eye(3));
  SHOW(X::eye<double>(2));
  SHOW(X::eye<int>({2, 3}, 1));
  SHOW(X::eye<int>(3, -1));
  Tensor<double, 2> a = {{1, 2}, {3, 4}};
  SHOW(X::zeros_like(a));
  SHOW(X::ones_like(a));
  SHOW(X::full_like(a, 7));
  SHOW_LIST(X::empty_like(a).shape());
  SHOW_LIST(X::empty<double>({3, 4}).shape());
  SHOW(X::concatenate(X::xtuple(a, a)));
  SHOW(X::concatenate(X::xtuple(a, a * 2), 1));
  SHOW(X::stack(X::xtuple(a, a + 1)));
  SHOW(X::stack(X::xtuple(a, a + 1), 2));
  SHOW(X::hstack(X::xtuple(a, a)));
  SHOW(X::vstack(X::xtuple(a, a)));
  SHOW(X::diag(X::arange<int>(3)));
  SHOW(X::diag(Tensor<int, 1>{1, 2}, 1));
  SHOW(X::tril(a));
  SHOW(X::triu(a));
  auto mesh = X::meshgrid(X::arange<double>(3), X::arange<double>(2));
  SHOW(std::get<0>(mesh));
  SHOW(std::get<1>(mesh));
  Tensor<double, 2> b = X::arange<double>(6).reshape({2, 3});
  SHOW(b);
  Array<int> c = X::arange<int>(6);
  AFTER(c, c.reshape({2, 3}));
  SHOW(X::arange<int>(3) + X::arange<int>(0, 30, 10));
}

void draw() {
  X::random::seed(42);
  Tensor<double, 2> u = X::random::rand<double>({2, 3});
  SHOW(u);
  Array<double> n = X::random::randn<double>({5});
  SHOW(n);
  Tensor<int, 1> i = X::random::randint<int>({8}, 0, 10);
  SHOW(i);
  Tensor<float, 1> f = X::random::rand<float>({3}, -1, 1);
  SHOW(f);
  Tensor<double, 1> scaled = X::random::randn<double>({3}, 5.0, 0.5) * 2 + 1;
  SHOW(scaled);
  std::vector<std::size_t> shape = {2, 2};
  Array<double> s = X::random::rand<double>(shape);
  SHOW(s);
  X::random::seed(7);
  Tensor<double, 2> w = X::zeros<double>({2, 4});
  AFTER(w, X::view(w, X::all(), X::range(0, 4, 2)) =
               X::random::rand<double>({2, 2}));
  SHOW(X::random::rand<double>({2}));
  X::random::seed(1);
  AFTER(i, X::random::shuffle(i));
  SHOW(X::sum(X::random::rand<double>({10}))());
}

}  // namespace

int main() {
  build();
  draw();
}
