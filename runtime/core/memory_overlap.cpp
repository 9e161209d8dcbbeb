// An element of `a` and one of `b` share a byte when
//   start_a + sum(s_i * x_i) + u == start_b + sum(t_j * y_j) + v
// for indices x, y in bounds and bytes u, v of one element. With positive
// strides (a reversed axis starts at its other end) and y, v counted from their
// last value down, this is one sum of bounded terms with positive coefficients
// that has to reach a number: a search, largest coefficient first, cut by what
// the remaining terms can reach and by their greatest common divisor.
#include "runtime/core/memory_overlap.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace tnp {
namespace {

/// coefficient * x with 0 <= x <= bound. `reach` and `divisor` are of this term
/// and all after it.
struct Term {
  std::int64_t coefficient;
  std::int64_t bound;
  std::int64_t reach = 0;
  std::int64_t divisor = 0;
};

using Terms = c10::SmallVector<Term, 16>;

/// The lowest and one past the highest byte that an array reaches.
struct Bounds {
  std::intptr_t low;
  std::intptr_t high;
};

Bounds memory_bounds(const ndarray& a) {
  Bounds bounds;
  bounds.low = reinterpret_cast<std::intptr_t>(a.data());
  bounds.high = bounds.low + a.itemsize();
  for (int i = 0; i < a.ndim(); ++i) {
    const std::int64_t reach = a.stride(i) * (a.shape(i) - 1);
    (reach < 0 ? bounds.low : bounds.high) += reach;
  }
  return bounds;
}

void add_terms(const ndarray& a, Terms& terms) {
  for (int i = 0; i < a.ndim(); ++i) {
    if (a.shape(i) > 1 && a.stride(i) != 0) {
      terms.push_back({std::abs(a.stride(i)), a.shape(i) - 1});
    }
  }
  if (a.itemsize() > 1) terms.push_back({1, a.itemsize() - 1});
}

/// Sorts by coefficient, joins equal ones, and fills in what follows each.
void prepare(Terms& terms) {
  std::ranges::sort(terms, std::greater<>(), &Term::coefficient);
  std::size_t kept = 0;
  for (std::size_t i = 1; i < terms.size(); ++i) {
    if (terms[i].coefficient == terms[kept].coefficient) {
      terms[kept].bound += terms[i].bound;
    } else {
      terms[++kept] = terms[i];
    }
  }
  if (!terms.empty()) terms.resize(kept + 1);
  std::int64_t reach = 0;
  std::int64_t divisor = 0;
  for (auto term = terms.rbegin(); term != terms.rend(); ++term) {
    reach += term->coefficient * term->bound;
    divisor = std::gcd(divisor, term->coefficient);
    term->reach = reach;
    term->divisor = divisor;
  }
}

class Search {
 public:
  Search(const Terms& terms, std::int64_t max_work)
      : terms_(terms), work_left_(max_work) {}

  Overlap reach(std::size_t first, std::int64_t rest) {
    if (rest == 0) return Overlap::kSome;
    if (!is_possible(first, rest)) return Overlap::kNone;
    const Term& term = terms_[first];
    const std::int64_t after = term.reach - term.coefficient * term.bound;
    std::int64_t x = std::min(term.bound, rest / term.coefficient);
    for (; x >= 0 && rest - term.coefficient * x <= after; --x) {
      const std::int64_t left = rest - term.coefficient * x;
      if (left != 0 && !is_possible(first + 1, left)) continue;
      if (!count_work()) return Overlap::kTooHard;
      const Overlap found = reach(first + 1, left);
      if (found != Overlap::kNone) return found;
    }
    return Overlap::kNone;
  }

 private:
  /// What can be said of the terms from `first` on without a search.
  bool is_possible(std::size_t first, std::int64_t rest) const {
    return first < terms_.size() && rest <= terms_[first].reach &&
           rest % terms_[first].divisor == 0;
  }
  /// False when no work is left.
  bool count_work() { return work_left_ < 0 || work_left_-- > 0; }

  const Terms& terms_;
  std::int64_t work_left_;
};

}  // namespace

bool bounds_overlap(const ndarray& a, const ndarray& b) {
  if (!a.is_direct() || !b.is_direct()) {
    return a.kept_tensor().defined() && b.kept_tensor().defined() &&
           a.kept_tensor().is_alias_of(b.kept_tensor());
  }
  if (a.size() == 0 || b.size() == 0) return false;
  const Bounds of_a = memory_bounds(a);
  const Bounds of_b = memory_bounds(b);
  return of_a.low < of_b.high && of_b.low < of_a.high;
}

bool may_overlap_itself(const ndarray& a) {
  if (a.is_c_contiguous() || a.size() == 0) return false;
  Terms terms;
  for (int i = 0; i < a.ndim(); ++i) {
    if (a.shape(i) > 1)
      terms.push_back({std::abs(a.stride(i)), a.shape(i) - 1});
  }
  std::ranges::sort(terms, std::less<>(), &Term::coefficient);
  std::int64_t reach = a.itemsize();
  for (const Term& term : terms) {
    if (term.coefficient < reach) return true;
    reach += term.coefficient * term.bound;
  }
  return false;
}

Overlap exact_overlap(const ndarray& a, const ndarray& b,
                      std::int64_t max_work) {
  if (!bounds_overlap(a, b)) return Overlap::kNone;
  if (!a.is_direct() || !b.is_direct()) return Overlap::kSome;
  Terms terms;
  add_terms(a, terms);
  add_terms(b, terms);
  prepare(terms);
  return Search(terms, max_work)
      .reach(0, memory_bounds(b).high - 1 - memory_bounds(a).low);
}

}  // namespace tnp
