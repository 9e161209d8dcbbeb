// DLPack, both ways, without a copy: ndarray.__dlpack__, __dlpack_device__ and
// from_dlpack. Arrays in main memory are described here; those on a GPU or in
// a gradient graph go through torch, which knows streams and graphs.
#include <ATen/dlpack.h>

#include <array>
#include <cstring>
#include <memory>
#include <type_traits>

#include "runtime/core/device.h"
#include "runtime/core/errors.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/foreign_memory.h"
#include "runtime/python/reference.h"
#include "runtime/python/torch_bridge.h"

namespace tnp::python {
namespace {

/// The two structures that capsules hold, with the names of unused and used
/// capsules.
template <typename Managed>
struct Capsule;
template <>
struct Capsule<DLManagedTensor> {
  static constexpr char kName[] = "dltensor";
  static constexpr char kUsed[] = "used_dltensor";
};
template <>
struct Capsule<DLManagedTensorVersioned> {
  static constexpr char kName[] = "dltensor_versioned";
  static constexpr char kUsed[] = "used_dltensor_versioned";
};

[[noreturn]] void raise_buffer_error(const char* message) {
  PyErr_SetString(PyExc_BufferError, message);
  throw PythonError();
}

[[noreturn]] void raise_runtime_error(const char* message) {
  PyErr_SetString(PyExc_RuntimeError, message);
  throw PythonError();
}

// Outwards.

/// What a capsule points to: the array stays alive as long as this.
template <typename Managed>
struct Export {
  Managed managed{};
  ndarray array;
  Shape strides;  // in elements
};

DLDataType to_dlpack_type(DType dtype) {
  std::uint8_t code = 0;
  switch (kind(dtype)) {
    case 'b':
      code = kDLBool;
      break;
    case 'i':
      code = kDLInt;
      break;
    case 'u':
      code = kDLUInt;
      break;
    case 'c':
      code = kDLComplex;
      break;
    default:
      code = dtype == DType::kBFloat16 ? kDLBfloat : kDLFloat;
  }
  return {code, static_cast<std::uint8_t>(8 * itemsize(dtype)), 1};
}

template <typename Managed>
void delete_export(Managed* managed) {
  // The array's memory may belong to a Python object.
  const PyGILState_STATE state = PyGILState_Ensure();
  delete static_cast<Export<Managed>*>(managed->manager_ctx);
  PyGILState_Release(state);
}

/// Of a capsule that nobody took the memory from.
template <typename Managed>
void delete_capsule(PyObject* capsule) {
  const char* name = PyCapsule_GetName(capsule);
  if (!name || std::strcmp(name, Capsule<Managed>::kName) != 0) return;
  auto* managed = static_cast<Managed*>(PyCapsule_GetPointer(capsule, name));
  if (managed && managed->deleter) managed->deleter(managed);
}

template <typename Managed>
PyObject* make_capsule(ndarray array, bool copied) {
  auto owner = std::make_unique<Export<Managed>>();
  owner->array = std::move(array);
  const ndarray& a = owner->array;
  for (const std::int64_t stride : a.strides()) {
    if (stride % a.itemsize() != 0) {
      raise_buffer_error(
          "DLPack only supports strides which are a multiple of "
          "itemsize.");
    }
    owner->strides.push_back(stride / a.itemsize());
  }
  DLTensor& tensor = owner->managed.dl_tensor;
  tensor.data = a.data();
  tensor.device = {kDLCPU, 0};
  tensor.ndim = a.ndim();
  tensor.dtype = to_dlpack_type(a.dtype());
  tensor.shape = const_cast<std::int64_t*>(a.shape().data());
  tensor.strides = owner->strides.data();
  tensor.byte_offset = 0;
  owner->managed.manager_ctx = owner.get();
  owner->managed.deleter = delete_export<Managed>;
  if constexpr (std::is_same_v<Managed, DLManagedTensorVersioned>) {
    owner->managed.version = {1, 0};
    owner->managed.flags =
        (a.is_writeable() ? 0 : DLPACK_FLAG_BITMASK_READ_ONLY) |
        (copied ? DLPACK_FLAG_BITMASK_IS_COPIED : 0);
  } else if (!a.is_writeable()) {
    raise_buffer_error(
        "Cannot export readonly array since signalling readonly "
        "is unsupported by DLPack (supported by newer DLPack "
        "version).");
  }
  PyObject* capsule = PyCapsule_New(&owner->managed, Capsule<Managed>::kName,
                                    delete_capsule<Managed>);
  if (capsule) owner.release();
  return capsule;
}

/// Whether max_version=(major, minor) lets a consumer take versioned capsules.
bool takes_versions(PyObject* max_version) {
  if (!is_given(max_version)) return false;
  if (!PyTuple_Check(max_version) || PyTuple_GET_SIZE(max_version) != 2) {
    raise_type_error("max_version must be None or a tuple with two elements.");
  }
  const long major = PyLong_AsLong(PyTuple_GET_ITEM(max_version, 0));
  if (major == -1 && PyErr_Occurred()) throw PythonError();
  return major >= 1;
}

void check_device_request(PyObject* device) {
  if (!is_given(device)) return;
  if (!PyTuple_Check(device)) raise_type_error("dl_device must be a tuple");
  int type = 0;
  int index = 0;
  if (!PyArg_ParseTuple(device, "ii", &type, &index)) throw PythonError();
  if (type != kDLCPU || index != 0) {
    raise_buffer_error("unsupported device requested");
  }
}

void check_copy(PyObject* copy) {
  if (copy && PyUnicode_Check(copy)) {
    raise_value_error(
        "strings are not allowed for 'copy' keyword. Use "
        "True/False/None instead.");
  }
}

/// The array's tensor answers for it, as only torch can.
PyObject* torch_method(PyObject* self, const char* name, PyObject* const* args,
                       Py_ssize_t nargs, PyObject* keywords) {
  const Reference tensor =
      checked(PyObject_CallMethod(self, "_torch", nullptr));
  const Reference method = checked(PyObject_GetAttrString(tensor.get(), name));
  return PyObject_Vectorcall(method.get(), args,
                             static_cast<std::size_t>(nargs), keywords);
}

PyObject* array_dlpack(PyObject* self, PyObject* const* args, Py_ssize_t nargs,
                       PyObject* keywords) {
  static constexpr Signature<4> kSignature{
      "__dlpack__", {"stream", "max_version", "dl_device", "copy"}, 0};
  return guarded([&]() -> PyObject* {
    const ndarray& a = array_of(self);
    if (!a.is_direct()) {
      return torch_method(self, "__dlpack__", args, nargs, keywords);
    }
    const auto [stream, max_version, device, copy] =
        bind(kSignature, args, nargs, keywords);
    if (is_given(stream)) {
      raise_runtime_error("NumPy only supports stream=None.");
    }
    const bool versioned = takes_versions(max_version);
    check_device_request(device);
    check_copy(copy);
    const bool copied = is_given(copy) && flag_from(copy, false);
    ndarray source = copied ? a.copy() : a;
    return versioned ? make_capsule<DLManagedTensorVersioned>(std::move(source),
                                                              copied)
                     : make_capsule<DLManagedTensor>(std::move(source), copied);
  });
}

PyObject* array_dlpack_device(PyObject* self, PyObject*) {
  return guarded([&] {
    const c10::Device device = device_of(array_of(self));
    const int type = device.is_cuda() ? kDLCUDA : kDLCPU;
    return Py_BuildValue("(ii)", type, device.is_cuda() ? device.index() : 0);
  });
}

// Inwards.

DType from_dlpack_type(const DLDataType& type) {
  if (type.lanes == 1) {
    for (int i = 0; i < kNumDTypes; ++i) {
      const DLDataType known = to_dlpack_type(static_cast<DType>(i));
      if (known.code == type.code && known.bits == type.bits) {
        return static_cast<DType>(i);
      }
    }
  }
  raise_runtime_error("Unsupported dtype in DLTensor.");
}

template <typename Managed>
void release_import(void* context) {
  auto* managed = static_cast<Managed*>(context);
  if (managed->deleter) managed->deleter(managed);
}

template <typename Managed>
ndarray take_capsule(PyObject* capsule) {
  auto* managed = static_cast<Managed*>(
      PyCapsule_GetPointer(capsule, Capsule<Managed>::kName));
  if (!managed) throw PythonError();
  bool writeable = false;
  if constexpr (std::is_same_v<Managed, DLManagedTensorVersioned>) {
    if (managed->version.major > 1) {
      raise_buffer_error(
          "from_dlpack(): the exported DLPack major version is "
          "too high to be imported by this version of NumPy.");
    }
    writeable = (managed->flags & DLPACK_FLAG_BITMASK_READ_ONLY) == 0;
  }
  const DLTensor& tensor = managed->dl_tensor;
  switch (tensor.device.device_type) {
    case kDLCPU:
    case kDLCUDAHost:
    case kDLROCMHost:
    case kDLCUDAManaged:
      break;
    default:
      raise_runtime_error("Unsupported device in DLTensor.");
  }
  const DType dtype = from_dlpack_type(tensor.dtype);
  Shape shape(tensor.shape, tensor.shape + tensor.ndim);
  Shape strides(shape.size());
  std::int64_t packed = itemsize(dtype);
  for (std::size_t i = shape.size(); i-- > 0;) {
    strides[i] = tensor.strides ? tensor.strides[i] * itemsize(dtype) : packed;
    packed *= shape[i];
  }
  char* data = static_cast<char*>(tensor.data) + tensor.byte_offset;
  c10::Storage storage =
      storage_over(data, span_of(shape), span_of(strides), itemsize(dtype),
                   managed, release_import<Managed>);
  // From here on the storage owns what the capsule held.
  checked(PyCapsule_SetName(capsule, Capsule<Managed>::kUsed));
  return ndarray::over(std::move(storage), data, dtype, span_of(shape),
                       span_of(strides), writeable);
}

ndarray array_from_capsule(PyObject* capsule) {
  using Versioned = Capsule<DLManagedTensorVersioned>;
  if (PyCapsule_IsValid(capsule, Versioned::kName)) {
    return take_capsule<DLManagedTensorVersioned>(capsule);
  }
  return take_capsule<DLManagedTensor>(capsule);
}

/// object.__dlpack__(...); without arguments where the object's method is of
/// the time before they were.
Reference capsule_of(PyObject* object, PyObject* device, PyObject* copy) {
  const Reference method =
      checked(PyObject_GetAttrString(object, "__dlpack__"));
  const Reference keywords =
      checked(Py_BuildValue("{s:O,s:O,s:(ii)}", "dl_device", device, "copy",
                            copy, "max_version", 1, 0));
  static PyObject* none = PyTuple_New(0);
  Reference capsule(PyObject_Call(method.get(), none, keywords.get()));
  if (!capsule && device == Py_None && copy == Py_None &&
      PyErr_ExceptionMatches(PyExc_TypeError)) {
    PyErr_Clear();
    capsule = Reference(PyObject_CallNoArgs(method.get()));
  }
  return checked(capsule.release());
}

/// Whether an object says that its memory is a GPU's.
bool is_on_gpu(PyObject* object) {
  if (!PyObject_HasAttrString(object, "__dlpack_device__")) return false;
  const Reference device =
      checked(PyObject_CallMethod(object, "__dlpack_device__", nullptr));
  if (!PyTuple_Check(device.get()) || PyTuple_GET_SIZE(device.get()) != 2) {
    return false;
  }
  const Reference type =
      checked(PyNumber_Long(PyTuple_GET_ITEM(device.get(), 0)));
  return PyLong_AsLong(type.get()) == kDLCUDA;
}

PyObject* array_through_torch(PyObject* object, PyObject* device,
                              PyObject* copy) {
  const Reference torch = checked(PyImport_ImportModule("torch"));
  const Reference function =
      checked(PyObject_GetAttrString(torch.get(), "from_dlpack"));
  const Reference args = checked(PyTuple_Pack(1, object));
  const Reference keywords =
      checked(Py_BuildValue("{s:O,s:O}", "device", device, "copy", copy));
  const Reference tensor =
      checked(PyObject_Call(function.get(), args.get(), keywords.get()));
  load_torch_bridge();
  return wrap_array(array_from_tensor(tensor.get()), object);
}

PyObject* from_dlpack(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                      PyObject* keywords) {
  static constexpr Signature<3> kSignature{
      "from_dlpack", {"x", "device", "copy"}, 1, 1};
  return guarded([&]() -> PyObject* {
    const auto [object, device, copy] = bind(kSignature, args, nargs, keywords);
    PyObject* wish = copy ? copy : Py_None;
    Reference on_cpu;
    if (is_given(device)) {
      if (!PyUnicode_Check(device) ||
          PyUnicode_CompareWithASCIIString(device, "cpu") != 0) {
        const Reference text = checked(PyObject_Str(device));
        raise_value_error(
            "Device not understood. Only \"cpu\" is allowed, but "
            "received: " +
            std::string(PyUnicode_AsUTF8(text.get())));
      }
      on_cpu = checked(Py_BuildValue("(ii)", kDLCPU, 0));
    }
    if (is_on_gpu(object)) {
      return array_through_torch(object, device ? device : Py_None, wish);
    }
    const Reference capsule =
        capsule_of(object, on_cpu ? on_cpu.get() : Py_None, wish);
    return wrap_array(array_from_capsule(capsule.get()), object);
  });
}

}  // namespace

PyMethodDef array_dlpack_methods[] = {
    {"__dlpack__", method_cast(array_dlpack), METH_FASTCALL | METH_KEYWORDS,
     "__dlpack__(*, stream=None, max_version=None, dl_device=None, copy=None)"
     "\n--\n\nA capsule that shares the memory."},
    {"__dlpack_device__", array_dlpack_device, METH_NOARGS,
     "__dlpack_device__()\n--\n\n(1, 0) for main memory, (2, i) for GPU i."},
    {nullptr, nullptr, 0, nullptr},
};

PyMethodDef dlpack_functions[] = {
    {"from_dlpack", method_cast(from_dlpack), METH_FASTCALL | METH_KEYWORDS,
     "from_dlpack(x, /, *, device=None, copy=None)\n--\n\n"
     "An array on the memory that x shows by DLPack."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace tnp::python
