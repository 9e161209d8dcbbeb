#include "runtime/python/bindings.h"

#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/core/promotion.h"
#include "runtime/core/tensor.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/convert.h"

namespace tnp::python {
namespace {

bool prints_as(PyObject* value, const char* literal) {
  PyObject* text = PyObject_Repr(value);
  if (!text) throw PythonError();
  const bool is_equal = PyUnicode_CompareWithASCIIString(text, literal) == 0;
  Py_DECREF(text);
  return is_equal;
}

}  // namespace

PyObject* submodule(PyObject* module, const char* name) {
  // "lib.stride_tricks" is a module in a module.
  PyObject* home = module;
  const std::string path(name);
  for (std::size_t begin = 0, end = 0; end != path.npos; begin = end + 1) {
    end = path.find('.', begin);
    const std::string full = "tnp." + path.substr(0, end);
    PyObject* found = PyImport_AddModule(full.c_str());
    const std::string last = path.substr(begin, end - begin);
    if (!found || PyModule_AddObjectRef(home, last.c_str(), found) < 0) {
      return nullptr;
    }
    home = found;
  }
  return home;
}

int add_binding_tables(PyObject* module, std::span<const BindingTable> tables) {
  for (const BindingTable& table : tables) {
    PyObject* home = *table.package ? submodule(module, table.package) : module;
    if (!home || PyModule_AddFunctions(home, table.functions) < 0 ||
        add_array_methods(table.methods) < 0) {
      return -1;
    }
  }
  return 0;
}

void reject_argument(PyObject* value, const char* function, const char* param,
                     const char* fallback, const char* advice) {
  if (!value || value == Py_None || prints_as(value, fallback)) return;
  raise(ErrorKind::kNotImplementedError, std::string(function) + "(): `" +
                                             param + "` is not supported; " +
                                             advice);
}

at::Tensor aten_operand(const ndarray& array, DType dtype) {
  return to_tensor(cast_operand(array, dtype));
}

std::optional<at::Tensor> aten_operand(const std::optional<ndarray>& array,
                                       DType dtype) {
  if (!array) return std::nullopt;
  return aten_operand(*array, dtype);
}

std::vector<at::Tensor> aten_operands(std::span<const ndarray> arrays,
                                      DType dtype) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(arrays.size());
  for (const ndarray& array : arrays) {
    tensors.push_back(aten_operand(array, dtype));
  }
  return tensors;
}

at::Scalar aten_scalar(const Scalar& value) {
  switch (kind(value.dtype())) {
    case 'b':
      return value.as_bool();
    case 'i':
      return value.as_int64();
    case 'u':
      return at::Scalar(value.as_uint64());
    case 'c':
      return c10::complex<double>(value.as_complex());
    default:
      return value.as_double();
  }
}

std::optional<at::Scalar> aten_scalar(const std::optional<Scalar>& value) {
  if (!value) return std::nullopt;
  return aten_scalar(*value);
}

c10::IntArrayRef aten_shape(const Shape& shape) {
  num_elements(span_of(shape));  // checks it
  return aten_ints(shape);
}

at::OptionalIntArrayRef aten_ints(const std::optional<Shape>& ints) {
  if (!ints) return std::nullopt;
  return aten_ints(*ints);
}

at::ScalarType aten_type(DType dtype) { return to_scalar_type(dtype); }

std::optional<at::ScalarType> aten_type(std::optional<DType> dtype) {
  if (!dtype) return std::nullopt;
  return to_scalar_type(*dtype);
}

DType kernel_dtype(DType dtype) {
  return dtype == DType::kFloat16 ? DType::kFloat32 : dtype;
}

ndarray aten_result(const at::Tensor& tensor) { return from_tensor(tensor); }

ndarray aten_result(const at::Tensor& tensor, DType dtype) {
  ndarray result = from_tensor(tensor);
  if (result.dtype() == dtype) return result;
  return astype(result, dtype, Casting::kUnsafe, 'K', false);
}

ndarray into_out(ndarray result, const std::optional<ndarray>& out) {
  if (!out) return result;
  copy_into(*out, result, Casting::kSameKind);
  return *out;
}

}  // namespace tnp::python
