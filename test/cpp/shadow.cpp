// RUN: %check_tnp %s
//
// Names that only look like xtensor's stay.
#include <xtensor/xarray.hpp>

namespace mine {
namespace xt {
struct xarray {};
inline int sum(int a) { return a; }
}  // namespace xt
int inner = xt::sum(1);
// CHECK: int inner = xt::sum(1);
}  // namespace mine

struct view {};
// CHECK: struct view {};
int zeros(int n) { return n; }
int n = zeros(3) + mine::xt::sum(2);
// CHECK: int n = zeros(3) + mine::xt::sum(2);
mine::xt::xarray other;
// CHECK: mine::xt::xarray other;
xt::xarray<int> a;
// CHECK: tnp::array<int> a;
