#include "runtime/python/torch_bridge.h"

#include <string>

#include "runtime/core/device.h"
#include "runtime/core/errors.h"
#include "runtime/core/tensor.h"
#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

TensorBridge bridge;

PyObject* array_torch(PyObject* self, PyObject*) {
  return guarded([&] {
    load_torch_bridge();
    return bridge.wrap(to_own_tensor(array_of(self)));
  });
}

/// The device of `_cuda(device=None)`: none, an index, or "cuda:1".
c10::Device cuda_device(PyObject* argument) {
  if (argument == Py_None) return c10::Device(c10::kCUDA, 0);
  if (!PyUnicode_Check(argument)) {
    const auto index = int_from(argument);
    if (index < 0) raise_value_error("_cuda: the device index is negative");
    return {c10::kCUDA, static_cast<c10::DeviceIndex>(index)};
  }
  const char* text = PyUnicode_AsUTF8(argument);
  if (!text) throw PythonError();
  const c10::Device device{std::string(text)};
  if (!device.is_cuda()) {
    raise_value_error(std::string("_cuda: '") + text + "' is no CUDA device");
  }
  return device.has_index() ? device : c10::Device(c10::kCUDA, 0);
}

PyObject* moved(PyObject* self, c10::Device device) {
  const ndarray& array = array_of(self);
  if (device_of(array) == device) return Py_NewRef(self);
  return wrap_array(to_device(array, device));
}

PyObject* array_cuda(PyObject* self, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"device", nullptr};
  PyObject* device = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O:_cuda",
                                   const_cast<char**>(names), &device)) {
    return nullptr;
  }
  return guarded([&] { return moved(self, cuda_device(device)); });
}

PyObject* array_cpu(PyObject* self, PyObject*) {
  return guarded([&] { return moved(self, c10::Device(c10::kCPU)); });
}

PyObject* array_device(PyObject* self, void*) {
  return guarded([&] {
    return PyUnicode_FromString(device_of(array_of(self)).str().c_str());
  });
}

/// Tensors whose memory is somewhere else, or not there at all.
void check_has_memory(const at::Tensor& tensor) {
  using enum c10::DispatchKey;
  constexpr c10::DispatchKeySet kWrappers(
      {Python, FuncTorchGradWrapper, FuncTorchBatched, Functionalize,
       BatchedNestedTensor, NestedTensor, ZeroTensor});
  if (tensor.unsafeGetTensorImpl()->key_set().has_any(kWrappers)) {
    raise_type_error(
        "tnp.ndarray needs a tensor with memory of its own, not a wrapper "
        "(of vmap, of torch.func, of the compiler, nested or of a subclass)");
  }
  if (!tensor.is_cpu() && !tensor.is_cuda()) {
    raise_type_error("tnp.ndarray lives on 'cpu' or 'cuda', not on '" +
                     tensor.device().str() + "': move the tensor first");
  }
}

/// The array on a tensor of the user's. It does not keep that tensor, whose
/// shape the user may change in place, unless gradients need it; and the memory
/// stays where it is, as after torch's own numpy().
ndarray shared_array(const at::Tensor& tensor) {
  check_has_memory(tensor);
  ndarray array = from_tensor(tensor);
  if (array.is_direct()) {
    array.keep_tensor(at::Tensor());
    array.storage().unsafeGetStorageImpl()->set_resizable(false);
  }
  return array;
}

void install(const TensorBridge& functions) { bridge = functions; }

PyObject* wrap_tensor(const at::Tensor& tensor) {
  return guarded([&] { return wrap_array(shared_array(tensor)); });
}

const BridgeHost host{install, wrap_tensor};

}  // namespace

void load_torch_bridge() {
  if (bridge.wrap) return;
  for (const char* module : {"torch", "tnp._torch_bridge"}) {
    checked(PyImport_ImportModule(module));
  }
}

bool is_tensor(PyObject* object) {
  return bridge.is_tensor && bridge.is_tensor(object);
}

ndarray array_from_tensor(PyObject* tensor) {
  return shared_array(bridge.unwrap(tensor));
}

PyMethodDef torch_methods[] = {
    {"_torch", array_torch, METH_NOARGS,
     "_torch()\n--\n\nThe torch.Tensor on this array's memory.\n\n"
     "Writing to either changes both. Copied are arrays that torch has no "
     "layout for\n(negative strides) and read-only arrays, which torch would "
     "write to.\nImports torch on first use.\n\n"
     "Example: tnp.ones(3)._torch().add_(1)"},
    {"_cuda",
     reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(array_cuda)),
     METH_VARARGS | METH_KEYWORDS,
     "_cuda(device=None)\n--\n\nThis array on a GPU: the first, or the one "
     "given by index or as 'cuda:1'.\n\nRaises RuntimeError without a usable "
     "CUDA device.\n\nExample: a = a._cuda()"},
    {"_cpu", array_cpu, METH_NOARGS,
     "_cpu()\n--\n\nThis array in main memory; itself when it is there.\n\n"
     "Example: print(a._cpu())"},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef torch_attributes[] = {
    {"_device", array_device, nullptr,
     "Where the elements are: 'cpu' or 'cuda:0'.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

int add_bridge(PyObject* module) {
  PyObject* capsule =
      PyCapsule_New(const_cast<BridgeHost*>(&host), kBridgeCapsule, nullptr);
  if (!capsule) return -1;
  const int status = PyModule_AddObjectRef(module, "_bridge", capsule);
  Py_DECREF(capsule);
  return status;
}

}  // namespace tnp::python
