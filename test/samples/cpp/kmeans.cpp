// Lloyd's k-means on points drawn around three centres.
#include <cstddef>
#include <iostream>
#include <limits>
#include <utility>
#include <vector>

#include <xtensor/xadapt.hpp>
#include <xtensor/xarray.hpp>
#include <xtensor/xbuilder.hpp>
#include <xtensor/xindex_view.hpp>
#include <xtensor/xio.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xrandom.hpp>
#include <xtensor/xsort.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>

namespace {

xt::xtensor<double, 2> make_points(std::size_t per_cluster) {
  xt::xtensor<double, 2> centres = {{0.0, 0.0}, {6.0, 1.0}, {2.0, 7.0}};
  const std::size_t k = centres.shape(0);
  xt::xtensor<double, 2> points({k * per_cluster, 2});
  for (std::size_t c = 0; c < k; ++c) {
    auto block = xt::view(
        points, xt::range(c * per_cluster, (c + 1) * per_cluster), xt::all());
    block = xt::random::randn<double>({per_cluster, std::size_t(2)});
    block += xt::view(centres, c, xt::all());
  }
  return points;
}

// Squared distance of each point to each centre, by broadcasting.
xt::xtensor<double, 2> distances(const xt::xtensor<double, 2>& points,
                                 const xt::xtensor<double, 2>& centres) {
  auto difference = xt::view(points, xt::all(), xt::newaxis(), xt::all()) -
                    xt::view(centres, xt::newaxis(), xt::all(), xt::all());
  return xt::sum(xt::square(difference), {2});
}

template <class E>
double inertia(const xt::xexpression<E>& nearest) {
  const E& values = nearest.derived_cast();
  return xt::sum(values)();
}

}  // namespace

int main() {
  xt::random::seed(20240229);
  const std::size_t k = 3;
  const auto points = make_points(40);
  std::cout << "points " << points.shape(0) << " x " << points.shape(1)
            << "\n";
  std::cout << "first\n" << xt::view(points, xt::range(0, 3)) << "\n";

  xt::xtensor<double, 2> centres =
      xt::view(points, xt::keep(0, 50, 100), xt::all());
  xt::xtensor<std::size_t, 1> labels = xt::zeros<std::size_t>({points.shape(0)});

  for (int iteration = 0; iteration < 20; ++iteration) {
    const auto d = distances(points, centres);
    xt::xtensor<std::size_t, 1> next = xt::argmin(d, 1);
    const bool settled = xt::all(xt::equal(next, labels)) && iteration > 0;
    labels = std::move(next);
    std::cout << "iteration " << iteration << " inertia "
              << inertia(xt::amin(d, {1})) << "\n";
    if (settled) {
      break;
    }
    for (std::size_t c = 0; c < k; ++c) {
      std::vector<double> total(2, 0.0);
      std::size_t count = 0;
      for (std::size_t i = 0; i < points.shape(0); ++i) {
        if (labels(i) == c) {
          total[0] += points(i, 0);
          total[1] += points(i, 1);
          ++count;
        }
      }
      auto mean = xt::adapt(total, {std::size_t(2)});
      mean /= static_cast<double>(count);
      xt::row(centres, c) = mean;
    }
  }

  std::cout << "centres\n" << centres << "\n";
  std::vector<std::size_t> sizes;
  for (std::size_t c = 0; c < k; ++c) {
    sizes.push_back(xt::sum(xt::cast<std::size_t>(xt::equal(labels, c)))());
  }
  std::cout << "sizes " << xt::adapt(sizes) << "\n";

  xt::xarray<double> spread = xt::stddev(points, {0});
  std::cout << "spread " << spread << "\n";
  auto order = xt::argsort(xt::view(centres, xt::all(), 0));
  std::cout << "order by x " << order << "\n";
  xt::xtensor<double, 1> first_column = xt::col(points, 0);
  std::cout << "right of 5: "
            << xt::filter(first_column, first_column > 5.0).size() << "\n";
  return 0;
}
