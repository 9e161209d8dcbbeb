/// One source, two libraries: the cases of this folder are compiled against
/// xtensor (with TNP_PARITY_XTENSOR) and against tnp; both must print the same.
#pragma once

#include <complex>
#include <cstdint>
#include <exception>
#include <iostream>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#ifdef TNP_PARITY_XTENSOR
#include <xtensor/xadapt.hpp>
#include <xtensor/xarray.hpp>
#include <xtensor/xbuilder.hpp>
#include <xtensor/xfixed.hpp>
#include <xtensor/xindex_view.hpp>
#include <xtensor/xio.hpp>
#include <xtensor/xmanipulation.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xnoalias.hpp>
#include <xtensor/xnorm.hpp>
#include <xtensor/xrandom.hpp>
#include <xtensor/xset_operation.hpp>
#include <xtensor/xsort.hpp>
#include <xtensor/xstrided_view.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xvectorize.hpp>
#include <xtensor/xview.hpp>
namespace X = xt;
template <class T, xt::layout_type L = xt::layout_type::row_major>
using Array = xt::xarray<T, L>;
template <class T, std::size_t N,
          xt::layout_type L = xt::layout_type::row_major>
using Tensor = xt::xtensor<T, N, L>;
template <class T, class S>
using Fixed = xt::xtensor_fixed<T, S>;
#else
#include <tnp/tnp.h>
namespace X = tnp;
template <class T, tnp::layout_type L = tnp::layout_type::row_major>
using Array = tnp::array<T, L>;
template <class T, std::size_t N,
          tnp::layout_type L = tnp::layout_type::row_major>
using Tensor = tnp::tensor<T, N, L>;
template <class T, class S>
using Fixed = tnp::tensor_fixed<T, S>;
#endif

/// The element type of an expression, by kind and width.
template <class T>
std::string type_name() {
  if (std::is_same<T, bool>::value) return "bool";
  std::string name = std::is_floating_point<T>::value
                         ? "float"
                         : (std::is_unsigned<T>::value ? "uint" : "int");
  return name + std::to_string(8 * sizeof(T));
}

template <class F>
void show(const char* what, F&& f) {
  std::cout << what << "\n  " << std::flush;
  try {
    f();
  } catch (const std::out_of_range&) {
    std::cout << "throws out_of_range";
  } catch (const std::runtime_error&) {
    std::cout << "throws runtime_error";
  } catch (const std::exception&) {
    std::cout << "throws exception";
  }
  std::cout << "\n";
}

/// Prints the source of an expression and its value.
#define SHOW(...) show(#__VA_ARGS__, [&] { std::cout << (__VA_ARGS__); })
/// The same for an element type.
#define SHOW_TYPE(...)                                                         \
  std::cout                                                                    \
      << #__VA_ARGS__ << "\n  "                                                \
      << type_name<typename std::decay_t<decltype(__VA_ARGS__)>::value_type>() \
      << "\n"
/// Runs statements, then prints one variable.
#define AFTER(VAR, ...)    \
  show(#__VA_ARGS__, [&] { \
    __VA_ARGS__;           \
    std::cout << VAR;      \
  })
/// A shape or another sequence of numbers.
template <class S>
std::string list(const S& s) {
  std::string text;
  for (auto n : s) text += std::to_string(n) + " ";
  return text;
}
#define SHOW_LIST(...) \
  show(#__VA_ARGS__, [&] { std::cout << list(__VA_ARGS__); })
