// RUN: %check_tnp %s
//
// Each word of a name is edited where it stands; arguments are not touched.
#include <xtensor/xarray.hpp>
#include <xtensor/xfixed.hpp>
#include <xtensor/xtensor.hpp>
// CHECK: #include <tnp/array.h>
// CHECK-NEXT: #include <tnp/fixed.h>
// CHECK-NEXT: #include <tnp/tensor.h>

#include <vector>

xt::xarray<double> a = {{1, 2}, {3, 4}};
// CHECK: tnp::array<double> a = {{[{][{]}}1, 2}, {3, 4}};
::xt::xtensor<int, 2> b;
// CHECK: ::tnp::tensor<int, 2> b;
using Point = xt::xtensor_fixed<double, xt::xshape<3>>;
// CHECK: using Point = tnp::tensor_fixed<double, tnp::xshape<3>>;
std::vector<xt::xtensor<float, 1>> list;
// CHECK: std::vector<tnp::tensor<float, 1>> list;
xt::xtensor<int, 1>::shape_type s = {3};
// CHECK: tnp::tensor<int, 1>::shape_type s = {3};
auto c = xt::xarray<int>::from_shape({2, 3});
// CHECK: auto c = tnp::array<int>::from_shape({2, 3});
