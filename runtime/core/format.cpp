#include "runtime/core/format.h"

#include <algorithm>
#include <vector>

#include "runtime/core/format_element.h"
#include "runtime/core/format_float.h"
#include "runtime/core/tensor.h"

namespace tnp {
namespace {

std::string_view without_trailing_space(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t\n") + 1);
}

// The elements that a summary shows: the first and last `edge` of each axis.
// With an edge of zero NumPy measures all of them.
void collect_shown(const ndarray& a, const char* data, int axis, int edge,
                   std::vector<Scalar>& shown) {
  if (axis == a.ndim()) {
    shown.push_back(Scalar::load(data, a.dtype()));
    return;
  }
  const std::int64_t n = a.shape(axis);
  const bool skips = edge > 0 && n > 2 * std::int64_t{edge};
  for (std::int64_t i = 0; i < n; ++i) {
    if (skips && i == edge) i = n - edge;
    collect_shown(a, data + i * a.stride(axis), axis + 1, edge, shown);
  }
}

// Lays out nested rows. Lines are broken where an element would pass the width;
// every level of brackets takes one column at both ends.
class Layout {
 public:
  Layout(const ndarray& array, const ElementText& element,
         std::string_view separator, int edge)
      : array_(array), element_(element), separator_(separator), edge_(edge) {}

  std::string text(const char* data, int axis, const std::string& indent,
                   int width) const {
    const int axes_left = array_.ndim() - axis;
    if (axes_left == 0) return element_(Scalar::load(data, array_.dtype()));
    std::string body = axes_left == 1 ? row(data, axis, indent, width)
                                      : rows(data, axis, indent, width);
    return "[" + body.substr(indent.size()) + "]";
  }

 private:
  // Calls `item(index)` for what is shown and `gap()` for what is not; the last
  // one is told apart, for no separator follows it.
  template <typename Item, typename Gap>
  void for_each_shown(std::int64_t n, Item item, Gap gap) const {
    const bool summary = edge_ >= 0 && n > 2 * std::int64_t{edge_};
    if (!summary) {
      for (std::int64_t i = 0; i < n; ++i) item(i, i == n - 1);
      return;
    }
    for (std::int64_t i = 0; i < edge_; ++i) item(i, false);
    gap();
    for (std::int64_t i = n - std::max(edge_, 1); i < n; ++i) {
      item(i, i == n - 1);
    }
  }

  std::string row(const char* data, int axis, const std::string& indent,
                  int width) const {
    const int tail = std::max(
        static_cast<int>(without_trailing_space(separator_).size()), 1);
    const auto limit = static_cast<std::size_t>(std::max(width - tail, 0));
    std::string done;
    std::string line = indent;
    const auto extend = [&](const std::string& word) {
      const bool helps = line.size() > indent.size();
      if (helps && line.size() + word.size() > limit) {
        done += without_trailing_space(line);
        done += '\n';
        line = indent;
      }
      line += word;
    };
    const std::int64_t stride = array_.stride(axis);
    for_each_shown(
        array_.shape(axis),
        [&](std::int64_t i, bool last) {
          extend(element_(Scalar::load(data + i * stride, array_.dtype())));
          if (!last) line += separator_;
        },
        [&] {
          extend("...");
          line += separator_;
        });
    return done + line;
  }

  std::string rows(const char* data, int axis, const std::string& indent,
                   int width) const {
    std::string end(without_trailing_space(separator_));
    end.append(array_.ndim() - axis - 1, '\n');
    const std::int64_t stride = array_.stride(axis);
    std::string body;
    for_each_shown(
        array_.shape(axis),
        [&](std::int64_t i, bool last) {
          body += indent +
                  text(data + i * stride, axis + 1, indent + " ", width - 1);
          if (!last) body += end;
        },
        [&] { body += indent + "..." + end; });
    return body;
  }

  const ndarray& array_;
  const ElementText& element_;
  std::string_view separator_;
  int edge_;  // negative: no summary
};

bool is_implied(DType d) {
  return d == DType::kBool || d == DType::kInt64 || d == DType::kFloat64 ||
         d == DType::kComplex128;
}

// What the elements do not tell: the shape of an empty or summarised array, and
// a dtype that a literal would not get.
std::string extras(const ndarray& array, const PrintOptions& options) {
  std::string text;
  const bool empty = array.size() == 0;
  const bool tells_summary =
      options.legacy > 202 && array.size() > options.threshold;
  if ((empty && array.ndim() != 1) || tells_summary) {
    text = "shape=" + shape_text(array.shape());
  }
  if (is_implied(array.dtype()) && !empty) return text;
  if (!text.empty()) text += ", ";
  return text + "dtype=" + std::string(name(array.dtype()));
}

}  // namespace

std::string array_text(const ndarray& array, const PrintOptions& options,
                       std::string_view separator, std::string_view prefix,
                       std::string_view suffix, const ElementText& element) {
  if (array.size() == 0) return "[]";
  if (!array.is_direct()) {
    return array_text(to_direct(array), options, separator, prefix, suffix,
                      element);
  }
  const bool summary = array.size() > options.threshold;
  ElementText own;
  if (!element) {
    std::vector<Scalar> shown;
    collect_shown(array, array.data(), 0, summary ? options.edgeitems : 0,
                  shown);
    own = make_element_text(array.dtype(), shown, array.ndim() > 0, options);
  }
  const Layout layout(array, element ? element : own, separator,
                      summary ? options.edgeitems : -1);
  const int width = options.linewidth - static_cast<int>(suffix.size());
  // One column for the opening bracket.
  return layout.text(array.data(), 0, std::string(prefix.size() + 1, ' '),
                     width);
}

std::string array_repr_text(const ndarray& array, const PrintOptions& options,
                            std::string_view class_name,
                            const ElementText& element) {
  const std::string prefix = std::string(class_name) + "(";
  const std::string text =
      prefix + array_text(array, options, ", ", prefix, ")", element);
  const std::string more = extras(array, options);
  if (more.empty()) return text + ")";
  const std::size_t last_line = text.size() - (text.rfind('\n') + 1);
  const std::size_t length = last_line + more.size() + 3;  // ", " and ")"
  const bool breaks = static_cast<int>(length) > options.linewidth;
  return text + "," + (breaks ? "\n" + std::string(prefix.size(), ' ') : " ") +
         more + ")";
}

std::string array_str_text(const ndarray& array, const PrintOptions& options,
                           const ElementText& element) {
  if (array.ndim() == 0) return scalar_text(array.item(0), options.legacy);
  return array_text(array, options, " ", "", "", element);
}

std::string scalar_text(const Scalar& value, int legacy) {
  const DType d = value.dtype();
  switch (kind(d)) {
    case 'b':
      return value.as_bool() ? "True" : "False";
    case 'i':
      return std::to_string(value.as_int64());
    case 'u':
      return std::to_string(value.as_uint64());
    case 'f':
      return float_text(value.as_double(), d, legacy > 202);
    default:
      break;
  }
  const std::complex<double> z = value.as_complex();
  return complex_text(z.real(), z.imag(), d, legacy > 202);
}

}  // namespace tnp
