#include "parity.h"

namespace {

using X::placeholders::_;

void read() {
  Tensor<int, 2> a = X::arange<int>(12).reshape({3, 4});
  Array<int> d = a;
  Tensor<int, 3> cube = X::arange<int>(24).reshape({2, 3, 4});
  SHOW(X::view(a, 1));
  SHOW(X::view(a, X::all(), 2));
  SHOW(X::view(a, X::range(1, 3), X::range(0, 4, 2)));
  SHOW(X::view(a, X::range(_, 2)));
  SHOW(X::view(a, X::range(1, _), 0));
  SHOW(X::view(a, X::range(_, _, 2), X::all()));
  SHOW(X::view(a, X::all(), X::range(_, _, -1)));
  SHOW(X::view(a, X::range(2, _, -1), X::range(3, 0, -2)));
  SHOW(X::view(a, X::range(-2, _)));
  SHOW(X::view(a, X::all(), X::range(0, -1)));
  SHOW(X::view(a, X::all(), X::range(1, 100)));
  SHOW(X::view(a, X::range(2, 1)));
  SHOW(X::view(a, X::newaxis(), X::all(), 1));
  SHOW(X::view(a, X::all(), X::newaxis(), X::range(0, 2)));
  SHOW(X::view(cube, X::all(), 1, X::range(1, 3)));
  SHOW(X::view(a, X::keep(0, 2), X::all()));
  SHOW(X::view(a, X::all(), X::keep(3, 0, 0)));
  SHOW(X::view(a, X::drop(1), X::range(0, 2)));
  SHOW(X::view(a, X::keep(std::vector<int>{2, 1}), X::drop(0, 3)));
  SHOW(X::view(d, 1, X::range(1, 3)));
  SHOW(X::view(d, X::keep(1), 2));
  SHOW(X::view(d, X::all(), X::newaxis(), 1));
  SHOW(X::row(a, 2));
  SHOW(X::col(a, 3));
  SHOW(X::view(a * 2 + 1, 1, X::range(0, 3)));
  SHOW(X::view(X::view(cube, 1), X::all(), 2));
  SHOW(X::view(a, 1)(2));
  SHOW(X::view(a, X::all(), 1)[2]);
  SHOW_LIST(X::view(a, X::newaxis(), 1).shape());
  SHOW(X::sum(X::view(a, X::range(0, 2), X::range(1, 3)))());
  SHOW(X::view(cube, 0) + X::view(cube, 1));
  auto v = X::view(a, X::range(0, 2), X::range(1, 3));
  SHOW(list(std::vector<int>(v.begin(), v.end())));
  SHOW(v.size());
  SHOW(v.dimension());
  a(0, 1) = 77;
  SHOW(v);
  SHOW(v + X::view(a, 0, X::range(0, 2)));
  const auto& constant = a;
  SHOW(X::view(constant, 0));
  SHOW(X::transpose(X::view(a, X::range(0, 2))));
}

void write() {
  Tensor<double, 2> a = X::zeros<double>({3, 4});
  AFTER(a, X::view(a, 1) = 5);
  AFTER(a, X::view(a, X::all(), 0) = X::arange<double>(3));
  AFTER(a, X::view(a, X::range(0, 2), X::range(2, 4)) += 1);
  AFTER(a, X::view(a, X::all(), X::range(0, 4, 2)) *= 10.0);
  AFTER(a, X::view(a, 2) = X::view(a, 0) + X::view(a, 1));
  AFTER(a, X::row(a, 0) = X::row(a, 2));
  AFTER(a, X::col(a, 1) -= X::col(a, 0));
  AFTER(a, X::view(a, X::keep(0, 2), X::keep(1, 3)) = -1);
  AFTER(a, X::view(a, X::keep(0, 2)) += X::arange<double>(4));
  AFTER(a, X::view(a, X::all(), X::range(1, 4)) =
               X::view(a, X::all(), X::range(0, 3)));
  AFTER(a, X::view(a, 0)(3) = 42);
  auto v = X::view(a, X::range(1, 3), X::range(1, 3));
  AFTER(a, v = X::ones<double>({2, 2}) * 3);
  AFTER(a, v /= 2);
  AFTER(a, v.fill(8));
  AFTER(a, v(1, 1) = 0);
  AFTER(a, X::noalias(v) = v + 1);
  AFTER(a, X::noalias(X::view(a, 0)) = X::linspace<double>(0, 1, 4));
  AFTER(a, v = X::view(a, X::range(0, 2), X::range(0, 2)));
  AFTER(a, X::view(a, X::all(), 0) = X::view(a, 0, X::range(0, 3)));
  AFTER(a, X::filter(a, a > 5) = 5.5);
  AFTER(a, X::filter(a, a < 1) += 100);
  AFTER(a, X::filtration(a, a > 99) = 1);
  SHOW(X::filter(a, a > 1));
  SHOW(X::sum(X::filter(a, a > 1))());
  SHOW(X::index_view(a, {{0, 0}, {2, 3}}));
  AFTER(a, X::strided_view(a, {X::all(), 2}) = 6);
  Array<double> d = a;
  AFTER(d, X::view(d, 1) = 0);
  AFTER(d, X::view(d, X::all(), X::range(1, 3)) =
               X::view(d, X::all(), X::range(2, 4)));
  AFTER(d, X::transpose(d) = X::arange<double>(12).reshape({4, 3}));
  AFTER(d, X::view(d, 0) = X::ones<double>({3}));
  Tensor<double, 3> c = X::zeros<double>({2, 2, 3});
  AFTER(c, X::view(c, X::all(), 1, X::all()) = Array<double>({1, 2, 3}));
  AFTER(c, X::view(c, 1) += X::view(c, 0));
  AFTER(c, X::strided_view(c, {X::ellipsis(), 0}) = 9);
}

void shapes() {
  Tensor<int, 2> a = {{1, 2, 3}, {4, 5, 6}};
  Tensor<int, 3> cube = X::arange<int>(24).reshape({2, 3, 4});
  Array<int> d = a;
  SHOW(X::transpose(a));
  SHOW(X::transpose(a) + 1);
  SHOW(X::transpose(cube, {1, 0, 2}));
  SHOW(X::transpose(cube, {1, 0}));
  SHOW(X::transpose(a * 2));
  SHOW(X::transpose(d));
  SHOW(X::flip(a, 0));
  SHOW(X::flip(a, 1));
  SHOW(X::ravel(a));
  SHOW(X::flatten(d));
  SHOW(X::ravel(X::transpose(a)));
  SHOW(X::reshape_view(a, {3, 2}));
  SHOW(X::reshape_view(X::transpose(a), {2, 3}));
  SHOW(X::expand_dims(a, 1));
  SHOW(X::atleast_3d(a));
  SHOW(X::atleast_2d(X::arange<int>(3)));
  SHOW(X::squeeze(X::view(cube, X::range(0, 1), X::all(), X::range(0, 1))));
  SHOW(X::roll(a, 1));
  SHOW(X::roll(a, -1, 1));
  SHOW(X::roll(a, 1, 0));
  SHOW(X::strided_view(a, {1, X::ellipsis()}));
  SHOW(X::strided_view(cube, {X::ellipsis(), X::range(0, 2)}));
  SHOW(X::strided_view(a, {X::newaxis(), X::all(), X::range(0, 3, 2)}));
  X::xstrided_slice_vector slices = {X::all(), 0};
  slices.push_back(X::range(1, 3));
  SHOW(X::strided_view(cube, slices));
  AFTER(a, X::ravel(a) = X::arange<int>(6));
  AFTER(a, X::flip(a, 1) = X::arange<int>(3));
  AFTER(a, X::reshape_view(a, {3, 2}) *= 2);
  SHOW_LIST(X::flatnonzero<X::layout_type::row_major>(a));
}

}  // namespace

int main() {
  read();
  write();
  shapes();
}
