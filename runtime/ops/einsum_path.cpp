#include "runtime/ops/einsum_path.h"

#include <algorithm>
#include <bitset>
#include <cstdio>
#include <functional>
#include <numeric>

#include "runtime/core/errors.h"

namespace tnp::ops {
namespace {

using Labels = std::bitset<128>;

Labels labels_of(const std::string& term) {
  Labels labels;
  for (const char label : term) labels.set(static_cast<std::size_t>(label));
  return labels;
}

/// The number of elements over some labels.
double elements(const Labels& labels, const EinsumTerms& terms) {
  double count = 1;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i]) count *= terms.extents[i];
  }
  return count;
}

double elements(const std::string& term, const EinsumTerms& terms) {
  double count = 1;
  for (const char c : term) count *= terms.extents[static_cast<std::size_t>(c)];
  return count;
}

/// Multiplications of one step over `all` labels.
double flops(const Labels& all, bool sums, std::size_t operands,
             const EinsumTerms& terms) {
  const std::size_t factor = std::max<std::size_t>(1, operands - 1) + sums;
  return elements(all, terms) * static_cast<double>(factor);
}

using Operands = std::vector<Labels>;

/// What a step makes of a list of operands.
struct Step {
  Operands remaining;  // the result last
  Labels all;          // of the operands that it takes
  bool sums = false;   // whether a label disappears

  const Labels& result() const { return remaining.back(); }
};

Step take_step(const Contraction& positions, const Operands& operands,
               const Labels& output) {
  Step step;
  Labels kept = output;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (std::ranges::count(positions, static_cast<int>(i)) > 0) {
      step.all |= operands[i];
    } else {
      step.remaining.push_back(operands[i]);
      kept |= operands[i];
    }
  }
  const Labels result = kept & step.all;
  step.sums = step.all != result;
  step.remaining.push_back(result);
  return step;
}

Contraction all_of(std::size_t count) {
  Contraction positions(count);
  std::iota(positions.begin(), positions.end(), 0);
  return positions;
}

template <typename Visit>
void for_each_pair(std::size_t count, Visit&& visit) {
  const auto n = static_cast<int>(count);
  for (int i = 0; i < n; ++i) {
    for (int j = i + 1; j < n; ++j) visit(i, j);
  }
}

// ---- All orders.

struct Candidate {
  double cost = 0;
  ContractionPath path;
  Operands remaining;
};

ContractionPath optimal_path(Operands inputs, const Labels& output,
                             const EinsumTerms& terms, double limit) {
  const std::size_t count = inputs.size();
  std::vector<Candidate> candidates{{0, {}, std::move(inputs)}};
  const auto cheapest = [&] {
    return std::ranges::min_element(candidates, {}, &Candidate::cost)->path;
  };
  for (std::size_t left = count; left > 1; --left) {
    std::vector<Candidate> next;
    for (const Candidate& candidate : candidates) {
      for_each_pair(left, [&](int i, int j) {
        Step step = take_step({i, j}, candidate.remaining, output);
        if (elements(step.result(), terms) > limit) return;
        ContractionPath path = candidate.path;
        path.push_back({i, j});
        next.push_back({candidate.cost + flops(step.all, step.sums, 2, terms),
                        std::move(path), std::move(step.remaining)});
      });
    }
    if (next.empty()) {
      // Nothing fits: the rest at once.
      ContractionPath path = cheapest();
      path.push_back(all_of(left));
      return path;
    }
    candidates = std::move(next);
  }
  return cheapest();
}

// ---- The cheapest pair at each step.

struct Pair {
  double grows = 0;  // elements of the result less those of its operands
  double cost = 0;
  int first = 0;
  int second = 0;
  Operands remaining;

  std::pair<double, double> rank() const { return {grows, cost}; }
};

class GreedySearch {
 public:
  GreedySearch(Operands inputs, const Labels& output, const EinsumTerms& terms,
               double limit)
      : operands_(std::move(inputs)),
        output_(output),
        terms_(terms),
        limit_(limit) {
    const Contraction every = all_of(operands_.size());
    const Step whole = take_step(every, operands_, output_);
    naive_cost_ = flops(whole.all, whole.sums, every.size(), terms_);
  }

