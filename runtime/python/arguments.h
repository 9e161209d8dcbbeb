/// Arguments of the functions that are written by hand.
#pragma once

#include <Python.h>

#include <array>
#include <cstddef>

#include "runtime/core/device.h"
#include "runtime/python/convert.h"

namespace tnp::python {

/// A function's name and its parameters, in order. "shape|size" accepts both
/// NumPy's keyword and the one that translated programs use.
template <std::size_t N>
struct Signature {
  const char* function;
  std::array<const char*, N> names;
  int max_positional = N;
  int required = 0;
};

/// Sorts arguments of METH_FASTCALL | METH_KEYWORDS into `values`, null where
/// nothing was given. TypeError as Python gives it.
void bind_arguments(const char* function, const char* const* names, int count,
                    int max_positional, int required, PyObject* const* args,
                    Py_ssize_t nargs, PyObject* keywords, PyObject** values);

template <std::size_t N>
std::array<PyObject*, N> bind(const Signature<N>& signature,
                              PyObject* const* args, Py_ssize_t nargs,
                              PyObject* keywords) {
  std::array<PyObject*, N> values{};
  bind_arguments(signature.function, signature.names.data(), N,
                 signature.max_positional, signature.required, args, nargs,
                 keywords, values.data());
  return values;
}

inline bool is_given(PyObject* value) { return value && value != Py_None; }

/// The dtype argument; nothing when absent or None.
inline std::optional<DType> optional_dtype(PyObject* value) {
  if (!is_given(value)) return std::nullopt;
  return dtype_from(value);
}

inline char optional_order(PyObject* value, char otherwise) {
  return is_given(value) ? order_from(value) : otherwise;
}

inline bool flag_from(PyObject* value, bool otherwise) {
  if (!value) return otherwise;
  const int truth = PyObject_IsTrue(value);
  if (truth < 0) throw PythonError();
  return truth != 0;
}

/// `device=`: NumPy's "cpu", and "cuda" or "cuda:1" beyond it; `otherwise` when
/// absent or None. ValueError for others, in NumPy's words.
c10::Device device_from(PyObject* value,
                        c10::Device otherwise = c10::Device(c10::kCPU));

/// `like=` and other arguments that tnp takes only as None.
void refuse_argument(PyObject* value, const char* function, const char* name);

}  // namespace tnp::python
