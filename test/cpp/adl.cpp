// RUN: %check_tnp %s
//
// Functions found through their arguments follow the type of these.
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>

template <class E>
auto first(E& e) {
  return view(e, 0, xt::all());
}
// CHECK: return view(e, 0, tnp::all());

double corner(xt::xtensor<double, 2>& a) {
  auto r = first(a);
  return r(0) + view(a, 1, 1)();
}
// CHECK: double corner(tnp::tensor<double, 2>& a) {
// CHECK: return r(0) + view(a, 1, 1)();
