// RUN: %check_tnp %s
//
// A declared name is edited with its declaration; a name of the project's own
// namespace keeps that namespace.
#include <xtensor/xarray.hpp>
#include <xtensor/xmath.hpp>

namespace mine {
using xt::xarray;
// CHECK: using tnp::array;
using xt::sum;
// CHECK: using tnp::sum;
}

double total(const mine::xarray<double>& a) { return mine::sum(a)(); }
// CHECK: double total(const mine::array<double>& a) { return mine::sum(a)(); }
