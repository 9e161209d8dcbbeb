// RUN: not %tnp_translate %s -- %clang_flags >%t.cpp 2>%t.err
// RUN: FileCheck %s < %t.cpp
// RUN: FileCheck --check-prefix=DIAG %s < %t.err
//
// Members are looked up too, through the instantiations of a template.
#include <xtensor/xarray.hpp>

template <class T>
auto outer_strides(const xt::xarray<T>& a) {
  return a.strides();
}
// CHECK: return a.strides();

auto strides(const xt::xarray<int>& a) { return outer_strides(a); }

template <class A>
auto inner(const A& a) {
  return a.backstrides();
}
auto use(const xt::xarray<int>& a) { return inner(a); }
// DIAG: :[[@LINE-3]]:12: error: member `backstrides` of {{.*}} has no counterpart; {{.*}} [unsupported-function]
