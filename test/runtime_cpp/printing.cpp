#include "parity.h"

namespace {

void numbers() {
  SHOW(Array<double>({1, 2.5, -3.125}));
  SHOW(Array<double>({1e10, 1}));
  SHOW(Array<double>({1e-7, 123.456}));
  SHOW(Array<double>({1e200, 1e-150, 1}));
  SHOW(Array<double>({1.0 / 3, 2.0 / 3, 100}));
  SHOW(Array<double>({1234567.125, 0.5}));
  SHOW(Array<double>({99999.5, 1e-4}));
  SHOW(Array<double>({0, 0, 0}));
  SHOW(Array<double>({-0.0, 0.0}));
  SHOW(Array<float>({0.1F, 1.1F, 100.25F}));
  SHOW(Array<int>({1, -20, 300}));
  SHOW(Array<int>({100, 20, 3}));
  SHOW(Array<std::uint8_t>({1, 200}));
  SHOW(Array<std::int8_t>({-1, 100}));
  SHOW(Array<std::int64_t>({1, 9000000000000}));
  SHOW(Array<bool>({true, false}));
  SHOW(Array<std::string>({"a", "longer"}));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double inf = std::numeric_limits<double>::infinity();
  SHOW(Array<double>({1.5, nan, inf, -inf}));
  SHOW(Array<double>({nan, nan}));
  Tensor<std::complex<double>, 1> z = {{1, -2}, {0.5, 100}};
  SHOW(z);
  SHOW(Array<double>(2.5));
  Tensor<double, 2> none({0, 3});
  SHOW(none);
}

void layout() {
  SHOW(X::arange<double>(40));
  SHOW(X::arange<double>(40) / 7);
  SHOW(X::arange<int>(100));
  SHOW(X::arange<int>(2000));
  SHOW(X::arange<double>(2000));
  Tensor<double, 2> wide = X::arange<double>(60).reshape({2, 30});
  SHOW(wide);
  Tensor<double, 2> large = X::arange<double>(2500).reshape({50, 50});
  SHOW(large);
  Tensor<int, 3> cube = X::arange<int>(2000).reshape({20, 10, 10});
  SHOW(cube);
  Array<int> four = X::arange<int>(16).reshape({2, 2, 2, 2});
  SHOW(four);
}

void options() {
  Tensor<double, 1> a = {1.23456789, 2.5, 1000.0 / 3};
  std::cout.precision(3);
  SHOW(a);
  SHOW(1.23456789);
  std::cout.precision(10);
  SHOW(a);
  std::cout.precision(6);
  SHOW(X::arange<int>(50) + 100);
  show("line_width", [&] {
    std::cout << X::print_options::line_width(30) << X::arange<int>(20);
  });
  show("precision", [&] { std::cout << X::print_options::precision(2) << a; });
  show("threshold", [&] {
    std::cout << X::print_options::threshold(10)
              << X::print_options::edge_items(2) << X::arange<int>(20);
  });
  X::print_options::set_precision(4);
  SHOW(a);
  X::print_options::set_line_width(20);
  SHOW(X::arange<int>(20));
}

}  // namespace

int main() {
  numbers();
  layout();
  options();
}
