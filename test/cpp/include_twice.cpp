// RUN: %check_tnp --strict %s
//
// Two headers of xtensor may be one of tnp; one that a name needs is added.
#include <xtensor/xslice.hpp>
#include <xtensor/xview.hpp>
#include <xtensor/xvectorize.hpp>
#include <xtensor/xmath.hpp>
#include <cstddef>
//CHECK:#include <tnp/slice.h>
//CHECK-NEXT:#include <tnp/view.h>
//CHECK-NEXT:#include <tnp/math.h>
//CHECK-NEXT:#include <tnp/array.h>
//CHECK-NEXT:#include <cstddef>

xt::xarray<int> a;
//CHECK:tnp::array<int> a;
