/// Searching sorted arrays, distinct elements and set operations.
#include <algorithm>
#include <numeric>
#include <type_traits>

#include "runtime/core/indexing.h"
#include "runtime/core/main_memory.h"
#include "runtime/core/order.h"
#include "runtime/core/sort.h"
#include "runtime/core/tensor.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/sorting.h"

namespace tnp::ops {
namespace {

/// How many elements come before the place of `value`.
template <typename T>
std::int64_t place_of(const T* sorted, std::int64_t n, const T& value,
                      bool right) {
  const T* at =
      right ? std::upper_bound(sorted, sorted + n, value, element_less<T>)
            : std::lower_bound(sorted, sorted + n, value, element_less<T>);
  return at - sorted;
}

/// Searches for several numbers step by step, without branches: the loads of
/// one step do not wait for each other. `sorted` is in order, without nan.
template <bool right, int kTogether, typename T>
void search_together(const T* sorted, std::int64_t n, const T* values,
                     std::int64_t* out) {
  const auto is_before = [](T element, T value) {
    return right ? element <= value : element < value;
  };
  std::int64_t base[kTogether] = {};
  for (std::int64_t left = n; left > 1;) {
    const std::int64_t half = left / 2;
    for (int k = 0; k < kTogether; ++k) {
      const std::int64_t next = base[k] + half;
      base[k] = is_before(sorted[next - 1], values[k]) ? next : base[k];
    }
    left -= half;
  }
  for (int k = 0; k < kTogether; ++k) {
    out[k] = base[k] + (is_before(sorted[base[k]], values[k]) ? 1 : 0);
  }
}

/// False also where there is a nan.
template <typename T>
bool is_in_order(const T* values, std::int64_t n) {
  constexpr std::int64_t kBlock = 256;
  for (std::int64_t start = 1; start < n; start += kBlock) {
    const std::int64_t end = std::min(n, start + kBlock);
    bool in_order = true;
    for (std::int64_t i = start; i < end; ++i) {
      in_order &= values[i - 1] <= values[i];
    }
    if (!in_order) return false;
  }
  return n > 0 && values[0] == values[0];
}

template <bool right, typename T>
void search(const T* sorted, std::int64_t n, const T* values, std::int64_t m,
            std::int64_t* out) {
  std::int64_t i = 0;
  if constexpr (std::is_arithmetic_v<T>) {
    // What comes out for an array that is not sorted depends on the steps, and
    // they are NumPy's in place_of. Few values do not pay for looking.
    constexpr int kTogether = 8;
    constexpr std::int64_t kManyValues = 64;
    if (m >= kManyValues && m >= n / 8 && is_in_order(sorted, n)) {
      for (; i + kTogether <= m; i += kTogether) {
        const bool has_nan =
            std::any_of(values + i, values + i + kTogether, element_is_nan<T>);
        if (has_nan) break;
        search_together<right, kTogether>(sorted, n, values + i, out + i);
      }
    }
  }
  for (; i < m; ++i) out[i] = place_of(sorted, n, values[i], right);
}

ndarray index_array(const std::vector<std::int64_t>& values) {
  const std::int64_t shape[] = {static_cast<std::int64_t>(values.size())};
  const ndarray result = ndarray::empty(shape, DType::kInt64);
  std::ranges::copy(values, result.data_as<std::int64_t>());
  return result;
}

}  // namespace

ndarray searchsorted(const ndarray& a, const ndarray& v, std::string_view side,
                     const MaybeArray& sorter) {
  if (side != "left" && side != "right") {
    raise_value_error("search side must be 'left' or 'right' (got '" +
                      std::string(side) + "')");
  }
  if (a.ndim() != 1) raise_value_error("object too deep for desired array");
  const DType type = result_type({&a, &v});
  ndarray sorted = cast_operand(a, type);
  if (sorter) {
    if (!is_integer(sorter->dtype())) {
      raise_type_error("sorter must only contain integers");
    }
    if (sorter->size() != a.size()) {
      raise_value_error("sorter.size must equal a.size");
    }
    sorted = tnp::take(sorted, *sorter, 0);
  }
  sorted = packed(sorted, type, "searchsorted");
  const ndarray values = packed(cast_operand(v, type), type, "searchsorted");
  const ndarray result = ndarray::empty(v.shape(), DType::kInt64);
  dispatch_dtype(type, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const auto run = side == "right" ? search<true, T> : search<false, T>;
    run(sorted.data_as<T>(), sorted.size(), values.data_as<T>(), values.size(),
        result.data_as<std::int64_t>());
  });
  return beside(a.is_direct() ? v : a, result);
}

