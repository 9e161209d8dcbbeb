// RUN: %check_tnp %s
//
// A name without a counterpart stays, and so do the headers that declare it.
#include <string>
#include <xtensor/xarray.hpp>
#include <xtensor/xnpy.hpp>
// CHECK: #include <xtensor/xarray.hpp>
// CHECK-NEXT: #include <tnp/array.h>
// CHECK-NEXT: #include <xtensor/xnpy.hpp>
// DIAG: :[[@LINE-4]]:11: error: header `xtensor/xnpy.hpp` has no counterpart; {{.*}} [unsupported-function]

auto load(const std::string& path) { return xt::load_npy<double>(path); }
// CHECK: return xt::load_npy<double>(path);
// DIAG: :[[@LINE-2]]:45: error: `xt::load_npy` has no counterpart; read and write the file through your own code [unsupported-function]

xt::xarray<double> a;
// CHECK: tnp::array<double> a;
