// From what users write as a dtype to the element type.
//
// Besides tnp's own objects, the dtype objects of NumPy and torch are
// understood by name, so that programs that still import one of them can pass
// them.
#include <string>

#include "runtime/core/errors.h"
#include "runtime/python/convert.h"
#include "runtime/python/dtype_object.h"
#include "runtime/python/reference.h"
#include "runtime/python/scalar_object.h"

namespace tnp::python {
namespace {

std::string_view text_of(PyObject* unicode) {
  Py_ssize_t length = 0;
  const char* text = PyUnicode_AsUTF8AndSize(unicode, &length);
  if (!text) throw PythonError();
  return {text, static_cast<std::size_t>(length)};
}

std::optional<DType> parse_attribute(PyObject* object, const char* attribute) {
  PyObject* value = PyObject_GetAttrString(object, attribute);
  if (!value) {
    PyErr_Clear();
    return std::nullopt;
  }
  std::optional<DType> result;
  if (PyUnicode_Check(value)) result = parse_dtype(text_of(value));
  Py_DECREF(value);
  return result;
}

std::optional<DType> find_python_type(PyTypeObject* type) {
  const int d = scalar_dtype(type);
  if (d >= 0) return static_cast<DType>(d);
  if (type == &PyBool_Type) return DType::kBool;
  if (type == &PyLong_Type) return DType::kInt64;
  if (type == &PyFloat_Type) return DType::kFloat64;
  if (type == &PyComplex_Type) return DType::kComplex128;
  // numpy.float32 and the like.
  if (std::string_view(type->tp_name).starts_with("numpy.")) {
    return parse_dtype(std::string_view(type->tp_name).substr(6));
  }
  return std::nullopt;
}

std::optional<DType> find_foreign_dtype(PyObject* object) {
  const std::string_view type = Py_TYPE(object)->tp_name;
  if (type.starts_with("numpy.dtype")) return parse_attribute(object, "str");
  if (type != "torch.dtype") return std::nullopt;
  PyObject* text = PyObject_Str(object);
  if (!text) throw PythonError();
  const std::string name(text_of(text));
  Py_DECREF(text);
  const std::size_t dot = name.find('.');
  return dot == std::string::npos ? std::nullopt
                                  : parse_dtype(name.substr(dot + 1));
}

constexpr char kByteOrder[] =
    "tnp's arrays have native byte order only: read other data with "
    "tnp.frombuffer, which converts it, or use dtype.newbyteorder('=')";

struct Advice {
  std::string_view spellings;  // "|"-separated codes and names
  const char* message;
};
constexpr Advice kAdvice[] = {
    {"|O|object|object_|",
     "tnp has no object dtype: keep such data in a list, or convert it to a "
     "numeric dtype"},
    {"|S|U|V|a|c|str|str_|bytes|bytes_|void|",
     "tnp has no string or void dtype: keep text in a list, and convert "
     "numbers in text to a numeric dtype"},
    {"|M8|m8|M|m|datetime64|timedelta64|",
     "tnp has no datetime dtype: keep such data as int64 counts of a unit, or "
     "in NumPy"},
    {"|g|G|longdouble|clongdouble|float128|complex256|f16|c32|",
     "tnp has no longdouble dtype: use float64, or complex128"},
};

[[noreturn]] void raise_not_supported(const char* message) {
  raise(ErrorKind::kNotImplementedError, message);
}

void advise_on(std::string_view spelling) {
  if (!spelling.empty() && spelling[0] == '>' &&
      parse_dtype(spelling.substr(1))) {
    raise_not_supported(kByteOrder);
  }
  if (spelling.find(',') != std::string_view::npos) {
    raise_not_supported("tnp has no structured dtype: use one array per field");
  }
  std::string_view core = spelling;
  if (core.starts_with('<') || core.starts_with('>') || core.starts_with('=') ||
      core.starts_with('|')) {
    core.remove_prefix(1);
  }
  // "S10" and "M8[ns]" count as "S" and "M8".
  const std::size_t bracket = core.find('[');
  if (bracket != std::string_view::npos) core = core.substr(0, bracket);
  if (!core.empty() && std::string_view("SUVa").find(core[0]) != core.npos &&
      core.find_first_not_of("0123456789", 1) == core.npos) {
    core = core.substr(0, 1);
  }
  if (core.empty()) return;
  const std::string key = "|" + std::string(core) + "|";
  for (const Advice& advice : kAdvice) {
    if (advice.spellings.find(key) != std::string_view::npos) {
      raise_not_supported(advice.message);
    }
  }
}

[[noreturn]] void raise_type_not_allowed(PyTypeObject* type) {
  const std::string name(type->tp_name + sizeof("tnp"));
  raise_type_error("Converting 'np." + name + "' to a dtype is not allowed");
}

[[noreturn]] void raise_for_type(PyTypeObject* type) {
  if (type == &PyUnicode_Type || type == &PyBytes_Type) advise_on("str");
  if (PyType_IsSubtype(type, &generic_type)) raise_type_not_allowed(type);
  if (std::string_view(type->tp_name).starts_with("numpy.")) {
    advise_on(std::string_view(type->tp_name).substr(6));
  }
  advise_on("object");
  raise_type_error("Cannot interpret the type as a data type");
}

[[noreturn]] void raise_cannot_interpret(PyObject* object) {
  PyObject* repr = PyObject_Repr(object);
  if (!repr) throw PythonError();
  const std::string text(text_of(repr));
  Py_DECREF(repr);
  raise_type_error("Cannot interpret '" + text + "' as a data type");
}

}  // namespace

std::optional<OrderedDType> find_ordered_dtype(PyObject* object) {
  if (is_dtype_object(object)) {
    const auto* dtype = reinterpret_cast<DTypeObject*>(object);
    return OrderedDType{dtype->dtype, dtype->is_swapped};
  }
  if (const std::optional<DType> native = find_dtype(object)) {
    return OrderedDType{*native};
  }
  std::string text;
  if (PyUnicode_Check(object)) {
    text = text_of(object);
  } else if (std::string_view(Py_TYPE(object)->tp_name)
                 .starts_with("numpy.dtype")) {
    const Reference spelling(PyObject_GetAttrString(object, "str"));
    if (!spelling) throw PythonError();
    text = text_of(spelling.get());
  }
  if (!text.starts_with('>')) return std::nullopt;
  const std::optional<DType> dtype = parse_dtype(text.substr(1));
  if (!dtype) return std::nullopt;
  return OrderedDType{*dtype, itemsize(*dtype) > 1};
}

OrderedDType ordered_dtype_from(PyObject* object) {
  if (const auto found = find_ordered_dtype(object)) return *found;
  return {dtype_from(object)};
}

/// "2i", "(2,3)f8": elements that are arrays themselves.
static bool is_subarray(const std::string& text) {
  const std::size_t rest = text.starts_with('(')
                               ? text.find(')') + 1
                               : text.find_first_not_of("0123456789");
  return rest > 0 && rest < text.size() &&
         parse_dtype(text.substr(rest)).has_value();
}

std::optional<DType> find_dtype(PyObject* object) {
  if (is_dtype_object(object)) {
    const auto* dtype = reinterpret_cast<DTypeObject*>(object);
    if (dtype->is_swapped) return std::nullopt;
    return dtype->dtype;
  }
  if (PyType_Check(object)) {
    return find_python_type(reinterpret_cast<PyTypeObject*>(object));
  }
  if (PyUnicode_Check(object)) return parse_dtype(text_of(object));
  return find_foreign_dtype(object);
}

DType dtype_from(PyObject* object) {
  if (const std::optional<DType> found = find_dtype(object)) return *found;
  if (object == Py_None) return DType::kFloat64;
  if (is_dtype_object(object)) raise_not_supported(kByteOrder);
  if (PyType_Check(object)) {
    raise_for_type(reinterpret_cast<PyTypeObject*>(object));
  }
  if (PyUnicode_Check(object)) {
    const std::string text(text_of(object));
    advise_on(text);
    if (is_subarray(text)) {
      raise_not_supported(
          "tnp has no structured dtype: use one array per field");
    }
    raise_type_error("data type '" + text + "' not understood");
  }
  if (PyList_Check(object) || PyTuple_Check(object) || PyDict_Check(object)) {
    raise_not_supported("tnp has no structured dtype: use one array per field");
  }
  if (std::string_view(Py_TYPE(object)->tp_name).starts_with("numpy.dtype")) {
    PyObject* text = PyObject_GetAttrString(object, "str");
    if (!text) throw PythonError();
    const std::string spelling(text_of(text));
    Py_DECREF(text);
    advise_on(spelling);
  }
  raise_cannot_interpret(object);
}

}  // namespace tnp::python
