// Compares xtensor and tnp in one process: xtensor_bench
//
// Each row prints the best of several runs, in nanoseconds, of the same work.
#include <tnp/tnp.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iomanip>
#include <iostream>
#include <xtensor/xmath.hpp>
#include <xtensor/xnoalias.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>

namespace {

double sink = 0;

template <class F>
double best_nanoseconds(std::size_t repeats, F&& work) {
  using Clock = std::chrono::steady_clock;
  double best = 1e300;
  for (int run = 0; run < 7; ++run) {
    const auto start = Clock::now();
    for (std::size_t i = 0; i < repeats; ++i) work();
    const std::chrono::duration<double, std::nano> spent = Clock::now() - start;
    best = std::min(best, spent.count() / static_cast<double>(repeats));
  }
  return best;
}

template <class A, class B>
void row(const char* name, std::size_t repeats, A&& xtensor, B&& tnp) {
  const double old_time = best_nanoseconds(repeats, xtensor);
  const double new_time = best_nanoseconds(repeats, tnp);
  std::cout << std::left << std::setw(34) << name << std::right << std::fixed
            << std::setprecision(0) << std::setw(12) << old_time
            << std::setw(12) << new_time << "\n";
}

/// The work on `Tensor2`/`Tensor1` of one library, each named by `NS`.
#define BENCH_LIBRARY(NS, VECTOR, MATRIX)                                   \
  struct Bench_##NS {                                                       \
    VECTOR small_a, small_b, large_a, large_b;                              \
    MATRIX grid, out;                                                       \
    Bench_##NS() {                                                          \
      small_a = NS::arange<double>(10);                                     \
      small_b = NS::arange<double>(10);                                     \
      large_a = NS::linspace<double>(0, 1, 1000000);                        \
      large_b = NS::linspace<double>(1, 2, 1000000);                        \
      grid = NS::ones<double>({1000, 1000});                                \
      out = NS::zeros<double>({1000, 1000});                                \
    }                                                                       \
    void add_small() {                                                      \
      VECTOR c = small_a + small_b;                                         \
      sink += c(3);                                                         \
    }                                                                       \
    void add_large() {                                                      \
      VECTOR c = large_a + large_b;                                         \
      sink += c(3);                                                         \
    }                                                                       \
    void sum_sin() { sink += NS::sum(NS::sin(large_a) * large_b + 1.0)(); } \
    void write() {                                                          \
      for (std::size_t i = 0; i < 1000; ++i) {                              \
        for (std::size_t j = 0; j < 1000; ++j) {                            \
          out(i, j) = static_cast<double>(i + j);                           \
        }                                                                   \
      }                                                                     \
      sink += out(1, 1);                                                    \
    }                                                                       \
    void laplace() {                                                        \
      auto in = NS::range(1, 999);                                    \
      NS::noalias(NS::view(out, in, in)) =                                  \
          NS::view(grid, NS::range(0, 998), in) +                           \
          NS::view(grid, NS::range(2, 1000), in) +                          \
          NS::view(grid, in, NS::range(0, 998)) +                           \
          NS::view(grid, in, NS::range(2, 1000)) -                          \
          4.0 * NS::view(grid, in, in);                                     \
      sink += out(2, 2);                                                    \
    }                                                                       \
    void mean_columns() {                                                   \
      VECTOR m = NS::mean(grid, {0});                                       \
      sink += m(0);                                                         \
    }                                                                       \
  };

using XVector = xt::xtensor<double, 1>;
using XMatrix = xt::xtensor<double, 2>;
using TVector = tnp::tensor<double, 1>;
using TMatrix = tnp::tensor<double, 2>;
BENCH_LIBRARY(xt, XVector, XMatrix)
BENCH_LIBRARY(tnp, TVector, TMatrix)

}  // namespace

int main() {
  Bench_xt x;
  Bench_tnp t;
  std::cout << std::setw(34) << " " << std::setw(12) << "xtensor"
            << std::setw(12) << "tnp"
            << "\n";
#define ROW(NAME, REPEATS, METHOD) \
  row(                             \
      NAME, REPEATS, [&] { x.METHOD(); }, [&] { t.METHOD(); });
  ROW("a + b, n = 10", 100000, add_small)
  ROW("a + b, n = 1e6", 20, add_large)
  ROW("sum(sin(a) * b + 1), n = 1e6", 3, sum_sin)
  ROW("write a(i, j), 1000 x 1000", 20, write)
  ROW("Laplace by views, 1000 x 1000", 5, laplace)
  ROW("mean over axis 0, 1000 x 1000", 5, mean_columns)
  std::cerr << (sink == 0 ? "nothing was computed\n" : "");
  return 0;
}
