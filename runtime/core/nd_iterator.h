/// Iteration over the elements of several arrays at once (NumPy `nditer`).
///
/// The arrays are broadcast against each other; axes are visited in the order
/// of memory unless an order is asked for, and merged where nothing tells them
/// apart. An array that is read or written as another type is worked on as a
/// copy, which `write_back` returns. Arrays must be in main memory.
/// Source: https://numpy.org/doc/stable/reference/arrays.nditer.html
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "runtime/core/dtype.h"
#include "runtime/core/ndarray.h"

namespace tnp {

/// One operand as it is asked for.
struct NdOperand {
  ndarray array;  // undefined: to be made
  bool reads = true;
  bool writes = false;
  bool may_make = false;
  bool may_copy = false;  // of another type, without buffering
  bool no_broadcast = false;
  bool contiguous = false;
  bool no_subtype = false;  // an output that is made is a plain array
  std::optional<DType> dtype;
  /// The operand's axis for each axis of the iteration, -1 for none.
  std::optional<std::vector<int>> axes;
};

struct NdOptions {
  bool external_loop = false;  // runs instead of elements
  bool multi_index = false;
  char index = 0;  // 'C' or 'F': the flat index in that order
  bool buffered = false;
  bool grow_inner = false;
  bool reduce_ok = false;
  bool zero_size_ok = false;
  bool names_arguments = false;  // in the error for shapes that do not fit
  bool common_dtype = false;
  bool copy_if_overlap = false;
  char order = 'K';
  Casting casting = Casting::kSafe;
  std::optional<Shape> shape;  // -1 for what the operands say
  std::int64_t buffer_size = 8192;
};

class NdIterator {
 public:
  /// Errors: ValueError for shapes that do not fit, reductions and sizes of
  /// zero that are not enabled; TypeError for casts that are not allowed.
  NdIterator(std::vector<NdOperand> operands, const NdOptions& options);

  int ndim() const { return static_cast<int>(extents_.size()); }
  int count() const { return static_cast<int>(operands_.size()); }
  std::int64_t size() const { return size_; }
  bool is_finished() const { return position_ >= size_; }
  const NdOptions& options() const { return options_; }
  /// With a multi-index the broadcast shape; else the extents of the loop's
  /// axes, the innermost first.
  const Shape& shape() const { return extents_; }
  const NdOperand& operand(int i) const { return operands_[i]; }
  /// What the loop works on: the operand or its copy.
  const ndarray& working(int i) const { return working_[i]; }

  /// The element, or with an external loop the run, at the position: a view.
  ndarray value(int i) const;
  /// Goes on; false at the end.
  bool next();
  void reset();
  /// Copies what was written as another type back to the operands.
  void write_back() const;

  std::int64_t position() const { return position_; }
  void set_position(std::int64_t position);
  /// The index of the broadcast shape. Needs `multi_index`.
  Shape multi_index() const;
  void set_multi_index(IntSpan index);
  /// The flat index in the order that `index` names.
  std::int64_t flat_index() const;
  void set_flat_index(std::int64_t index);

  /// Axis `axis` of the broadcast shape stays at its first element.
  void remove_axis(int axis);
  /// Merges axes, which a multi-index keeps apart.
  void remove_multi_index();
  /// ValueError while an index is tracked.
  void enable_external_loop();

  /// Byte addresses of the elements at the position, and moves them: an inner
  /// iterator starts where the outer one is.
  std::span<char* const> pointers() const { return pointers_; }
  void rebase(std::span<char* const> pointers);

 private:
  /// One axis of the loop.
  struct Axis {
    std::int64_t extent = 1;
    std::vector<std::int64_t> strides;  // bytes, by operand
    int source = 0;                     // axis of the broadcast shape
    bool flipped = false;               // visited from its end
    std::int64_t index_stride = 0;      // of the flat index
  };

  void find_shape();
  void merge_extents(int operand);
  [[noreturn]] void refuse_shapes(int operand) const;
  void check_broadcast(int operand) const;
  void find_dtypes();
  void make_outputs();
  void prepare(int operand);
  void check_casts(int operand, DType wanted) const;
  void separate_overlaps();
  void lay_out_axes();
  void track_index();
  void note_extents();
  std::vector<std::int64_t> strides_of(int operand) const;
  std::vector<int> axis_order() const;
  void flip_axes();
  void merge_axes();
  void flatten_for_buffers();
  std::optional<int> reduced_axis(int operand) const;
  int axis_in(int operand, int axis) const;
  std::int64_t run_length() const;
  void locate();

  std::vector<NdOperand> operands_;
  NdOptions options_;
  Shape shape_;                   // broadcast
  Shape extents_;                 // what `shape` says
  std::int64_t first_index_ = 0;  // the flat index at position 0
  std::vector<ndarray> working_;
  std::vector<ndarray> copied_from_;  // undefined where there is no copy
  std::vector<Axis> axes_;            // outermost first
  std::vector<char*> base_;
  std::vector<std::int64_t> flips_;  // bytes from an operand to its base
  std::vector<char*> pointers_;
  std::vector<std::int64_t> index_;  // by axis
  std::int64_t size_ = 0;
  std::int64_t position_ = 0;
};

}  // namespace tnp
