/// The tables that together make the type tnp.ndarray.
///
/// array_type.cpp merges them when the module is made: a table added here, or
/// registered before add_array(), becomes part of the type. Generated bindings
/// come later and use add_array_methods().
#pragma once

#include <Python.h>

namespace tnp::python {

/// Each ends with a null entry.
extern PyMethodDef array_methods[];              // array_methods.cpp
extern PyMethodDef array_conversion_methods[];   // array_conversion.cpp
extern PyMethodDef array_dlpack_methods[];       // dlpack.cpp
extern PyMethodDef array_file_methods[];         // array_file.cpp
extern PyMethodDef array_pickle_methods[];       // array_pickle.cpp
extern PyMethodDef array_protocol_methods[];     // array_protocols.cpp
extern PyGetSetDef array_attributes[];           // array_attributes.cpp
extern PyGetSetDef array_protocol_attributes[];  // array_protocols.cpp

/// tp_new: ndarray(shape, dtype=float, buffer=None, offset=0, strides=None,
/// order=None), for subclasses too. array_new.cpp
PyObject* array_new(PyTypeObject* type, PyObject* args, PyObject* keywords);

/// Functions of the module that are written by hand; creation.cpp adds them.
extern PyMethodDef arange_functions[];  // arange.cpp
extern PyMethodDef dlpack_functions[];  // dlpack.cpp
extern PyMethodDef pickle_functions[];  // array_pickle.cpp

/// NumPy's protocols.
extern PyMappingMethods array_mapping_methods;          // array_index.cpp
extern PySequenceMethods array_sequence_methods;        // array_type.cpp
extern PyBufferProcs array_buffer_methods;              // array_buffer.cpp
int array_contains(PyObject* self, PyObject* element);  // array_methods.cpp

/// Of other topics, which may be left out of a build.
#define TNP_OPTIONAL __attribute__((weak))
TNP_OPTIONAL extern PyNumberMethods array_number_methods;  // array_number.cpp
TNP_OPTIONAL PyObject* array_richcompare(PyObject* a, PyObject* b, int op);
TNP_OPTIONAL PyObject* array_repr(PyObject* self);  // format_object.cpp
TNP_OPTIONAL PyObject* array_str(PyObject* self);

/// Sets the flag WRITEABLE of an array object. ValueError where NumPy refuses:
/// on a view of read-only memory.
void set_writeable(PyObject* self, bool writeable);  // array_methods.cpp

/// __bool__, __int__, __float__ and __index__.
void add_number_conversions(PyNumberMethods& methods);  // array_conversion.cpp

/// A function of any calling convention as a method table wants it.
template <typename Function>
PyCFunction method_cast(Function function) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

/// Adds methods to the finished type: the table ends with a null entry. A
/// method of the same name is replaced. -1 with a Python exception on failure.
int add_array_methods(PyMethodDef* methods);

}  // namespace tnp::python
