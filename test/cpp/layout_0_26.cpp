// RUN: %check_tnp %s -- -I %S/Inputs/xtensor-0.26
//
// From 0.26 on the headers lie in folders.
#include <xtensor/containers/xarray.hpp>
// CHECK: #include <tnp/array.h>
#include <xtensor/views/xview.hpp>
// CHECK: #include <tnp/view.h>

auto row(const xt::xarray<int>& a) { return xt::view(a, 0); }
// CHECK: auto row(const tnp::array<int>& a) { return tnp::view(a, 0); }