namespace {

/// The rows of a packed [n, width] matrix, as positions in sorted order, and
/// for each whether it starts a new group of equal rows.
struct Groups {
  std::vector<std::int64_t> order;
  std::vector<bool> starts;
};

template <typename T>
Groups group_rows(const T* data, std::int64_t n, std::int64_t width,
                  bool equal_nan) {
  Groups groups;
  groups.order.resize(n);
  groups.starts.resize(n);
  std::iota(groups.order.begin(), groups.order.end(), std::int64_t{0});
  const auto less = [=](std::int64_t x, std::int64_t y) {
    return std::lexicographical_compare(
        data + x * width, data + (x + 1) * width, data + y * width,
        data + (y + 1) * width, element_less<T>);
  };
  std::ranges::stable_sort(groups.order, less);
  for (std::int64_t i = 0; i < n; ++i) {
    const T* row = data + groups.order[i] * width;
    bool start = i == 0 || less(groups.order[i - 1], groups.order[i]);
    if (!equal_nan && width == 1 && element_is_nan(row[0])) start = true;
    // All values with a nan part count as one.
    if (equal_nan && i > 0 && width == 1 && element_is_nan(row[0]) &&
        element_is_nan(data[groups.order[i - 1]])) {
      start = false;
    }
    groups.starts[i] = start;
  }
  return groups;
}

Results results_of(const Groups& groups, const ndarray& source, int axis,
                   bool return_index, bool return_inverse, bool return_counts,
                   IntSpan inverse_shape) {
  std::vector<std::int64_t> first;
  std::vector<std::int64_t> counts;
  std::vector<std::int64_t> inverse(groups.order.size());
  for (std::size_t i = 0; i < groups.order.size(); ++i) {
    if (groups.starts[i]) {
      first.push_back(groups.order[i]);
      counts.push_back(0);
    }
    ++counts.back();
    inverse[groups.order[i]] = static_cast<std::int64_t>(counts.size()) - 1;
  }
  const ndarray index = index_array(first);
  Results results{tnp::take(source, index, axis)};
  if (return_index) results.push_back(index);
  if (return_inverse) {
    results.push_back(index_array(inverse).reshape(inverse_shape));
  }
  if (return_counts) results.push_back(index_array(counts));
  return results;
}

}  // namespace

namespace {

/// Whether neighbours in sorted order count as one value.
template <typename T>
bool is_repeated(const T& before, const T& value, bool equal_nan) {
  if (before == value) return true;
  // All values with a nan part count as one.
  return equal_nan && element_is_nan(value) && element_is_nan(before);
}

/// The distinct values of the packed, sorted `data`, moved to its front, and
/// where each group starts, if wanted. Returns their number.
template <typename T>
std::int64_t compact(T* data, std::int64_t n, bool equal_nan,
                     std::vector<std::int64_t>* starts) {
  std::int64_t kept = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    // data[kept - 1] is one of the group before.
    if (i > 0 && is_repeated(data[kept - 1], data[i], equal_nan)) continue;
    data[kept++] = data[i];
    if (starts) starts->push_back(i);
  }
  return kept;
}

ndarray first_elements(const ndarray& a, std::int64_t n) {
  const std::int64_t shape[] = {n};
  const std::int64_t strides[] = {a.itemsize()};
  return n == a.size() ? a : a.view(a.data(), shape, strides).copy();
}

