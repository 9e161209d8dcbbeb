// Stands for xtensor 0.26, of which only the folders matter here.
#pragma once
namespace xt {
template <class T>
class xarray_container {};
template <class T>
using xarray = xarray_container<T>;
}  // namespace xt