  ContractionPath run() {
    const std::size_t count = operands_.size();
    for_each_pair(count, [&](int i, int j) { consider_joined(i, j); });
    for (std::size_t step = 1; step < count; ++step) {
      if (pairs_.empty()) {
        // Products without a common label come last.
        for_each_pair(operands_.size(), [&](int i, int j) { consider(i, j); });
      }
      if (pairs_.empty()) {
        path_.push_back(all_of(operands_.size()));
        break;
      }
      take(*std::ranges::min_element(pairs_, {}, &Pair::rank));
      const auto last = static_cast<int>(operands_.size()) - 1;
      for (int i = 0; i < last; ++i) consider_joined(i, last);
    }
    return path_;
  }

 private:
  void consider_joined(int i, int j) {
    if ((operands_[i] & operands_[j]).any()) consider(i, j);
  }

  void consider(int i, int j) {
    Step step = take_step({i, j}, operands_, output_);
    const double size = elements(step.result(), terms_);
    if (size > limit_) return;
    const double cost = flops(step.all, step.sums, 2, terms_);
    if (path_cost_ + cost > naive_cost_) return;
    const double before =
        elements(operands_[i], terms_) + elements(operands_[j], terms_);
    pairs_.push_back({size - before, cost, i, j, std::move(step.remaining)});
  }

  /// Takes a pair; the others that still stand move to their new positions.
  void take(const Pair& best) {
    const Pair taken = best;
    std::vector<Pair> others;
    for (Pair& pair : pairs_) {
      if (!shares_operand(pair, taken)) others.push_back(moved(pair, taken));
    }
    pairs_ = std::move(others);
    operands_ = taken.remaining;
    path_.push_back({taken.first, taken.second});
    path_cost_ += taken.cost;
  }

  static bool shares_operand(const Pair& pair, const Pair& taken) {
    const auto is_taken = [&](int i) {
      return i == taken.first || i == taken.second;
    };
    return is_taken(pair.first) || is_taken(pair.second);
  }

  static Pair moved(const Pair& pair, const Pair& taken) {
    const int x = pair.first;
    const int y = pair.second;
    const auto drop = [&](Operands& operands, int i) {
      operands.erase(operands.begin() + (i - (i > x) - (i > y)));
    };
    const auto shifted = [&](int i) {
      return i - (i > taken.first) - (i > taken.second);
    };
    Pair result = pair;
    drop(result.remaining, taken.second);
    drop(result.remaining, taken.first);
    result.remaining.insert(result.remaining.end() - 1, taken.remaining.back());
    result.first = shifted(x);
    result.second = shifted(y);
    return result;
  }

  Operands operands_;
  Labels output_;
  const EinsumTerms& terms_;
  double limit_;
  double naive_cost_ = 0;
  double path_cost_ = 0;
  std::vector<Pair> pairs_;
  ContractionPath path_;
};

Labels all_labels(const EinsumTerms& terms) {
  Labels labels;
  for (const std::string& term : terms.inputs) labels |= labels_of(term);
  return labels;
}

Operands operands_of(const EinsumTerms& terms) {
  Operands operands;
  for (const std::string& term : terms.inputs) {
    operands.push_back(labels_of(term));
  }
  return operands;
}

// ---- The report.

template <typename... Values>
std::string formatted(const char* format, Values... values) {
  const int length = std::snprintf(nullptr, 0, format, values...);
  std::string text(static_cast<std::size_t>(length), '\0');
  std::snprintf(text.data(), text.size() + 1, format, values...);
  return text;
}

std::string joined(const std::vector<std::string>& terms) {
  std::string text;
  for (const std::string& term : terms) {
    if (&term != &terms.front()) text += ',';
    text += term;
  }
  return text;
}

struct Line {
  std::size_t scaling = 0;
  std::string current;
  std::string remaining;
};

