/// Einstein summation.
///
/// Each operand becomes an array with one axis per distinct label (repeated
/// labels are diagonals). The operands of each step of a path are joined from
/// the left: labels that no later operand and not the result needs are summed,
/// by a batched matrix product over [batch, left, summed] and [batch, summed,
/// right].
#include <algorithm>
#include <array>
#include <functional>
#include <string>

#include "runtime/core/gufunc.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/products.h"
#include "runtime/ops/reductions.h"

namespace tnp::ops {
namespace {

/// An array and the label of each axis. Labels of the ellipsis are the control
/// characters from 1, counted from its last axis.
struct Labelled {
  ndarray array;
  std::string labels;
};

bool has(const std::string& labels, char label) {
  return labels.find(label) != std::string::npos;
}

[[noreturn]] void fail(const std::string& message) {
  raise_value_error("einstein sum subscripts string " + message);
}

[[noreturn]] void refuse_surplus(std::size_t operand) {
  fail("contains too many subscripts for operand " + std::to_string(operand));
}

/// The labels of one operand, its ellipsis expanded to `ndim` axes in all.
std::string expand(std::string_view term, int ndim, std::size_t operand) {
  std::string labels;
  int letters = 0;
  for (char c : term) letters += c != '.' ? 1 : 0;
  const std::size_t dots = term.find('.');
  if (dots == term.npos) {
    if (letters < ndim) {
      raise_value_error(
          "operand has more dimensions than subscripts given in einstein sum, "
          "but no '...' ellipsis provided to broadcast the extra dimensions.");
    }
    if (letters > ndim) {
      refuse_surplus(operand);
    }
    return std::string(term);
  }
  if (term.substr(dots, 3) != "..." || term.find('.', dots + 3) != term.npos) {
    fail("contains a '.' that is not part of an ellipsis ('...')");
  }
  if (letters > ndim) refuse_surplus(operand);
  labels = term.substr(0, dots);
  for (int i = ndim - letters; i > 0; --i) labels += static_cast<char>(i);
  return labels + std::string(term.substr(dots + 3));
}

/// Repeated labels become one axis: the diagonal.
Labelled with_diagonals(Labelled operand) {
  for (std::size_t i = 0; i < operand.labels.size(); ++i) {
    const std::size_t j = operand.labels.find(operand.labels[i], i + 1);
    if (j == std::string::npos) continue;
    const ndarray& a = operand.array;
    const auto first = static_cast<int>(i);
    const auto second = static_cast<int>(j);
    if (a.shape(first) != a.shape(second)) {
      raise_value_error("dimensions in single operand for collapsing index '" +
                        std::string(1, operand.labels[i]) + "' don't match (" +
                        std::to_string(a.shape(first)) +
                        " != " + std::to_string(a.shape(second)) + ")");
    }
    const bool writeable = a.is_writeable();
    ndarray joined = diagonal(a, 0, first, second);
    joined.set(ndarray::kWriteable, writeable);
    const char label = operand.labels[i];
    operand.labels.erase(j, 1);
    operand.labels.erase(i, 1);
    operand.labels += label;
    operand.array = joined;
    return with_diagonals(operand);
  }
  return operand;
}

/// The axes reordered to `labels`, absent ones of extent one.
ndarray arranged(const Labelled& operand, const std::string& labels) {
  std::vector<int> order;
  for (char label : labels) {
    const std::size_t at = operand.labels.find(label);
    if (at != std::string::npos) order.push_back(static_cast<int>(at));
  }
  ndarray result = operand.array.permuted(order);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!has(operand.labels, labels[i])) {
      result = insert_axis(result, static_cast<int>(i));
    }
  }
  return result;
}

/// Sums out labels that are not in `needed`.
Labelled summed(const Labelled& operand, const std::string& needed) {
  std::vector<std::int64_t> axes;
  std::string kept;
  for (std::size_t i = 0; i < operand.labels.size(); ++i) {
    if (has(needed, operand.labels[i])) {
      kept += operand.labels[i];
    } else {
      axes.push_back(static_cast<std::int64_t>(i));
    }
  }
  if (axes.empty()) return operand;
  // A sum keeps the operands' type, unlike NumPy's `sum`.
  return {sum(operand.array, IntSpan(axes), operand.array.dtype(), {}, false,
              {}, {}),
          kept};
}

