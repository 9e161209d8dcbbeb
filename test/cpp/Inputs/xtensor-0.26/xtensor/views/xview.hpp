// Stands for xtensor 0.26, of which only the folders matter here.
#pragma once
namespace xt {
template <class E>
int view(const E&, int) {
  return 0;
}
}  // namespace xt
