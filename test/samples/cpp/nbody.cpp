// A small gravitational system, integrated with the leapfrog method.
#include <cmath>
#include <cstddef>
#include <iostream>

#include <xtensor/xarray.hpp>
#include <xtensor/xbuilder.hpp>
#include <xtensor/xfixed.hpp>
#include <xtensor/xio.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xnorm.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>

using Vector = xt::xtensor_fixed<double, xt::xshape<3>>;

class System {
 public:
  System()
      : mass_({1.0, 0.001, 0.0005, 0.00001}),
        position_({{0, 0, 0}, {1, 0, 0}, {0, 1.6, 0.1}, {-2.1, 0, 0}}),
        velocity_({{0, 0, 0}, {0, 1, 0}, {-0.79, 0, 0.01}, {0, -0.69, 0}}) {}

  void step(double dt) {
    velocity_ += 0.5 * dt * acceleration();
    position_ += dt * velocity_;
    velocity_ += 0.5 * dt * acceleration();
  }

  double kinetic() const {
    auto speed2 = xt::sum(velocity_ * velocity_, {1});
    return 0.5 * xt::sum(mass_ * speed2)();
  }

  double potential() const {
    double total = 0;
    for (std::size_t i = 0; i < mass_.size(); ++i) {
      for (std::size_t j = i + 1; j < mass_.size(); ++j) {
        Vector d = xt::row(position_, i) - xt::row(position_, j);
        total -= mass_(i) * mass_(j) / std::sqrt(xt::sum(d * d)());
      }
    }
    return total;
  }

  Vector angular_momentum() const {
    Vector l = {0, 0, 0};
    for (std::size_t i = 0; i < mass_.size(); ++i) {
      const auto r = xt::view(position_, i, xt::all());
      const auto v = xt::view(velocity_, i, xt::all());
      Vector cross = {r(1) * v(2) - r(2) * v(1), r(2) * v(0) - r(0) * v(2),
                      r(0) * v(1) - r(1) * v(0)};
      l += mass_(i) * cross;
    }
    return l;
  }

  xt::xtensor<double, 1> centre_of_mass() const {
    auto weighted = position_ * xt::view(mass_, xt::all(), xt::newaxis());
    return xt::sum(weighted, {0}) / xt::sum(mass_)();
  }

  const xt::xtensor<double, 2>& position() const { return position_; }

 private:
  xt::xtensor<double, 2> acceleration() const {
    const std::size_t n = mass_.size();
    xt::xtensor<double, 2> a = xt::zeros<double>({n, std::size_t(3)});
    for (std::size_t i = 0; i < n; ++i) {
      auto away = xt::eval(position_ - xt::view(position_, i));
      auto r2 = xt::sum(xt::square(away), {1}) + 1e-9;
      auto weight = xt::eval(mass_ / xt::pow(r2, 1.5));
      weight(i) = 0.0;
      xt::row(a, i) =
          xt::sum(away * xt::view(weight, xt::all(), xt::newaxis()), {0});
    }
    return a;
  }

  xt::xtensor<double, 1> mass_;
  xt::xtensor<double, 2> position_;
  xt::xtensor<double, 2> velocity_;
};

int main() {
  System system;
  const double start = system.kinetic() + system.potential();
  std::cout << "energy " << start << "\n";
  std::cout << "angular momentum " << system.angular_momentum() << "\n";

  xt::xarray<double> track = xt::zeros<double>({5, 3});
  for (int k = 0; k < 1000; ++k) {
    system.step(0.002);
    if (k % 200 == 0) {
      xt::view(track, k / 200) = xt::view(system.position(), 1);
    }
  }

  const double end = system.kinetic() + system.potential();
  std::cout << "track\n" << track << "\n";
  std::cout << "position\n" << system.position() << "\n";
  std::cout << "centre " << system.centre_of_mass() << "\n";
  std::cout << "energy kept " << std::boolalpha
            << (std::abs(end - start) < 1e-6) << "\n";
  std::cout << "distance from sun "
            << xt::sqrt(xt::sum(xt::square(system.position()), {1})) << "\n";
  std::cout << "largest coordinate " << xt::norm_linf(system.position())()
            << "\n";
  return 0;
}
