/// Random numbers (xtensor `xrandom.hpp`): the same engine, distributions and
/// order of drawing, hence the same numbers for the same seed.
#pragma once

#include <tnp/builder.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <random>
#include <type_traits>
#include <utility>

namespace tnp {

namespace random {
using default_engine_type = std::mt19937;
using seed_type = default_engine_type::result_type;

inline default_engine_type& get_default_random_engine() {
  static default_engine_type engine;
  return engine;
}
inline void seed(seed_type value) { get_default_random_engine().seed(value); }
}  // namespace random

namespace detail {

/// Draws a new number at each access, whatever the index.
template <class T, class Engine, class Distribution>
struct Draw : Standalone {
  using value_type = T;
  static constexpr bool kPure = false;
  static constexpr bool kOrdered = true;
  Engine* engine;
  mutable Distribution distribution;

  Draw(Engine& e, Distribution d) : engine(&e), distribution(std::move(d)) {}
  template <class It>
  T operator()(It, It) const {
    return distribution(*engine);
  }
};

template <class T, class S, class Engine, class Distribution>
auto draw(const S& shape, Engine& engine, Distribution distribution) {
  return make_generator(
      Draw<T, Engine, Distribution>(engine, std::move(distribution)), shape);
}

}  // namespace detail

namespace random {

// Each distribution takes a shape object or a braced list.
#define TNP_RANDOM_FORMS(NAME, FIRST, A, SECOND, B)                           \
  template <class T, class I, std::size_t N, class E = default_engine_type>   \
  auto NAME(const I(&shape)[N], T FIRST = A, T SECOND = B,                    \
            E & engine = get_default_random_engine()) {                       \
    return NAME<T>(::tnp::detail::shape_array(shape), FIRST, SECOND, engine); \
  }

template <class T, class S, class E = default_engine_type>
auto rand(const S& shape, T lower = 0, T upper = 1,
          E& engine = get_default_random_engine()) {
  return ::tnp::detail::draw<T>(
      shape, engine, std::uniform_real_distribution<T>(lower, upper));
}
TNP_RANDOM_FORMS(rand, lower, 0, upper, 1)

template <class T, class S, class E = default_engine_type>
auto randint(const S& shape, T lower = 0,
             T upper = (std::numeric_limits<T>::max)(),
             E& engine = get_default_random_engine()) {
  return ::tnp::detail::draw<T>(
      shape, engine,
      std::uniform_int_distribution<T>(lower, static_cast<T>(upper - 1)));
}
TNP_RANDOM_FORMS(randint, lower, 0, upper, (std::numeric_limits<T>::max)())

template <class T, class S, class E = default_engine_type>
auto randn(const S& shape, T mean = 0, T std_dev = 1,
           E& engine = get_default_random_engine()) {
  return ::tnp::detail::draw<T>(shape, engine,
                                std::normal_distribution<T>(mean, std_dev));
}
TNP_RANDOM_FORMS(randn, mean, 0, std_dev, 1)

#undef TNP_RANDOM_FORMS

/// Shuffles the entries along the first axis.
template <class T, class E = default_engine_type>
void shuffle(xexpression<T>& e, E& engine = get_default_random_engine()) {
  T& array = e.derived_cast();
  if (array.dimension() != 1) {
    throw std::runtime_error("shuffle: only 1-d containers are supported");
  }
  auto first = array.begin();
  for (std::size_t i = array.size(); i-- > 1;) {
    // std::shuffle draws differently; this is xtensor's order.
    const std::size_t j =
        std::uniform_int_distribution<std::size_t>(0, i)(engine);
    std::swap(first[static_cast<std::ptrdiff_t>(i)],
              first[static_cast<std::ptrdiff_t>(j)]);
  }
}

}  // namespace random
}  // namespace tnp
