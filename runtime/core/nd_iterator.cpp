#include "runtime/core/nd_iterator.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/memory_overlap.h"
#include "runtime/core/promotion.h"
#include "runtime/core/strided_loop.h"

namespace tnp {
namespace {

constexpr std::int64_t kUnknown = -1;

std::string dtype_text(DType type) {
  return "dtype('" + std::string(name(type)) + "')";
}

const char* casting_name(Casting casting) {
  switch (casting) {
    case Casting::kNo:
      return "'no'";
    case Casting::kEquiv:
      return "'equiv'";
    case Casting::kSafe:
      return "'safe'";
    case Casting::kSameKind:
      return "'same_kind'";
    default:
      return "'unsafe'";
  }
}

}  // namespace

NdIterator::NdIterator(std::vector<NdOperand> operands,
                       const NdOptions& options)
    : operands_(std::move(operands)), options_(options) {
  working_.resize(operands_.size());
  copied_from_.resize(operands_.size());
  find_shape();
  find_dtypes();
  if (options_.copy_if_overlap) separate_overlaps();
  for (int i = 0; i < count(); ++i) {
    if (operands_[i].array.defined()) prepare(i);
  }
  make_outputs();
  lay_out_axes();
  reset();
}

// ---- Shapes.

/// The operand's axis for an axis of the iteration, -1 for none.
int NdIterator::axis_in(int operand, int axis) const {
  const NdOperand& op = operands_[operand];
  if (op.axes) return (*op.axes)[axis];
  const int own = axis - (static_cast<int>(shape_.size()) - op.array.ndim());
  return std::max(own, -1);
}

void NdIterator::find_shape() {
  std::size_t ndim = options_.shape ? options_.shape->size() : 0;
  bool mapped = false;
  for (const NdOperand& op : operands_) {
    if (!op.axes) continue;
    mapped = true;
    ndim = op.axes->size();
  }
  if (!mapped) {
    for (const NdOperand& op : operands_) {
      if (!op.array.defined()) continue;
      const auto own = static_cast<std::size_t>(op.array.ndim());
      if (options_.shape && own > ndim) {
        raise_value_error(
            "input operand has more dimensions than allowed by the axis "
            "remapping");
      }
      ndim = std::max(ndim, own);
    }
  }
  shape_.assign(ndim, kUnknown);
  if (options_.shape) shape_ = *options_.shape;
  for (int i = 0; i < count(); ++i) {
    if (operands_[i].array.defined()) merge_extents(i);
  }
  for (std::int64_t& extent : shape_) {
    if (extent == kUnknown) extent = 1;
  }
  for (int i = 0; i < count(); ++i) {
    if (operands_[i].array.defined()) check_broadcast(i);
  }
  size_ = num_elements(span_of(shape_));
  if (size_ == 0 && !options_.zero_size_ok) {
    raise_value_error("Iteration of zero-sized operands is not enabled");
  }
}

void NdIterator::merge_extents(int operand) {
  for (std::size_t axis = 0; axis < shape_.size(); ++axis) {
    const int own = axis_in(operand, static_cast<int>(axis));
    if (own < 0) continue;
    const std::int64_t extent = operands_[operand].array.shape(own);
    std::int64_t& known = shape_[axis];
    if (known == kUnknown || known == 1) {
      known = extent;
    } else if (extent != 1 && extent != known) {
      refuse_shapes();
    }
  }
}

/// An operand's shape does not fit those before it.
void NdIterator::refuse_shapes() const {
  if (!options_.names_arguments) {
    std::string shapes;
    for (const NdOperand& op : operands_) {
      if (op.array.defined()) {
        shapes += compact_shape_text(op.array.shape()) + " ";
      }
    }
    raise_value_error("operands could not be broadcast together with shapes " +
                      shapes);
  }
  std::vector<IntSpan> shapes;
  for (const NdOperand& op : operands_) {
    if (op.array.defined()) shapes.push_back(op.array.shape());
  }
  refuse_argument_shapes(shapes);
}

/// The innermost axis along which the operand is repeated.
std::optional<int> NdIterator::reduced_axis(int operand) const {
  for (int axis = static_cast<int>(shape_.size()) - 1; axis >= 0; --axis) {
    const int own = axis_in(operand, axis);
    const std::int64_t extent =
        own < 0 ? 1 : operands_[operand].array.shape(own);
    if (extent != shape_[axis]) return axis;
  }
  return std::nullopt;
}

void NdIterator::check_broadcast(int operand) const {
  const NdOperand& op = operands_[operand];
  const std::optional<int> reduced = reduced_axis(operand);
  if (!reduced) return;
  if (op.no_broadcast) {
    raise_value_error(
        "non-broadcastable " + std::string(op.writes ? "output " : "") +
        "operand with shape " + compact_shape_text(op.array.shape()) +
        " doesn't match the broadcast shape " +
        compact_shape_text(span_of(shape_)));
  }
  if (!op.writes) return;
  if (!options_.reduce_ok) {
    // NumPy counts from the innermost axis.
    const int from_inside = static_cast<int>(shape_.size()) - 1 - *reduced;
    raise_value_error("output operand requires a reduction along dimension " +
                      std::to_string(from_inside) +
                      ", but the reduction is not enabled. The dimension size "
                      "of 1 does not match the expected output shape.");
  }
  if (!op.reads) {
    raise_value_error(
        "output operand requires a reduction, but is flagged as write-only, "
        "not read-write");
  }
}

// ---- Types and copies.

void NdIterator::find_dtypes() {
  std::vector<const ndarray*> inputs;
  for (const NdOperand& op : operands_) {
    if (op.array.defined() && (op.reads || options_.common_dtype)) {
      inputs.push_back(&op.array);
    }
  }
  std::optional<DType> common;
  for (NdOperand& op : operands_) {
    if (op.dtype) continue;
    if (op.array.defined() && !options_.common_dtype) continue;
    if (inputs.empty()) {
      raise_type_error("no arrays or types available to calculate result type");
    }
    if (!common) common = result_type(inputs);
    op.dtype = common;
  }
}

void NdIterator::separate_overlaps() {
  for (NdOperand& read : operands_) {
    if (!read.array.defined() || read.writes) continue;
    for (const NdOperand& written : operands_) {
      if (!written.array.defined() || !written.writes) continue;
      const bool same =
          read.array.data() == written.array.data() &&
          std::ranges::equal(read.array.strides(), written.array.strides());
      if (!same && bounds_overlap(read.array, written.array)) {
        read.array = read.array.copy();
        break;
      }
    }
  }
}

void NdIterator::check_casts(int operand, DType wanted) const {
  const NdOperand& op = operands_[operand];
  const DType own = op.array.dtype();
  const std::string rule =
      std::string("according to the rule ") + casting_name(options_.casting);
  if (op.reads && !can_cast(own, wanted, options_.casting)) {
    raise_type_error("Iterator operand " + std::to_string(operand) +
                     " dtype could not be cast from " + dtype_text(own) +
                     " to " + dtype_text(wanted) + " " + rule);
  }
  if (op.writes && !can_cast(wanted, own, options_.casting)) {
    raise_type_error("Iterator requested dtype could not be cast from " +
                     dtype_text(wanted) + " to " + dtype_text(own) +
                     ", the operand " + std::to_string(operand) + " dtype, " +
                     rule);
  }
}

void NdIterator::prepare(int operand) {
  const NdOperand& op = operands_[operand];
  if (!op.array.is_direct()) {
    raise(ErrorKind::kNotImplementedError,
          "nditer() iterates over arrays in main memory; use whole-array "
          "operations, or `a._cpu()`");
  }
  if (op.writes && !op.array.is_writeable()) {
    raise_value_error("output array is read-only");
  }
  working_[operand] = op.array;
  const DType wanted = op.dtype.value_or(op.array.dtype());
  const bool as_it_is = wanted == op.array.dtype() &&
                        (!op.contiguous || op.array.is_c_contiguous() ||
                         op.array.is_f_contiguous());
  if (as_it_is) return;
  if (wanted != op.array.dtype()) check_casts(operand, wanted);
  if (!options_.buffered && !op.may_copy) {
    raise_type_error(
        "Iterator operand required copying or buffering, but neither copying "
        "nor buffering was enabled");
  }
  working_[operand] = astype(op.array, wanted, Casting::kUnsafe, 'K', true);
  if (op.writes) copied_from_[operand] = op.array;
}

void NdIterator::write_back() const {
  for (int i = 0; i < count(); ++i) {
    if (copied_from_[i].defined()) {
      copy_into(copied_from_[i], working_[i].reshape(copied_from_[i].shape()),
                Casting::kUnsafe);
    }
  }
}

// ---- Outputs that are made.

void NdIterator::make_outputs() {
  const std::vector<int> order = axis_order();
  for (int i = 0; i < count(); ++i) {
    NdOperand& op = operands_[i];
    if (op.array.defined()) continue;
    if (!op.may_make) {
      raise_type_error(
          "Iterator operand was None, but automatic allocation as an output "
          "wasn't requested");
    }
    // The axes of the iteration that the output has, by its own axes.
    int own_ndim = static_cast<int>(shape_.size());
    if (op.axes) {
      own_ndim = 1 + *std::ranges::max_element(*op.axes);
      if (op.axes->empty()) own_ndim = 0;
    }
    Shape extents(static_cast<std::size_t>(own_ndim), 1);
    std::vector<int> own_order;
    for (const int axis : order) {
      const int own = op.axes ? (*op.axes)[axis] : axis;
      if (own < 0) {
        if (shape_[axis] != 1 && (!options_.reduce_ok || !op.reads)) {
          raise_value_error(
              "output operand requires a reduction, but reduction is not "
              "enabled");
        }
        continue;
      }
      extents[own] = shape_[axis];
      own_order.push_back(own);
    }
    op.array = empty_in_order(span_of(extents), *op.dtype, own_order);
    working_[i] = op.array;
  }
}

// ---- The axes of the loop.

std::vector<std::int64_t> NdIterator::strides_of(int operand) const {
  std::vector<std::int64_t> strides;
  const ndarray& a = working_[operand];
  for (std::size_t axis = 0; axis < shape_.size(); ++axis) {
    const int own = axis_in(operand, static_cast<int>(axis));
    const bool steps = own >= 0 && a.shape(own) == shape_[axis];
    strides.push_back(steps && shape_[axis] != 1 ? a.stride(own) : 0);
  }
  return strides;
}

/// The axes of the broadcast shape as they are visited, outermost first.
std::vector<int> NdIterator::axis_order() const {
  std::vector<int> order(shape_.size());
  std::iota(order.begin(), order.end(), 0);
  char wanted = options_.order;
  if (wanted == 'A') {
    const bool is_fortran = std::ranges::all_of(working_, [](const ndarray& a) {
      return !a.defined() || a.is_f_contiguous();
    });
    wanted = is_fortran ? 'F' : 'C';
  }
  if (wanted == 'F') std::ranges::reverse(order);
  if (wanted != 'K') return order;
  std::vector<LoopOperand> loops;
  for (int i = 0; i < count(); ++i) {
    if (!working_[i].defined()) continue;
    const std::vector<std::int64_t> strides = strides_of(i);
    loops.push_back(
        {working_[i].data(), Shape(strides.begin(), strides.end())});
  }
  const auto visited = iteration_order(span_of(shape_), loops);
  return {visited.begin(), visited.end()};
}

void NdIterator::lay_out_axes() {
  base_.clear();
  flips_.assign(operands_.size(), 0);
  std::vector<std::vector<std::int64_t>> strides;
  for (int i = 0; i < count(); ++i) {
    base_.push_back(working_[i].data());
    strides.push_back(strides_of(i));
  }
  axes_.clear();
  for (const int axis : axis_order()) {
    Axis loop;
    loop.extent = shape_[axis];
    loop.source = axis;
    for (int i = 0; i < count(); ++i) loop.strides.push_back(strides[i][axis]);
    axes_.push_back(std::move(loop));
  }
  if (options_.order == 'K' && size_ > 0) flip_axes();
  if (options_.index != 0) track_index();
  const bool is_one = options_.index != 0 && size_ == 1;
  if (!options_.multi_index && !is_one) merge_axes();
  note_extents();
  if (options_.buffered && options_.external_loop) flatten_for_buffers();
}

/// Axes that all operands step through backwards are visited from their end.
void NdIterator::flip_axes() {
  const bool makes_any = std::ranges::any_of(
      operands_, [](const NdOperand& op) { return op.may_make; });
  if (makes_any) return;
  for (Axis& axis : axes_) {
    const bool backwards =
        std::ranges::all_of(axis.strides, [](auto s) { return s <= 0; }) &&
        std::ranges::any_of(axis.strides, [](auto s) { return s < 0; });
    if (!backwards) continue;
    for (int i = 0; i < count(); ++i) {
      flips_[i] += axis.strides[i] * (axis.extent - 1);
      axis.strides[i] = -axis.strides[i];
    }
    axis.flipped = true;
  }
  for (int i = 0; i < count(); ++i) base_[i] += flips_[i];
}

void NdIterator::merge_axes() {
  std::vector<Axis> merged;
  for (Axis& axis : axes_) {
    if (axis.extent == 1 && axes_.size() > 1) continue;
    if (!merged.empty()) {
      Axis& outer = merged.back();
      bool steps_on = outer.index_stride == axis.index_stride * axis.extent;
      for (int i = 0; i < count(); ++i) {
        steps_on &= outer.strides[i] == axis.strides[i] * axis.extent;
      }
      if (steps_on) {
        outer.extent *= axis.extent;
        outer.strides = axis.strides;
        outer.index_stride = axis.index_stride;
        continue;
      }
    }
    merged.push_back(axis);
  }
  if (merged.empty() && !axes_.empty()) {
    axes_.resize(1);
    return;
  }
  axes_ = std::move(merged);
}

/// Runs over several axes: the operands become copies in the order of the
/// iteration. A reduction keeps its runs along one axis.
void NdIterator::flatten_for_buffers() {
  if (axes_.size() <= 1) return;
  for (int i = 0; i < count(); ++i) {
    if (operands_[i].writes && reduced_axis(i)) return;
  }
  // Two operands over one memory would no longer see each other's elements.
  Shape extents;
  for (const Axis& axis : axes_) extents.push_back(axis.extent);
  for (int i = 0; i < count(); ++i) {
    Shape strides;
    for (const Axis& axis : axes_) strides.push_back(axis.strides[i]);
    const ndarray in_order =
        working_[i].view(base_[i], span_of(extents), span_of(strides));
    const ndarray flat = in_order.copy('C');
    if (operands_[i].writes) {
      if (copied_from_[i].defined()) return;
      ndarray target = in_order;
      target.set(ndarray::kWriteable);
      copied_from_[i] = target;
    }
    working_[i] = flat;
    base_[i] = flat.data();
  }
  Axis whole;
  whole.extent = size_;
  for (int i = 0; i < count(); ++i) {
    whole.strides.push_back(working_[i].itemsize());
  }
  axes_ = {whole};
}

void NdIterator::note_extents() {
  if (options_.multi_index) {
    extents_ = shape_;
    return;
  }
  extents_.clear();
  for (const Axis& axis : axes_) extents_.push_back(axis.extent);
  std::ranges::reverse(extents_);
}

/// The flat index as one more operand: a start and a stride along each axis.
void NdIterator::track_index() {
  const Shape steps = contiguous_strides(span_of(shape_), 1, options_.index);
  first_index_ = 0;
  for (Axis& axis : axes_) {
    axis.index_stride = axis.extent == 1 ? 0 : steps[axis.source];
    if (!axis.flipped) continue;
    first_index_ += axis.index_stride * (axis.extent - 1);
    axis.index_stride = -axis.index_stride;
  }
}

// ---- Positions.

/// Elements of the run at the position.
std::int64_t NdIterator::run_length() const {
  if (axes_.empty()) return 1;
  const std::int64_t left = axes_.back().extent - index_.back();
  if (!options_.buffered || options_.grow_inner) return left;
  return std::min(left, options_.buffer_size);
}

void NdIterator::reset() {
  position_ = 0;
  locate();
}

void NdIterator::set_position(std::int64_t position) {
  if (position < 0 || position > size_) {
    raise(ErrorKind::kIndexError,
          "Iterator GotoIterIndex called with an iterindex outside the "
          "iteration range.");
  }
  position_ = position;
  locate();
}

void NdIterator::locate() {
  index_.assign(axes_.size(), 0);
  pointers_ = base_;
  std::int64_t rest = position_;
  for (std::size_t axis = axes_.size(); axis-- > 0;) {
    const std::int64_t extent = std::max<std::int64_t>(axes_[axis].extent, 1);
    index_[axis] = rest % extent;
    rest /= extent;
    for (int i = 0; i < count(); ++i) {
      pointers_[i] += index_[axis] * axes_[axis].strides[i];
    }
  }
}

bool NdIterator::next() {
  if (is_finished()) return false;
  if (axes_.empty()) {
    ++position_;
    return false;
  }
  const std::int64_t step = options_.external_loop ? run_length() : 1;
  position_ += step;
  if (is_finished()) return false;
  Axis& inner = axes_.back();
  index_.back() += step;
  if (index_.back() < inner.extent) {
    for (int i = 0; i < count(); ++i) pointers_[i] += step * inner.strides[i];
  } else {
    locate();
  }
  return true;
}

ndarray NdIterator::value(int i) const {
  ndarray view;
  if (!options_.external_loop) {
    view = working_[i].view(pointers_[i], {}, {});
  } else if (axes_.empty()) {
    const std::int64_t one[] = {1};
    const std::int64_t stride[] = {working_[i].itemsize()};
    view = working_[i].view(pointers_[i], one, stride);
  } else {
    const std::int64_t length[] = {size_ == 0 ? 0 : run_length()};
    const std::int64_t stride[] = {axes_.back().strides[i]};
    view = working_[i].view(pointers_[i], length, stride);
  }
  view.set(ndarray::kWriteable, operands_[i].writes);
  return view;
}

Shape NdIterator::multi_index() const {
  Shape index(shape_.size(), 0);
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
    const Axis& loop = axes_[axis];
    index[loop.source] =
        loop.flipped ? loop.extent - 1 - index_[axis] : index_[axis];
  }
  return index;
}

