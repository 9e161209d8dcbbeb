// RUN: %tnp_translate %s -- %clang_flags -isystem %S/Inputs > %t.cpp 2> %t.err || true
// RUN: FileCheck %s < %t.cpp
// RUN: FileCheck --check-prefix=DIAG %s < %t.err
//
// The body of another project's macro cannot be edited.
#include <xtensor/xarray.hpp>
#include <xtensor/xmath.hpp>
#include <third_party.h>

auto f(const xt::xarray<int>& a) { return THIRD_PARTY_SUM(a); }
// CHECK: auto f(const tnp::array<int>& a) { return THIRD_PARTY_SUM(a); }
// DIAG: :[[@LINE-2]]:43: error: `xt::sum` comes out of a macro that cannot be edited; {{.*}} [macro-name]
