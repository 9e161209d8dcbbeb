// RUN: %check_tnp %s
//
// An alias keeps its name: what it stands for changes.
#include <xtensor/xmath.hpp>
#include <xtensor/xarray.hpp>

namespace X = xt;
// CHECK: namespace X = tnp;
namespace mine {
namespace nx = ::xt;
// CHECK: namespace nx = ::tnp;
}

double total(const X::xarray<double>& a) { return mine::nx::sum(a)(); }
// CHECK: double total(const X::array<double>& a) { return mine::nx::sum(a)(); }
