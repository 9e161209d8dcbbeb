// RUN: %check_tnp %s
//
// A template that nothing instantiates is translated as well.
#include <xtensor/xtensor.hpp>
#include <xtensor/xmath.hpp>

template <class E, class T = typename E::value_type>
T mean_square(const xt::xexpression<E>& e) {
  xt::xtensor<T, 1> copy = xt::square(e.derived_cast());
  return xt::mean(copy)() + xt::numeric_constants<T>::PI;
}
// CHECK: T mean_square(const tnp::xexpression<E>& e) {
// CHECK-NEXT: tnp::tensor<T, 1> copy = tnp::square(e.derived_cast());
// CHECK-NEXT: return tnp::mean(copy)() + tnp::numeric_constants<T>::PI;

template <template <class, std::size_t> class C>
C<double, 2> make();
template <class T, std::size_t N>
using Plain = xt::xtensor<T, N>;
using Made = decltype(make<Plain>());
// CHECK: using Plain = tnp::tensor<T, N>;
