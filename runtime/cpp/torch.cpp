#include <tnp/torch.h>

#include <ATen/ops/from_blob.h>

#include <utility>
#include <vector>

namespace tnp {
namespace detail {
namespace {

/// Keeps a tensor's memory alive for a buffer that adopted it.
class TensorOwner : public BlockOwner {
 public:
  explicit TensorOwner(at::Tensor tensor)
      : BlockOwner(
            [](BlockOwner* owner) { delete static_cast<TensorOwner*>(owner); }),
        tensor_(std::move(tensor)) {}

 private:
  at::Tensor tensor_;
};

}  // namespace

at::Tensor wrap_memory(void* data, const std::size_t* shape,
                       const std::ptrdiff_t* strides, std::size_t rank,
                       c10::ScalarType type, BlockOwner* owner) {
  const std::vector<int64_t> sizes(shape, shape + rank);
  std::vector<int64_t> steps(strides, strides + rank);
  // Containers give axes of length 1 a stride of 0, which torch would take
  // for memory that overlaps itself.
  int64_t step = 1;
  for (std::size_t k = rank; k-- > 0;) {
    if (steps[k] == 0) steps[k] = step;
    step = steps[k] * (sizes[k] > 0 ? sizes[k] : 1);
  }
  const auto release = [owner](void*) {
    if (owner != nullptr) owner->release();
  };
  return at::from_blob(data, sizes, steps, release,
                       at::TensorOptions().dtype(type));
}

BlockOwner* own_tensor(at::Tensor tensor) {
  return new TensorOwner(std::move(tensor));
}

at::Tensor dense_on_cpu(const at::Tensor& tensor) {
  return tensor.to(at::kCPU).resolve_conj().resolve_neg().contiguous();
}

void throw_type_mismatch(c10::ScalarType found, c10::ScalarType wanted) {
  throw std::runtime_error(
      std::string("from_tensor: a tensor of ") + c10::toString(found) +
      " does not fit a container of " + c10::toString(wanted));
}

}  // namespace detail
}  // namespace tnp
