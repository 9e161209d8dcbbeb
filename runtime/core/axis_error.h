/// The error of an axis that an array lacks: numpy.exceptions.AxisError.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/core/errors.h"

namespace tnp {

/// "axis 2 is out of bounds for array of dimension 1", with the name of the
/// argument before it where there is one: "axis1: axis 2 is ...".
class AxisError : public Error {
 public:
  AxisError(std::int64_t axis, int ndim, std::string_view argument);
  std::int64_t axis() const { return axis_; }
  int ndim() const { return ndim_; }
  /// Empty for none.
  const std::string& argument() const { return argument_; }

 private:
  std::int64_t axis_;
  int ndim_;
  std::string argument_;
};

/// normalize_axis with the argument's name before the error's message.
int normalize_named_axis(std::int64_t axis, int ndim,
                         std::string_view argument);

}  // namespace tnp
