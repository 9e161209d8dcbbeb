#pragma once
#include <xtensor/xarray.hpp>
#include <xtensor/xbuilder.hpp>

inline xt::xarray<double> grid(const xt::xarray<double>& a) { return a; }
