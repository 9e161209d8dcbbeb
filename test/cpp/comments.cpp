// RUN: %check_tnp --strict %s
//
// Comments, spacing and line breaks inside a name stay.
#include "xtensor/xarray.hpp"  // containers
//CHECK:#include "tnp/array.h"  // containers

xt :: /* here */ xarray  <double> a;
//CHECK:tnp :: /* here */ array  <double> a;
xt::
    xarray<int> b;
//CHECK:tnp::
//CHECK-NEXT:    array<int> b;
