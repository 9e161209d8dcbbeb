// RUN: %check_tnp %s
//
// A using-directive brings words that xtensor did not have. Where one would
// then mean two things, the one that was meant is written in full.
#include <array>
#include <xtensor/xtensor.hpp>

using namespace std;
using namespace xt;
struct tensor {};
namespace mine {
struct array {};
array kept;
// CHECK: array kept;
}  // namespace mine

array<int, 2> pair = {1, 2};
// CHECK: std::array<int, 2> pair = {1, 2};
tensor global;
// CHECK: ::tensor global;
int array_count(xtensor<int, 1> a) { return a.size(); }
// CHECK: int array_count(tnp::tensor<int, 1> a) { return a.size(); }
int local() {
  int array = 1;
  return array;
}
// CHECK: return array;