/// Distinct values of a flat array.
Results unique_values_of(const ndarray& flat, bool return_index,
                         bool return_inverse, bool return_counts,
                         bool equal_nan, IntSpan inverse_shape) {
  const std::int64_t n = flat.size();
  const bool positioned = return_index || return_inverse;
  ndarray positions;
  ndarray sorted;
  if (positioned) {
    positions = sorted_positions(flat, 0);
    sorted = tnp::take(flat, positions, 0);
  } else {
    sorted = flat.copy('C');
    tnp::sort_in_place(sorted, 0);
  }
  std::vector<std::int64_t> starts;
  const bool grouped = positioned || return_counts;
  const std::int64_t kept = dispatch_dtype(flat.dtype(), [&](auto tag) {
    using T = typename decltype(tag)::type;
    return compact(sorted.data_as<T>(), n, equal_nan,
                   grouped ? &starts : nullptr);
  });
  Results results{first_elements(sorted, kept)};
  if (!grouped) return results;
  starts.push_back(n);
  const auto* order = positioned ? positions.data_as<std::int64_t>() : nullptr;
  if (return_index) {
    const ndarray index = ndarray::empty({&kept, 1}, DType::kInt64);
    auto* out = index.data_as<std::int64_t>();
    for (std::int64_t g = 0; g < kept; ++g) out[g] = order[starts[g]];
    results.push_back(index);
  }
  if (return_inverse) {
    const ndarray inverse = ndarray::empty({&n, 1}, DType::kInt64);
    auto* out = inverse.data_as<std::int64_t>();
    for (std::int64_t g = 0; g < kept; ++g) {
      for (std::int64_t i = starts[g]; i < starts[g + 1]; ++i) {
        out[order[i]] = g;
      }
    }
    results.push_back(inverse.reshape(inverse_shape));
  }
  if (return_counts) {
    const ndarray counts = ndarray::empty({&kept, 1}, DType::kInt64);
    auto* out = counts.data_as<std::int64_t>();
    for (std::int64_t g = 0; g < kept; ++g) out[g] = starts[g + 1] - starts[g];
    results.push_back(counts);
  }
  return results;
}

/// Distinct rows along `axis`.
Results unique_rows_of(const ndarray& a, int axis, bool return_index,
                       bool return_inverse, bool return_counts,
                       bool equal_nan) {
  const std::int64_t shape[] = {
      a.shape(axis), a.size() / std::max<std::int64_t>(a.shape(axis), 1)};
  const ndarray rows =
      packed(move_axis(a, axis, 0).reshape(shape), a.dtype(), "unique");
  return dispatch_dtype(a.dtype(), [&](auto tag) {
    using T = typename decltype(tag)::type;
    const Groups groups =
        group_rows<T>(rows.data_as<T>(), shape[0], shape[1], equal_nan);
    return results_of(groups, a, axis, return_index, return_inverse,
                      return_counts, {shape, 1});
  });
}

}  // namespace

OneOrTuple unique(const ndarray& ar, bool return_index, bool return_inverse,
                  bool return_counts, MaybeInt axis, bool equal_nan, bool) {
  const ndarray source = strong(ar);
  if (!ar.is_direct()) {
    require_no_gradient(std::span(&ar, 1), "unique");
    const OneOrTuple here =
        unique(to_direct(source), return_index, return_inverse, return_counts,
               axis, equal_nan, true);
    Results results;
    for (const ndarray& result : here.items) {
      results.push_back(beside(ar, result));
    }
    return OneOrTuple(std::move(results), here.is_tuple);
  }
  if (axis) {
    return unique_rows_of(source, normalize_axis(*axis, ar.ndim()),
                          return_index, return_inverse, return_counts,
                          equal_nan);
  }
  const ndarray flat = packed(flattened(source), ar.dtype(), "unique");
  return unique_values_of(flat, return_index, return_inverse, return_counts,
                          equal_nan, ar.shape());
}

ndarray unique_values(const ndarray& x) {
  return unique(x, false, false, false, {}, false, true)[0];
}

std::tuple<ndarray, ndarray, ndarray, ndarray> unique_all(const ndarray& x) {
  OneOrTuple all = unique(x, true, true, true, {}, false, true);
  return {all[0], all[1], all[2], all[3]};
}

std::tuple<ndarray, ndarray> unique_counts(const ndarray& x) {
  OneOrTuple all = unique(x, false, false, true, {}, false, true);
  return {all[0], all[1]};
}

std::tuple<ndarray, ndarray> unique_inverse(const ndarray& x) {
  OneOrTuple all = unique(x, false, true, false, {}, false, true);
  return {all[0], all[1]};
}