Labelled joined(const Labelled& a, const Labelled& b,
                const std::string& needed) {
  const Labelled x = summed(a, needed + b.labels);
  const Labelled y = summed(b, needed + a.labels);
  std::string batch;
  std::string left;
  std::string contracted;
  std::string right;
  for (char label : x.labels) {
    const bool shared = has(y.labels, label);
    (shared ? (has(needed, label) ? batch : contracted) : left) += label;
  }
  for (char label : y.labels) {
    if (!has(x.labels, label)) right += label;
  }
  if (contracted.empty()) {
    const std::string labels = batch + left + right;
    return {multiply(arranged(x, labels), arranged(y, labels)), labels};
  }
  const auto extent = [](const Labelled& operand, char label) {
    return operand.array.shape(static_cast<int>(operand.labels.find(label)));
  };
  // Extents of one broadcast against the other operand.
  Shape batch_shape;
  std::int64_t k = 1;
  Shape inner;
  for (char label : batch) {
    batch_shape.push_back(std::max(extent(x, label), extent(y, label)));
  }
  for (char label : contracted) {
    inner.push_back(std::max(extent(x, label), extent(y, label)));
    k *= inner.back();
  }
  const auto matrix = [&](const Labelled& operand, const std::string& free,
                          bool free_first) {
    const std::string labels =
        free_first ? batch + free + contracted : batch + contracted + free;
    Shape shape = batch_shape;
    Shape free_shape;
    for (char label : free) free_shape.push_back(extent(operand, label));
    const Shape& one = free_first ? free_shape : inner;
    const Shape& two = free_first ? inner : free_shape;
    shape.append(one.begin(), one.end());
    shape.append(two.begin(), two.end());
    Shape flat = batch_shape;
    const std::int64_t rows = num_elements(span_of(free_shape));
    flat.push_back(free_first ? rows : k);
    flat.push_back(free_first ? k : rows);
    const ndarray ordered =
        operand.labels == labels ? operand.array : arranged(operand, labels);
    if (std::ranges::equal(ordered.shape(), span_of(shape))) {
      return ordered.reshape(span_of(flat));
    }
    return ordered.broadcast_to(span_of(shape)).reshape(span_of(flat));
  };
  const ndarray product =
      tnp::matmul(matrix(x, left, true), matrix(y, right, false));
  Shape shape = batch_shape;
  for (char label : left) shape.push_back(extent(x, label));
  for (char label : right) shape.push_back(extent(y, label));
  return {product.reshape(span_of(shape)), batch + left + right};
}

struct Subscripts {
  std::vector<std::string> inputs;
  std::string output;
  bool explicit_output = false;
};

Subscripts split_subscripts(std::string_view text) {
  std::string compact;
  for (char c : text) {
    if (c != ' ') compact += c;
  }
  Subscripts result;
  const std::size_t arrow = compact.find("->");
  if (arrow != std::string::npos) {
    result.explicit_output = true;
    result.output = compact.substr(arrow + 2);
    compact.resize(arrow);
  }
  std::size_t start = 0;
  while (true) {
    const std::size_t comma = compact.find(',', start);
    result.inputs.push_back(compact.substr(start, comma - start));
    if (comma == std::string::npos) break;
    start = comma + 1;
  }
  for (const std::string& term : result.inputs) {
    for (char c : term) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && c != '.') {
        raise_value_error("invalid subscript '" + std::string(1, c) +
                          "' in einstein sum subscripts string, subscripts "
                          "must be letters");
      }
    }
  }
  return result;
}