/// The labels of an intermediate result, shorter axes first.
std::string intermediate_term(const Labels& labels, const EinsumTerms& terms) {
  std::string term;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i]) term += static_cast<char>(i);
  }
  std::ranges::stable_sort(term, {}, [&](char label) {
    return terms.extents[static_cast<std::size_t>(label)];
  });
  return term;
}

struct Report {
  std::vector<Line> lines;
  double cost = 1;
  double largest = 0;
  std::size_t scaling = 0;
};

Report follow(const EinsumTerms& terms, const ContractionPath& path) {
  Report report;
  Operands operands = operands_of(terms);
  std::vector<std::string> left = terms.inputs;
  const Labels output = labels_of(terms.output);
  for (const Contraction& contraction : path) {
    Contraction positions = contraction;
    std::ranges::sort(positions, std::greater<>());
    const Step step = take_step(positions, operands, output);
    report.cost += flops(step.all, step.sums, positions.size(), terms);
    report.largest = std::max(report.largest, elements(step.result(), terms));
    report.scaling = std::max(report.scaling, step.all.count());
    std::vector<std::string> taken;
    for (const int i : positions) {
      if (i < 0 || i >= static_cast<int>(left.size())) {
        raise(ErrorKind::kIndexError, "pop index out of range");
      }
      taken.push_back(left[static_cast<std::size_t>(i)]);
      left.erase(left.begin() + i);
    }
    const bool is_last = &contraction == &path.back();
    left.push_back(is_last ? terms.output
                           : intermediate_term(step.result(), terms));
    report.lines.push_back({step.all.count(),
                            joined(taken) + "->" + left.back(),
                            joined(left) + "->" + terms.output});
    operands = step.remaining;
  }
  if (left.size() != 1) {
    raise(ErrorKind::kRuntimeError, "Invalid einsum_path is specified: " +
                                        std::to_string(left.size() - 1) +
                                        " more operands has to be contracted.");
  }
  return report;
}

}  // namespace

ContractionPath find_path(const EinsumTerms& terms, PathSearch search,
                          std::optional<double> memory_limit) {
  const Operands operands = operands_of(terms);
  const Labels output = labels_of(terms.output);
  const std::size_t count = operands.size();
  if (search == PathSearch::kNone || count <= 2 ||
      all_labels(terms) == output) {
    return {all_of(count)};
  }
  double limit = elements(terms.output, terms);
  for (const std::string& term : terms.inputs) {
    limit = std::max(limit, elements(term, terms));
  }
  limit = memory_limit.value_or(limit);
  if (search == PathSearch::kOptimal) {
    return optimal_path(operands, output, terms, limit);
  }
  return GreedySearch(operands, output, terms, limit).run();
}

std::string describe_path(const EinsumTerms& terms,
                          const ContractionPath& path) {
  const Report report = follow(terms, path);
  const Labels labels = all_labels(terms);
  std::size_t occurrences = 0;
  for (const std::string& term : terms.inputs) {
    occurrences += labels_of(term).count();
  }
  const double naive =
      flops(labels, occurrences > labels.count(), terms.inputs.size(), terms);
  const std::string rule(74, '-');
  std::string text =
      "  Complete contraction:  " + joined(terms.inputs) + "->" + terms.output +
      formatted("\n         Naive scaling:  %zu", labels.count()) +
      formatted("\n     Optimized scaling:  %zu", report.scaling) +
      formatted("\n      Naive FLOP count:  %.3e", naive) +
      formatted("\n  Optimized FLOP count:  %.3e", report.cost) +
      formatted("\n   Theoretical speedup:  %3.3f", naive / report.cost) +
      formatted("\n  Largest intermediate:  %.3e elements\n", report.largest) +
      rule + formatted("\n%6s %24s %40s\n", "scaling", "current", "remaining") +
      rule;
  for (const Line& line : report.lines) {
    text += formatted("\n%4zu    %24s %40s", line.scaling, line.current.c_str(),
                      line.remaining.c_str());
  }
  return text;
}

}  // namespace tnp::ops
