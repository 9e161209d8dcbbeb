#include "parity.h"

namespace {

void construct() {
  SHOW(Array<double>({1, 3}));
  SHOW(Tensor<double, 1>({1, 3}));
  Tensor<double, 2> by_shape({1, 3});
  SHOW_LIST(by_shape.shape());
  Array<double> by_object(std::vector<std::size_t>{2, 2}, 4.5);
  SHOW(by_object);
  Array<double>::shape_type shape = {2, 3};
  Array<double> c(shape);
  SHOW_LIST(c.shape());
  SHOW_LIST(c.strides());
  Tensor<int, 2> filled({2, 2}, 7);
  SHOW(filled);
  SHOW(Array<int>{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}});
  SHOW(Array<double>(5.0));
  Array<double> none;
  SHOW(none.size());
  SHOW(none.dimension());
  Tensor<double, 2> none2;
  SHOW(none2.size());
  SHOW_LIST(none2.shape());
  auto made = Tensor<double, 2>::from_shape({3, 1});
  SHOW_LIST(made.shape());
  SHOW_LIST(made.strides());
  Tensor<double, 2, X::layout_type::column_major> col = {{1, 2, 3}, {4, 5, 6}};
  SHOW(col);
  SHOW_LIST(col.strides());
  SHOW(std::vector<double>(col.data(), col.data() + 6)[1]);
  Array<double> from_col = col;
  SHOW(from_col.data()[1]);
  Tensor<double, 0> scalar(3.0);
  SHOW(scalar());
}

void access() {
  Tensor<int, 2> a = {{1, 2, 3}, {4, 5, 6}};
  Array<int> b = a;
  SHOW(a(1, 2));
  SHOW(a(2));
  SHOW(a(0, 1, 2));
  SHOW(b(1, 2));
  SHOW(b(2));
  SHOW(b(9, 1, 2));
  SHOW(a.at(1, 1));
  SHOW(a.at(1, 3));
  SHOW(a.at(2, 0));
  SHOW(b.at(0, 0, 0));
  SHOW((a[{1, 0}]));
  SHOW(a[2]);
  SHOW(a.flat(4));
  SHOW(a.size());
  SHOW(a.dimension());
  SHOW(a.shape(1));
  SHOW(a.front());
  SHOW(a.back());
  SHOW(a.in_bounds(1, 3));
  SHOW(a.periodic(-1, 4));
  std::vector<std::size_t> at = {1, 1};
  SHOW(a.element(at.begin(), at.end()));
  SHOW(std::accumulate(a.begin(), a.end(), 0));
  SHOW(*(b.begin() + 3));
  SHOW(*a.rbegin());
  SHOW(std::is_sorted(a.cbegin(), a.cend()));
  Tensor<int, 2, X::layout_type::column_major> c = a;
  SHOW(list(std::vector<int>(c.begin(), c.end())));
  SHOW(list(std::vector<int>(c.storage().begin(), c.storage().end())));
  auto sum = a + b;
  SHOW(list(std::vector<int>(sum.begin(), sum.end())));
  SHOW(sum.end() - sum.begin());
}

void change() {
  Array<double> a = {1, 2, 3, 4, 5, 6};
  AFTER(a, a.reshape({2, 3}));
  AFTER(a, a.reshape({3, -1}));
  AFTER(a, a.reshape({4, 2}));
  AFTER(a, a.fill(2.5));
  AFTER(a, a.resize({1, 2}); a.fill(1));
  Tensor<double, 2> t({2, 2}, 1.0);
  AFTER(t, t.resize({3, 1}); t.fill(0));
  AFTER(t, t(2, 0) = 5);
  AFTER(t, t += 1.5);
  AFTER(t, t *= t);
  AFTER(t, t -= X::ones<double>({3, 2}));
  AFTER(t, t /= 2);
  Tensor<int, 1> i = {7, 8, 9};
  AFTER(i, i /= 2);
  AFTER(i, i %= 3);
  AFTER(i, i *= 2.6);
  AFTER(i, i |= 4);
  AFTER(i, X::noalias(i) = i + 1);
  AFTER(i, X::noalias(i) += i);
  AFTER(a, a = X::zeros<double>({2, 1}));
  AFTER(a, a = 4.0);
  AFTER(a, a = a + Array<double>({1, 2, 3}));
  Tensor<double, 2> self = {{1, 2}, {3, 4}};
  AFTER(self, self = X::transpose(self));
  AFTER(self, self = X::transpose(self) + self);
  AFTER(self, self += X::view(self, X::all(), X::range(0, 1)));
  Tensor<double, 1> one = {1, 2, 3};
  AFTER(one, one = X::view(one, X::range(3, X::xnone(), -1)));
  AFTER(one, X::view(one, X::range(1, 3)) = X::view(one, X::range(0, 2)));
  AFTER(one, one = one * one(1));
  AFTER(one, one *= one(0));
  Tensor<double, 1> moved = std::move(one);
  SHOW(moved);
}

void fixed() {
  Fixed<double, X::xshape<3>> a = {1, 2, 3};
  Fixed<double, X::xshape<3>> b = a * 2 + 1;
  SHOW(b);
  SHOW(b(1));
  SHOW(X::sum(a * b)());
  Fixed<double, X::xshape<2, 2>> m = {{1, 2}, {3, 4}};
  AFTER(m, m += m);
  AFTER(m, X::view(m, 0) = 9);
  SHOW_LIST(m.shape());
  SHOW(m.size());
  Array<double> c = m + a(0);
  SHOW(c);
}

void adapt() {
  std::vector<double> v = {1, 2, 3, 4, 5, 6};
  std::vector<std::size_t> shape = {2, 3};
  auto a = X::adapt(v, shape);
  SHOW(a);
  AFTER(a, a *= 2);
  AFTER(a, a(0, 1) = -1);
  SHOW(list(v));
  auto flat = X::adapt(v);
  SHOW(X::sum(flat)());
  auto p = X::adapt(v.data(), v.size(), X::no_ownership(), shape);
  AFTER(p, p(1, 2) = 0);
  auto q = X::adapt(v, {3, 2});
  SHOW(q);
  SHOW(X::adapt(v.data(), {2, 2}));
  auto column = X::adapt<X::layout_type::column_major>(v, shape);
  SHOW(column);
  const std::vector<double> constant = {1, 2};
  SHOW(X::adapt(constant) + 1.0);
  std::array<double, 4> raw = {{1, 2, 3, 4}};
  auto r = X::adapt(raw, {2, 2});
  AFTER(r, r += 1);
  SHOW(raw[3]);
  auto t = X::adapt(v, std::array<std::size_t, 2>{{3, 2}});
  SHOW(X::transpose(t));
  auto own = X::adapt(new double[2]{8, 9}, 2, X::acquire_ownership(),
                      std::vector<std::size_t>{2});
  SHOW(own);
}

}  // namespace

int main() {
  construct();
  access();
  change();
  fixed();
  adapt();
}