void NdIterator::set_multi_index(IntSpan index) {
  std::int64_t position = 0;
  for (const Axis& axis : axes_) {
    const std::int64_t i = index[axis.source];
    if (i < 0 || i >= axis.extent) {
      raise(ErrorKind::kIndexError,
            "Iterator GotoMultiIndex called with an out-of-bounds "
            "multi-index.");
    }
    position =
        position * axis.extent + (axis.flipped ? axis.extent - 1 - i : i);
  }
  set_position(position);
}

std::int64_t NdIterator::flat_index() const {
  std::int64_t index = first_index_;
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
    index += index_[axis] * axes_[axis].index_stride;
  }
  return index;
}

void NdIterator::set_flat_index(std::int64_t flat) {
  if (flat < 0 || flat >= size_) {
    raise(ErrorKind::kIndexError,
          "Iterator GotoIndex called with an out-of-bounds index.");
  }
  std::int64_t position = 0;
  for (const Axis& axis : axes_) {
    std::int64_t i = 0;
    if (axis.index_stride != 0) {
      i = flat / std::abs(axis.index_stride) % axis.extent;
      if (axis.index_stride < 0) i = axis.extent - 1 - i;
    }
    position = position * axis.extent + i;
  }
  set_position(position);
}

// ---- Changes of the iteration.

void NdIterator::remove_axis(int axis) {
  std::erase_if(axes_, [&](const Axis& loop) { return loop.source == axis; });
  for (Axis& loop : axes_) loop.source -= loop.source > axis ? 1 : 0;
  shape_.erase(shape_.begin() + axis);
  note_extents();
  size_ = num_elements(span_of(shape_));
  reset();
}

void NdIterator::remove_multi_index() {
  options_.multi_index = false;
  merge_axes();
  note_extents();
  reset();
}

void NdIterator::enable_external_loop() {
  if (options_.multi_index || options_.index != 0) {
    raise_value_error(
        "Iterator flag EXTERNAL_LOOP cannot be used if an index or "
        "multi-index is being tracked");
  }
  options_.external_loop = true;
  reset();
}

void NdIterator::rebase(std::span<char* const> pointers) {
  for (int i = 0; i < count(); ++i) base_[i] = pointers[i] + flips_[i];
  reset();
}

}  // namespace tnp
