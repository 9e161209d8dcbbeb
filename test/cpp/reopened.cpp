// RUN: %check_tnp %s
//
// What a project adds to xtensor's namespace is not xtensor's.
#include <xtensor/xarray.hpp>

namespace xt {
// CHECK: namespace xt {
// DIAG: :[[@LINE-2]]:11: error: `namespace xt` is extended here; {{.*}} [unsupported-function]
inline int mine() { return 1; }
}  // namespace xt

int n = xt::mine();
// CHECK: int n = xt::mine();
