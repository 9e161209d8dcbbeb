#include "runtime/python/arguments.h"

#include <string>
#include <string_view>

#include "runtime/core/errors.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

/// Whether `keyword` is one of the spellings "shape|size".
bool matches(PyObject* keyword, const char* spellings) {
  Py_ssize_t length = 0;
  const char* text = PyUnicode_AsUTF8AndSize(keyword, &length);
  if (!text) throw PythonError();
  const std::string_view word(text, static_cast<std::size_t>(length));
  const std::string_view all(spellings);
  const std::size_t bar = all.find('|');
  if (bar == all.npos) return word == all;
  return word == all.substr(0, bar) || word == all.substr(bar + 1);
}

std::string first_spelling(const char* spellings) {
  const std::string all(spellings);
  return all.substr(0, all.find('|'));
}

}  // namespace

void bind_arguments(const char* function, const char* const* names, int count,
                    int max_positional, int required, PyObject* const* args,
                    Py_ssize_t nargs, PyObject* keywords, PyObject** values) {
  const auto prefix = [&] { return std::string(function) + "() "; };
  if (nargs > max_positional) {
    raise_type_error(
        prefix() + "takes at most " + std::to_string(max_positional) +
        " positional arguments (" + std::to_string(nargs) + " given)");
  }
  for (Py_ssize_t i = 0; i < nargs; ++i) values[i] = args[i];
  const Py_ssize_t num_keywords = keywords ? PyTuple_GET_SIZE(keywords) : 0;
  for (Py_ssize_t k = 0; k < num_keywords; ++k) {
    PyObject* keyword = PyTuple_GET_ITEM(keywords, k);
    int i = 0;
    while (i < count && !matches(keyword, names[i])) ++i;
    const auto text = [&] { return std::string(PyUnicode_AsUTF8(keyword)); };
    if (i == count) {
      raise_type_error(prefix() + "got an unexpected keyword argument '" +
                       text() + "'");
    }
    if (values[i]) {
      raise_type_error(prefix() + "got multiple values for argument '" +
                       text() + "'");
    }
    values[i] = args[nargs + k];
  }
  for (int i = 0; i < required; ++i) {
    if (!values[i]) {
      raise_type_error(prefix() + "missing required argument: '" +
                       first_spelling(names[i]) + "'");
    }
  }
}

c10::Device device_from(PyObject* value, c10::Device otherwise) {
  if (!is_given(value)) return otherwise;
  const Reference text = checked(PyObject_Str(value));
  const std::string name = PyUnicode_AsUTF8(text.get());
  if (PyUnicode_Check(value)) {
    if (name == "cpu") return c10::Device(c10::kCPU);
    if (name == "cuda") return {c10::kCUDA, 0};
    if (name.starts_with("cuda:") && name.size() > 5) {
      return c10::Device(name);
    }
  }
  raise_value_error(
      "Device not understood. Only \"cpu\" is allowed, but "
      "received: " +
      name);
}

void refuse_argument(PyObject* value, const char* function, const char* name) {
  if (!is_given(value)) return;
  raise(ErrorKind::kNotImplementedError,
        std::string(function) + "(): tnp does not take " + name + "=");
}

}  // namespace tnp::python
