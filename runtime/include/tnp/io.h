/// Printing (xtensor `xio.hpp`): `stream << expr` and its options.
///
/// Columns are aligned over the whole expression, so two passes are made: one
/// collects the values that will be shown and finds the width, one prints.
#pragma once

#include <tnp/expression.h>
#include <tnp/io_format.h>

#include <cstddef>
#include <functional>
#include <iostream>
#include <string>
#include <utility>

namespace tnp {

namespace print_options {

struct print_options_impl {
  int edge_items = 3;
  int line_width = 75;
  int threshold = 1000;
  int precision = -1;  // the stream's own
};

inline print_options_impl& print_options() {
  static print_options_impl options;
  return options;
}
inline void set_line_width(int n) { print_options().line_width = n; }
inline void set_threshold(int n) { print_options().threshold = n; }
inline void set_edge_items(int n) { print_options().edge_items = n; }
inline void set_precision(int n) { print_options().precision = n; }

/// Manipulators that hold for the next expression printed: `out <<
/// print_options::precision(3) << a`.
#define TNP_PRINT_OPTION(NAME)                                        \
  class NAME {                                                        \
   public:                                                            \
    explicit NAME(int value) : value_(value) { id(); }                \
    static int id() {                                                 \
      static const int index = std::ios_base::xalloc();               \
      return index;                                                   \
    }                                                                 \
    int value() const { return value_; }                              \
                                                                      \
   private:                                                           \
    int value_;                                                       \
  };                                                                  \
  inline std::ostream& operator<<(std::ostream& out, const NAME& n) { \
    out.iword(NAME::id()) = n.value();                                \
    return out;                                                       \
  }
TNP_PRINT_OPTION(line_width)
TNP_PRINT_OPTION(threshold)
TNP_PRINT_OPTION(edge_items)
TNP_PRINT_OPTION(precision)
#undef TNP_PRINT_OPTION

}  // namespace print_options

namespace detail {

/// The options for this stream; those set by a manipulator are used up.
inline print_options::print_options_impl take_print_options(std::ostream& out) {
  print_options::print_options_impl options = print_options::print_options();
  const auto take = [&out](int id, int& option) {
    if (out.iword(id) == 0) return;
    option = static_cast<int>(out.iword(id));
    out.iword(id) = 0;
  };
  take(print_options::edge_items::id(), options.edge_items);
  take(print_options::line_width::id(), options.line_width);
  take(print_options::threshold::id(), options.threshold);
  take(print_options::precision::id(), options.precision);
  return options;
}

template <class E>
class Printer {
 public:
  Printer(const E& expr, std::ostream& out,
          const print_options::print_options_impl& options,
          std::streamsize precision)
      : expr_(expr),
        shape_(expr.shape().begin(), expr.shape().end()),
        out_(out),
        items_(precision),
        line_width_(static_cast<std::size_t>(options.line_width)) {
    if (compute_size(shape_) > static_cast<std::size_t>(options.threshold)) {
      edge_ = static_cast<std::size_t>(options.edge_items);
    }
  }

  void run() {
    collect();
    items_.finish();
    per_line_ = line_width_ / (static_cast<std::size_t>(items_.width()) + 2);
    print(0);
  }

 private:
  /// The position after `i`, skipping the middle of a long axis.
  bool skips(std::size_t i, std::size_t extent) const {
    return edge_ != 0 && extent > 2 * edge_ && i == edge_;
  }

  void collect() {
    const std::size_t axis = index_.size();
    if (axis == shape_.size()) {
      items_.add(expr_.element(index_.begin(), index_.end()));
      return;
    }
    for (std::size_t i = 0; i < shape_[axis]; ++i) {
      if (skips(i, shape_[axis])) i = shape_[axis] - edge_;
      index_.push_back(i);
      collect();
      index_.pop_back();
    }
  }

  void print(std::size_t axis) {
    if (axis == shape_.size()) {
      items_.print_next(out_);
      return;
    }
    const std::size_t extent = shape_[axis];
    const bool innermost = axis + 1 == shape_.size();
    const std::string indent(axis + 1, ' ');
    std::size_t on_line = 0;
    out_ << '{';
    for (std::size_t i = 0; i < extent; ++i) {
      const bool last = i + 1 == extent;
      if (!last && skips(i, extent)) {
        out_ << "..., ";
        if (!innermost) {
          on_line = 0;
          out_ << std::endl << indent;
        }
        i = extent - edge_;
      }
      if (innermost && per_line_ != 0 && on_line >= per_line_) {
        out_ << std::endl << indent;
        on_line = 0;
      }
      print(axis + 1);
      ++on_line;
      if (i + 1 == extent) break;
      out_ << ',';
      if (innermost) {
        out_ << ' ';
      } else {
        out_ << std::endl << indent;
      }
    }
    out_ << '}';
  }

  const E& expr_;
  svector<std::size_t> shape_;
  std::ostream& out_;
  ItemFormatter<typename E::value_type> items_;
  std::size_t line_width_;
  std::size_t per_line_ = 0;
  std::size_t edge_ = 0;
  svector<std::size_t> index_;
};

}  // namespace detail

template <class E>
std::ostream& pretty_print(const xexpression<E>& e,
                           std::ostream& out = std::cout) {
  const E& expr = e.derived_cast();
  const auto options = detail::take_print_options(out);
  if (expr.size() == 0) return out << "{}";
  const std::ios_base::fmtflags flags = out.flags();
  const std::streamsize before = out.precision();
  if (options.precision != -1) out.precision(options.precision);
  detail::Printer<E>(expr, out, options, out.precision()).run();
  out.precision(before);
  out.flags(flags);
  return out;
}

template <class E>
std::ostream& operator<<(std::ostream& out, const xexpression<E>& e) {
  return pretty_print(e, out);
}

}  // namespace tnp
