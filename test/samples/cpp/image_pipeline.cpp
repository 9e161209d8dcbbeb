// An image pipeline: synthesise, blur, find edges, equalise, threshold, label
// by rows; as filters of generic expressions.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <vector>

#include <xtensor/xadapt.hpp>
#include <xtensor/xarray.hpp>
#include <xtensor/xbuilder.hpp>
#include <xtensor/xindex_view.hpp>
#include <xtensor/xio.hpp>
#include <xtensor/xmanipulation.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xsort.hpp>
#include <xtensor/xstrided_view.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>

using Image = xt::xtensor<std::uint8_t, 2>;

Image synthesise(std::size_t height, std::size_t width) {
  xt::xarray<double> y = xt::arange<double>(height);
  xt::xarray<double> x = xt::arange<double>(width);
  auto column = xt::view(y, xt::all(), xt::newaxis());
  auto disc = xt::square(column - height / 2.0) + xt::square(x - width / 2.0);
  xt::xtensor<double, 2> value =
      xt::where(disc < 30.0, 200.0, 40.0 + 3.0 * x + 2.0 * column);
  return xt::cast<std::uint8_t>(xt::clip(value, 0.0, 255.0));
}

template <class E>
xt::xtensor<double, 2> convolve(const xt::xexpression<E>& image,
                                const xt::xtensor<double, 2>& kernel) {
  const auto& in = image.derived_cast();
  const std::size_t h = in.shape()[0] - kernel.shape()[0] + 1;
  const std::size_t w = in.shape()[1] - kernel.shape()[1] + 1;
  xt::xtensor<double, 2> out({h, w}, 0.0);
  for (std::size_t i = 0; i < kernel.shape()[0]; ++i) {
    for (std::size_t j = 0; j < kernel.shape()[1]; ++j) {
      out += kernel(i, j) *
             xt::view(in, xt::range(i, i + h), xt::range(j, j + w));
    }
  }
  return out;
}

std::vector<std::size_t> histogram(const Image& image, std::size_t bins) {
  std::vector<std::size_t> counts(bins, 0);
  for (auto pixel : image) {
    ++counts[pixel * bins / 256];
  }
  return counts;
}

Image equalise(const Image& image) {
  const auto counts = histogram(image, 256);
  auto adapted = xt::adapt(counts);
  xt::xtensor<double, 1> cumulated =
      xt::cumsum(xt::cast<double>(adapted), 0) / double(image.size());
  Image out = xt::zeros_like(image);
  std::transform(image.begin(), image.end(), out.begin(),
                 [&](std::uint8_t pixel) {
                   return static_cast<std::uint8_t>(255 * cumulated(pixel));
                 });
  return out;
}

int main() {
  const Image image = synthesise(16, 20);
  std::cout << "corner\n"
            << xt::view(image, xt::range(0, 3), xt::range(0, 6)) << "\n";
  std::cout << "range " << int(xt::amin(image)()) << " "
            << int(xt::amax(image)()) << "\n";

  const xt::xtensor<double, 2> box = xt::ones<double>({3, 3}) / 9.0;
  const auto blurred = convolve(image, box);
  std::cout << "blurred " << blurred.shape()[0] << " x " << blurred.shape()[1]
            << " mean " << xt::mean(blurred)() << "\n";

  const xt::xtensor<double, 2> sobel = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};
  const auto gx = convolve(blurred, sobel);
  const auto gy = convolve(blurred, xt::eval(xt::transpose(sobel)));
  xt::xtensor<double, 2> magnitude = xt::hypot(gx, gy);
  std::cout << "edge rows\n" << xt::amax(magnitude, {1}) << "\n";

  auto strong = magnitude > 0.5 * xt::amax(magnitude)();
  std::cout << "strong " << xt::sum(xt::cast<int>(strong))() << "\n";
  std::cout << "per column " << xt::sum(xt::cast<int>(strong), {0}) << "\n";

  Image flat = equalise(image);
  std::cout << "equalised mean " << xt::mean(flat)() << " median "
            << int(xt::median(flat)) << "\n";
  const auto bins = histogram(flat, 4);
  std::cout << "bins " << xt::adapt(bins) << "\n";

  xt::filter(flat, flat < 64) = 0;
  std::cout << "levels " << xt::unique(flat).size() << "\n";
  std::cout << "mirrored\n"
            << xt::view(xt::flip(flat, 1), 8, xt::range(0, 8)) << "\n";
  auto blocks = xt::reshape_view(image, {4, 4, 5, 4});
  std::cout << "block means\n" << xt::mean(blocks, {1, 3}) << "\n";
  std::cout << "middle column "
            << xt::strided_view(image, {xt::range(0, 16, 4), 10}) << "\n";
  return 0;
}
