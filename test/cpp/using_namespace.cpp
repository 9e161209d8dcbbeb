// RUN: %check_tnp %s
//
// A name that keeps its word stays unqualified; one that changes is written in
// full, since `array` might mean another one here.
#include <array>
#include <xtensor/xarray.hpp>
#include <xtensor/xbuilder.hpp>

using namespace std;
using namespace xt;
// CHECK: using namespace std;
// CHECK-NEXT: using namespace tnp;

xarray<double> a = zeros<double>({2, 3});
// CHECK: tnp::array<double> a = zeros<double>({2, 3});
vector<int> shape = {1, 2};
// CHECK: vector<int> shape = {1, 2};
