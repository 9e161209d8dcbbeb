// RUN: %tnp_translate --rules %S/Inputs/renamed.yaml %s -- %clang_flags > %t.cpp
// RUN: FileCheck %s < %t.cpp
//
// A rule may lead out of the namespace that others lead to: the name is then
// written in full where its words do not correspond.
#include <xtensor/xarray.hpp>
#include <xtensor/xmath.hpp>
// CHECK: #include <tnp/math.h>
// CHECK-NEXT: #include <mylib/stats.h>

using namespace xt;
namespace X = xt;

auto plain(const xarray<int>& a) { return sum(a) + mean(a); }
// CHECK: return mylib::total(a) + mylib::stats::mean(a);
auto qualified(const xt::xarray<int>& a) { return xt::sum(a) + xt::mean(a); }
// CHECK: return mylib::total(a) + mylib::stats::mean(a);
auto by_alias(const xarray<int>& a) { return X::sum(a) + X::prod(a); }
// CHECK: return mylib::total(a) + X::prod(a);