namespace {

ndarray distinct(const ndarray& a) {
  return unique(a, false, false, false, {}, true, true)[0];
}

/// The truth of each value in a table of the integers from `low` on.
template <typename T>
void look_up(const T* test, std::int64_t num_tests, const T* values,
             std::int64_t n, bool* out) {
  using Distance = std::make_unsigned_t<T>;
  const auto [low, high] = std::minmax_element(test, test + num_tests);
  const T first = *low;
  const auto place = [first](T value) {
    return static_cast<Distance>(static_cast<Distance>(value) -
                                 static_cast<Distance>(first));
  };
  const std::uint64_t range = place(*high);
  std::vector<char> is_there(range + 1);
  for (std::int64_t i = 0; i < num_tests; ++i) is_there[place(test[i])] = 1;
  for (std::int64_t i = 0; i < n; ++i) {
    out[i] = place(values[i]) <= range && is_there[place(values[i])] != 0;
  }
}

/// How far apart the integers of `test` may be for a table: NumPy's bound.
template <typename T>
bool fits_table(const T* test, std::int64_t num_tests, std::int64_t n) {
  const auto [low, high] = std::minmax_element(test, test + num_tests);
  const double range = static_cast<double>(*high) - static_cast<double>(*low);
  return range <= 6.0 * static_cast<double>(num_tests + n);
}

/// By a table, where `test` holds integers that are close together.
MaybeArray contained_in_table(const ndarray& values, const ndarray& test,
                              DType type) {
  if (!is_integer(type) || !values.is_direct() || !test.is_direct() ||
      test.size() == 0) {
    return {};
  }
  const ndarray tests = packed(test, type, "isin");
  const ndarray elements = packed(values, type, "isin");
  const ndarray result = ndarray::empty(values.shape(), DType::kBool);
  const bool is_done = dispatch_dtype(type, [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
      const T* data = tests.data_as<T>();
      if (!fits_table(data, tests.size(), elements.size())) return false;
      look_up(data, tests.size(), elements.data_as<T>(), elements.size(),
              result.data_as<bool>());
      return true;
    } else {
      return false;
    }
  });
  return is_done ? MaybeArray(result) : MaybeArray();
}

/// Element by element whether it occurs in `test`; nan never does.
ndarray contained(const ndarray& element, const ndarray& test) {
  const DType type = result_type({&element, &test});
  const ndarray values = cast_operand(element, type);
  if (const MaybeArray found = contained_in_table(
          values, flattened(cast_operand(test, type)), type)) {
    return *found;
  }
  const ndarray sorted = sort(flattened(cast_operand(test, type)), 0, {}, {});
  if (sorted.size() == 0) return ndarray::zeros(element.shape(), DType::kBool);
  const ndarray at =
      call_binary(ufuncs::minimum, searchsorted(sorted, values, "left", {}),
                  number(sorted.size() - 1));
  return call_binary(ufuncs::equal, tnp::take(sorted, at, 0), values);
}

ndarray where_true(const ndarray& values, const ndarray& mask) {
  return tnp::take(values, tnp::nonzero(mask)[0], 0);
}

}  // namespace

ndarray isin(const ndarray& element, const ndarray& test_elements, bool,
             bool invert, MaybeKind kind) {
  if (kind && *kind != "sort" && *kind != "table") {
    raise_value_error("Invalid kind: '" + std::string(*kind) +
                      "'. Please use None, 'sort' or 'table'.");
  }
  const ndarray found = contained(element, test_elements);
  return invert ? call_unary(ufuncs::logical_not, found) : found;
}

OneOrTuple intersect1d(const ndarray& ar1, const ndarray& ar2, bool,
                       bool return_indices) {
  const DType type = result_type({&ar1, &ar2});
  ndarray first = flattened(cast_operand(ar1, type));
  ndarray second = flattened(cast_operand(ar2, type));
  const OneOrTuple one = unique(first, true, false, false, {}, true, true);
  const ndarray mask = contained(one[0], second);
  Results results{where_true(one[0], mask)};
  if (!return_indices) return results;
  results.push_back(where_true(one[1], mask));
  const OneOrTuple two = unique(second, true, false, false, {}, true, true);
  results.push_back(where_true(two[1], contained(two[0], first)));
  return results;
}

ndarray union1d(const ndarray& ar1, const ndarray& ar2) {
  const ndarray both[] = {flattened(ar1), flattened(ar2)};
  return distinct(concatenate(both, 0, {}, {}, "same_kind"));
}

ndarray setdiff1d(const ndarray& ar1, const ndarray& ar2, bool assume_unique) {
  const ndarray first = assume_unique ? flattened(strong(ar1)) : distinct(ar1);
  const ndarray absent = call_unary(ufuncs::logical_not, contained(first, ar2));
  return where_true(first, absent);
}

ndarray setxor1d(const ndarray& ar1, const ndarray& ar2, bool assume_unique) {
  const ndarray first = assume_unique ? flattened(ar1) : distinct(ar1);
  const ndarray second = assume_unique ? flattened(ar2) : distinct(ar2);
  const ndarray both[] = {setdiff1d(first, second, true),
                          setdiff1d(second, first, true)};
  return sort(concatenate(both, 0, {}, {}, "same_kind"), 0, {}, {});
}

}  // namespace tnp::ops
