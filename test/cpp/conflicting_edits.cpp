// RUN: not %tnp_translate --rules %S/Inputs/renamed.yaml %s -- %clang_flags > %t.cpp 2> %t.err
// RUN: FileCheck %s < %t.cpp
// RUN: FileCheck --check-prefix=DIAG %s < %t.err
//
// One word cannot lead to two namespaces: both names stay.
#include <xtensor/xarray.hpp>
#include <xtensor/xmath.hpp>

#define NS xt
// CHECK: #define NS xt

auto f(const xt::xarray<int>& a) { return NS::sum(a); }
// CHECK: auto f(const tnp::array<int>& a) { return NS::sum(a); }
auto g(const xt::xarray<int>& a) { return NS::prod(a); }
// DIAG: error: the rules for `xt::sum` and `xt::prod` want different texts here; neither was followed [conflicting-edits]
