// Explicit finite differences for the heat equation on a square plate, first
// by views, then by loops over elements; both must agree.
#include <cmath>
#include <cstddef>
#include <iostream>

#include <xtensor/xarray.hpp>
#include <xtensor/xbuilder.hpp>
#include <xtensor/xio.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xnoalias.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>

using Field = xt::xtensor<double, 2>;

struct Plate {
  std::size_t n;
  double diffusivity;
  double dx;

  double stable_step() const { return 0.2 * dx * dx / diffusivity; }
};

Field initial_state(const Plate& plate) {
  Field u = xt::zeros<double>({plate.n, plate.n});
  xt::view(u, 0, xt::all()) = 100.0;
  xt::view(u, xt::all(), 0) =
      xt::linspace<double>(100.0, 0.0, plate.n);
  auto x = xt::linspace<double>(0.0, 1.0, plate.n);
  xt::view(u, plate.n - 1, xt::all()) =
      25.0 * xt::sin(xt::numeric_constants<double>::PI * x);
  return u;
}

Field laplacian(const Field& u, double dx) {
  using xt::placeholders::_;
  auto inner = xt::range(1, -1);
  Field lap = (xt::view(u, xt::range(2, _), inner) +
               xt::view(u, xt::range(_, -2), inner) +
               xt::view(u, inner, xt::range(2, _)) +
               xt::view(u, inner, xt::range(_, -2)) -
               4.0 * xt::view(u, inner, inner)) /
              (dx * dx);
  return lap;
}

Field step_by_loops(const Field& u, const Plate& plate, double dt) {
  Field next = u;
  const double factor = plate.diffusivity * dt / (plate.dx * plate.dx);
  for (std::size_t i = 1; i + 1 < u.shape(0); ++i) {
    for (std::size_t j = 1; j + 1 < u.shape(1); ++j) {
      next(i, j) = u(i, j) + factor * (u(i + 1, j) + u(i - 1, j) +
                                       u(i, j + 1) + u(i, j - 1) -
                                       4.0 * u(i, j));
    }
  }
  return next;
}

int main() {
  const Plate plate{17, 0.8, 1.0 / 16};
  const double dt = plate.stable_step();

  Field u = initial_state(plate);
  Field v = u;
  std::cout << "start mean " << xt::mean(u)() << "\n";

  for (int step = 0; step < 200; ++step) {
    auto interior = xt::view(u, xt::range(1, -1), xt::range(1, -1));
    interior += plate.diffusivity * dt * laplacian(u, plate.dx);
    v = step_by_loops(v, plate, dt);
    if (step % 50 == 0) {
      std::cout << "step " << step << " max inner "
                << xt::amax(interior)() << "\n";
    }
  }

  std::cout << "agree " << std::boolalpha << xt::allclose(u, v) << "\n";
  std::cout << "mean by row\n" << xt::mean(u, {1}) << "\n";
  std::cout << "coarse\n"
            << xt::view(u, xt::range(0, 17, 4), xt::range(0, 17, 4)) << "\n";
  auto hot = xt::where(u > 50.0, 1, 0);
  std::cout << "hot cells " << xt::sum(hot)() << "\n";
  std::cout << "residual "
            << xt::amax(xt::abs(laplacian(u, plate.dx)))() << "\n";

  Field w = xt::empty<double>({std::size_t(3), std::size_t(4)});
  w.fill(1.5);
  xt::noalias(w) = w * w + xt::arange<double>(4);
  std::cout << w << "\n";
  return 0;
}
