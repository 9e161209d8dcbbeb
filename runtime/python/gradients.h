/// Gradients of tnp.ndarray: methods, attributes, and what writing to an array
/// needs to know about them.
#pragma once

#include <Python.h>

#include <span>

#include "runtime/python/array_object.h"

namespace tnp::python {

/// Makes the array object `target` part of the graphs of `value` when that
/// carries gradients and `target` is a plain array; see tnp::join_graph. The
/// array that it is a view of turns with it.
void join_graph_of(PyObject* target, const ndarray& value);

/// The same before `function(values...)` writes to `target`: lists and tuples
/// among the values are looked into.
void join_graphs_of(PyObject* target, std::span<PyObject* const> values);

/// `_requires_grad_`, `_backward`, `_detach`, ...; ends with a null entry.
extern PyMethodDef gradient_methods[];
/// `_requires_grad`, `_grad`, ...; ends with a null entry.
extern PyGetSetDef gradient_attributes[];

/// Adds the module's functions.
int add_gradients(PyObject* module);

}  // namespace tnp::python
