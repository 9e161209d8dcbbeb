/// tnp's scalar objects: one element, immutable, typed as in NumPy.
#pragma once

#include <Python.h>

#include <complex>
#include <cstring>
#include <optional>

#include "runtime/core/element.h"
#include "runtime/core/scalar.h"

namespace tnp::python {

/// The memory of every scalar object. float64 and complex128 are subclasses of
/// Python's float and complex and so have those objects' layout, which this
/// equals.
template <typename T>
struct ScalarObject {
  PyObject_HEAD T value;
};
static_assert(sizeof(ScalarObject<double>) == sizeof(PyFloatObject));
static_assert(sizeof(ScalarObject<std::complex<double>>) ==
              sizeof(PyComplexObject));

template <typename T>
struct DTypeOf;
#define TNP_DTYPE_OF(type, dtype)                \
  template <>                                    \
  struct DTypeOf<type> {                         \
    static constexpr DType value = DType::dtype; \
  }
TNP_DTYPE_OF(bool, kBool);
TNP_DTYPE_OF(std::int8_t, kInt8);
TNP_DTYPE_OF(std::uint8_t, kUInt8);
TNP_DTYPE_OF(std::int16_t, kInt16);
TNP_DTYPE_OF(std::uint16_t, kUInt16);
TNP_DTYPE_OF(std::int32_t, kInt32);
TNP_DTYPE_OF(std::uint32_t, kUInt32);
TNP_DTYPE_OF(std::int64_t, kInt64);
TNP_DTYPE_OF(std::uint64_t, kUInt64);
TNP_DTYPE_OF(c10::Half, kFloat16);
TNP_DTYPE_OF(float, kFloat32);
TNP_DTYPE_OF(double, kFloat64);
TNP_DTYPE_OF(std::complex<float>, kComplex64);
TNP_DTYPE_OF(std::complex<double>, kComplex128);
TNP_DTYPE_OF(c10::BFloat16, kBFloat16);
#undef TNP_DTYPE_OF
template <typename T>
inline constexpr DType dtype_of = DTypeOf<T>::value;

/// The concrete types, by DType; ready after add_scalars().
extern PyTypeObject scalar_types[kNumDTypes];
/// The root of the hierarchy, `tnp.generic`.
extern PyTypeObject generic_type;

inline PyTypeObject* scalar_type(DType d) {
  return &scalar_types[static_cast<int>(d)];
}

/// The dtype of one of `scalar_types`; -1 for any other type. No subclasses.
inline int exact_scalar_dtype(const PyTypeObject* type) {
  const auto offset = reinterpret_cast<std::uintptr_t>(type) -
                      reinterpret_cast<std::uintptr_t>(scalar_types);
  if (offset >= sizeof scalar_types) return -1;
  return static_cast<int>(offset / sizeof(PyTypeObject));
}

/// The same, with subclasses.
int scalar_dtype(const PyTypeObject* type);

/// Where an object of any scalar type keeps its element.
inline const char* scalar_data(PyObject* object) {
  return reinterpret_cast<const char*>(
      &reinterpret_cast<ScalarObject<double>*>(object)->value);
}

/// True and False, tnp's; borrowed.
extern PyObject* scalar_booleans[2];

/// Freed objects: the first list for elements of up to eight bytes, the second
/// for complex128.
struct ScalarFreeList {
  static constexpr int kMost = 256;
  PyObject* objects[kMost];
  int count = 0;
};
extern ScalarFreeList free_scalars[2];

/// Memory for an object of an exact scalar type, from the free list where
/// possible; null with MemoryError.
PyObject* allocate_scalar(PyTypeObject* type);
void deallocate_scalar(PyObject* object);

/// A new scalar object. New reference.
template <typename T>
inline PyObject* make_scalar(T value) {
  if constexpr (std::is_same_v<T, bool>) {
    return Py_NewRef(scalar_booleans[value]);
  } else {
    ScalarFreeList& list = free_scalars[sizeof(T) > sizeof(double)];
    PyObject* object;
    if (list.count > 0) [[likely]] {
      // As PyObject_Init does for a type that is not counted itself.
      object = list.objects[--list.count];
      Py_SET_REFCNT(object, 1);
      Py_SET_TYPE(object, scalar_type(dtype_of<T>));
    } else {
      object = allocate_scalar(scalar_type(dtype_of<T>));
      if (!object) return nullptr;
    }
    reinterpret_cast<ScalarObject<T>*>(object)->value = value;
    return object;
  }
}

/// A Scalar's element as the C++ type of dtype `dtype_of<T>`, converted.
template <typename T>
inline T element_of(const Scalar& scalar) {
  T value;
  scalar.store(&value, dtype_of<T>);
  return value;
}

/// A Python int as an element of the integer type `d`. OverflowError with
/// NumPy's message when it does not fit.
Scalar integer_from_python(PyObject* integer, DType d);
/// A Python int as a double; OverflowError when too large.
double double_from_python(PyObject* integer);
/// `value` as the floating or complex type `d`, with NumPy's RuntimeWarning
/// "overflow encountered in cast" when a finite value becomes infinite.
Scalar cast_inexact(const Scalar& value, DType d);

/// The slots of the types, by topic.
PyObject* scalar_new(PyTypeObject* type, PyObject* args, PyObject* keywords);
PyObject* scalar_vectorcall(PyObject* type, PyObject* const* args,
                            std::size_t nargs_and_flags, PyObject* names);
/// The comparison of the type of dtype `d`.
richcmpfunc scalar_comparison(DType d);
Py_hash_t scalar_hash(PyObject* self);
PyObject* scalar_repr(PyObject* self);
PyObject* scalar_str(PyObject* self);
PyObject* scalar_format(PyObject* self, PyObject* spec);
/// Number slots of the type of dtype `d`.
PyNumberMethods scalar_number_methods(DType d);
extern PyMappingMethods scalar_mapping_methods;
/// The read-only buffer of one element (scalar_buffer.cpp).
extern PyBufferProcs scalar_buffer_methods;
/// Tables of `generic`, and of the integer and floating types; each ends with a
/// null entry.
PyMethodDef* generic_methods();
extern PyGetSetDef generic_attributes[];
extern PyMethodDef number_methods[];
extern PyMethodDef bool_methods[];
extern PyMethodDef integer_methods[];
extern PyMethodDef floating_methods[];
extern PyMethodDef round_methods[];
extern PyMethodDef complex_methods[];

/// A 0-d array object with the scalar's value. New reference.
PyObject* array_of_scalar(PyObject* scalar);

}  // namespace tnp::python
