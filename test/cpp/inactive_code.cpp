// RUN: %check_tnp %s
//
// What the compiler does not see has no meaning to look up. It is not left in
// silence, and the headers that it needs stay.
#include <xtensor/xarray.hpp>
// CHECK: #include <xtensor/xarray.hpp>
// CHECK-NEXT: #include <tnp/array.h>

#define UNUSED(a) xt::amax(a)
// DIAG: :[[@LINE-1]]:19: error: xtensor is used here in code that these flags do not compile; {{.*}} [inactive-code]
// CHECK: #define UNUSED(a) xt::amax(a)
#ifdef NEVER
xt::xarray<int> never;
// DIAG: :[[@LINE-1]]:1: error: {{.*}} [inactive-code]
#endif

xt::xarray<int> a;  // xt::xarray in a comment
// CHECK: tnp::array<int> a;  // xt::xarray in a comment
const char* text = "xt::xarray";
// CHECK: const char* text = "xt::xarray";
