// RUN: %check_tnp %s
//
// Without xtensor a namespace called `xt` is the project's own.
namespace xt {
int sum(int a) { return a; }
}  // namespace xt
// CHECK: namespace xt {
int n = xt::sum(1);
// CHECK: int n = xt::sum(1);
#define UNUSED xt::sum(2)
// CHECK: #define UNUSED xt::sum(2)

#include <array>
using namespace std;
using namespace xt;
array<int, 1> a;
// CHECK: {{^}}array<int, 1> a;
