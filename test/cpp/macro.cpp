// RUN: %check_tnp %s
//
// Names in a macro of this file are edited in its definition, once. One that
// nothing expands cannot be looked up.
#include <xtensor/xarray.hpp>
#include <xtensor/xmath.hpp>

#define NS xt
// CHECK: #define NS tnp
#define ROW_SUM(a) xt::sum(a, {1})
// CHECK: #define ROW_SUM(a) tnp::sum(a, {1})
#define ID(x) x

auto f(const NS::xarray<double>& a) { return ROW_SUM(a); }
// CHECK: auto f(const NS::array<double>& a) { return ROW_SUM(a); }
auto g(const xt::xarray<double>& a) { return ID(xt::sqrt(ROW_SUM(a))); }
// CHECK: auto g(const tnp::array<double>& a) { return ID(tnp::sqrt(ROW_SUM(a))); }