/// The labels of the result: as given, or those that occur once, sorted.
std::string output_labels(const Subscripts& subscripts,
                          const std::vector<Labelled>& operands) {
  int ellipsis = 0;
  std::string all;
  for (const Labelled& operand : operands) {
    for (char label : operand.labels) {
      if (label < ' ') ellipsis = std::max(ellipsis, int{label});
    }
  }
  std::string broadcast;
  for (int i = ellipsis; i > 0; --i) broadcast += static_cast<char>(i);
  for (const std::string& term : subscripts.inputs) all += term;
  if (!subscripts.explicit_output) {
    std::string once;
    for (char c : all) {
      if (c != '.' && std::ranges::count(all, c) == 1) once += c;
    }
    std::ranges::sort(once);
    return broadcast + once;
  }
  std::string output;
  for (std::size_t i = 0; i < subscripts.output.size(); ++i) {
    const char c = subscripts.output[i];
    if (c == '.') {
      const std::string_view rest =
          std::string_view(subscripts.output).substr(i);
      if (!rest.starts_with("...") ||
          rest.find('.', 3) != std::string_view::npos) {
        fail(
            "contains a '.' that is not part of an ellipsis ('...') in the "
            "output");
      }
      output += broadcast;
      i += 2;
      continue;
    }
    if (!has(all, c)) {
      raise_value_error(
          "einstein sum subscripts string included output "
          "subscript '" +
          std::string(1, c) + "' which never appeared in an input");
    }
    if (has(output, c)) {
      raise_value_error(
          "einstein sum subscripts string includes output "
          "subscript '" +
          std::string(1, c) + "' multiple times");
    }
    output += c;
  }
  return output;
}

/// The extent of each label; ValueError when operands do not fit.
std::array<double, 128> extents_of(const std::vector<Labelled>& operands) {
  std::array<double, 128> extents{};
  for (const Labelled& operand : operands) {
    for (std::size_t i = 0; i < operand.labels.size(); ++i) {
      double& known = extents[static_cast<std::size_t>(operand.labels[i])];
      const auto extent =
          static_cast<double>(operand.array.shape(static_cast<int>(i)));
      if (known > 1 && extent != known && extent != 1) {
        raise_value_error(
            "operands could not be broadcast together with remapped shapes "
            "[original->remapped]: extents " +
            std::to_string(static_cast<std::int64_t>(known)) + " and " +
            std::to_string(static_cast<std::int64_t>(extent)) +
            " of one subscript");
      }
      if (known <= 1) known = extent;
    }
  }
  return extents;
}

void check_count(std::size_t terms, std::size_t operands) {
  if (terms == operands) return;
  // NumPy's words, which say it the other way round.
  raise_value_error(terms > operands
                        ? "more operands provided to einstein sum function "
                          "than specified in the subscripts string"
                        : "fewer operands provided to einstein sum function "
                          "than specified in the subscripts string");
}

/// The operands of one step joined from the left; `needed` are the labels that
/// what comes later asks for.
Labelled contracted(std::vector<Labelled> operands, const std::string& needed) {
  Labelled result = std::move(operands[0]);
  for (std::size_t i = 1; i < operands.size(); ++i) {
    std::string later = needed;
    for (std::size_t j = i + 1; j < operands.size(); ++j) {
      later += operands[j].labels;
    }
    result = joined(result, operands[i], later);
  }
  return summed(result, needed);
}

Labelled take_path(std::vector<Labelled> operands, const ContractionPath& path,
                   const std::string& output) {
  for (const Contraction& step : path) {
    Contraction positions = step;
    std::ranges::sort(positions, std::greater<>());
    std::vector<Labelled> taken;
    for (const int i : positions) {
      if (i < 0 || i >= static_cast<int>(operands.size())) {
        raise(ErrorKind::kIndexError, "pop index out of range");
      }
      taken.insert(taken.begin(), std::move(operands[i]));
      operands.erase(operands.begin() + i);
    }
    std::string needed = output;
    for (const Labelled& operand : operands) needed += operand.labels;
    operands.push_back(contracted(std::move(taken), needed));
  }
  if (operands.size() != 1) {
    raise(ErrorKind::kRuntimeError, "Invalid einsum_path is specified: " +
                                        std::to_string(operands.size() - 1) +
                                        " more operands has to be contracted.");
  }
  return operands.front();
}

ContractionPath path_for(const std::vector<Labelled>& operands,
                         const std::string& output,
                         const EinsumOptions& options) {
  if (options.path) return *options.path;
  EinsumTerms terms;
  for (const Labelled& operand : operands) {
    terms.inputs.push_back(operand.labels);
  }
  terms.output = output;
  if (options.search != PathSearch::kNone) terms.extents = extents_of(operands);
  return find_path(terms, options.search, options.memory_limit);
}

