// RUN: %check_tnp --exit 2 %s
//
// Code that does not compile has no meaning to look up: the compiler says why.
#include <xtensor/xarray.hpp>

xt::xarray<double> a = undeclared;
// DIAG: :[[@LINE-1]]:24: error: use of undeclared identifier 'undeclared' [compiler-error]