char layout_for(char order, std::span<const ndarray> operands) {
  if (order != 'A') return order;
  const bool is_fortran = std::ranges::all_of(
      operands, [](const ndarray& a) { return a.is_f_contiguous(); });
  return is_fortran ? 'F' : 'C';
}

ndarray in_layout(const ndarray& result, char order) {
  if (order == 'K' || (order == 'C' && result.is_c_contiguous()) ||
      (order == 'F' && result.is_f_contiguous())) {
    return result;
  }
  return result.copy(order);
}

/// Letters that no term has, for the axes of ellipses.
std::string unused_letters(const std::string& used) {
  std::string letters;
  for (const char first : {'a', 'A'}) {
    for (int i = 0; i < 26; ++i) {
      const auto letter = static_cast<char>(first + i);
      if (!has(used, letter)) letters += letter;
    }
  }
  return letters;
}

}  // namespace

EinsumTerms einsum_terms(std::string_view subscripts,
                         std::span<const Shape> shapes) {
  const Subscripts parsed = split_subscripts(subscripts);
  check_count(parsed.inputs.size(), shapes.size());
  std::vector<Labelled> operands;
  std::string used;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    // Only the shape of these is looked at: they have no memory.
    const ndarray a = ndarray::full({}, Scalar(0.0), DType::kFloat64)
                          .broadcast_to(span_of(shapes[i]));
    operands.push_back({a, expand(parsed.inputs[i], a.ndim(), i)});
    used += parsed.inputs[i];
  }
  EinsumTerms terms;
  terms.extents = extents_of(operands);
  terms.output = output_labels(parsed, operands);
  const std::string letters = unused_letters(used);
  const auto spell = [&](std::string& term) {
    for (char& label : term) {
      if (label >= ' ') continue;
      const char letter = letters.at(static_cast<std::size_t>(label - 1));
      terms.extents[static_cast<std::size_t>(letter)] =
          terms.extents[static_cast<std::size_t>(label)];
      label = letter;
    }
  };
  for (Labelled& operand : operands) {
    spell(operand.labels);
    terms.inputs.push_back(operand.labels);
  }
  spell(terms.output);
  return terms;
}

ndarray einsum(std::string_view subscripts, std::span<const ndarray> operands,
               const MaybeArray& out, const EinsumOptions& options) {
  const Subscripts parsed = split_subscripts(subscripts);
  check_count(parsed.inputs.size(), operands.size());
  std::vector<const ndarray*> pointers;
  for (const ndarray& a : operands) pointers.push_back(&a);
  const DType type = options.dtype.value_or(tnp::result_type(pointers));
  const Casting rule = casting_from(options.casting);
  std::vector<Labelled> labelled;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (!operands[i].is_weak() && !can_cast(operands[i].dtype(), type, rule)) {
      raise_type_error("Iterator operand " + std::to_string(i) +
                       " dtype could not be cast from dtype('" +
                       std::string(name(operands[i].dtype())) +
                       "') to dtype('" + std::string(name(type)) +
                       "') according to the rule '" +
                       std::string(options.casting) + "'");
    }
    const ndarray cast = cast_operand(operands[i], type);
    labelled.push_back(with_diagonals(
        {cast, expand(parsed.inputs[i], operands[i].ndim(), i)}));
  }
  extents_of(labelled);
  const std::string output = output_labels(parsed, labelled);
  const bool has_path = options.path || options.search != PathSearch::kNone;
  const Labelled result =
      has_path
          ? take_path(labelled, path_for(labelled, output, options), output)
          : contracted(std::move(labelled), output);
  const bool is_ordered = operands.size() > 1 && result.labels == output;
  const ndarray values = is_ordered ? result.array : arranged(result, output);
  // A path writes what it has found whatever its type, as NumPy's does.
  if (out) return deliver(values, out, has_path ? Casting::kUnsafe : rule);
  const bool is_view = operands.size() == 1 && values.is_direct() &&
                       values.storage().unsafeGetStorageImpl() ==
                           operands[0].storage().unsafeGetStorageImpl();
  if (is_view) return values;
  return in_layout(values, layout_for(options.order, operands));
}

}  // namespace tnp::ops
