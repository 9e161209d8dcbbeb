// ndarray.tofile: the elements in C order, as bytes or as text.
#include <unistd.h>

#include <cerrno>
#include <string>

#include "runtime/core/tensor.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

/// A file to write to: opened here where a path is given, and closed again.
class OutputFile {
 public:
  explicit OutputFile(PyObject* target) {
    const bool is_path = PyUnicode_Check(target) || PyBytes_Check(target) ||
                         PyObject_HasAttrString(target, "__fspath__");
    if (is_path) {
      const Reference io = checked(PyImport_ImportModule("io"));
      file_ =
          checked(PyObject_CallMethod(io.get(), "open", "Os", target, "wb"));
      opened_ = true;
    } else {
      // What Python has kept back comes first.
      checked(PyObject_CallMethod(target, "flush", nullptr));
      file_ = Reference(Py_NewRef(target));
    }
    descriptor_ = PyObject_AsFileDescriptor(file_.get());
    if (descriptor_ < 0) throw PythonError();
    if (!opened_) seek_to_position();
  }

  /// Writes all bytes, without the GIL. OSError.
  void write(const char* bytes, std::size_t count) const {
    int error = 0;
    Py_BEGIN_ALLOW_THREADS;
    while (count > 0 && error == 0) {
      const ssize_t written = ::write(descriptor_, bytes, count);
      if (written < 0) {
        error = errno == EINTR ? 0 : errno;
        continue;
      }
      bytes += written;
      count -= static_cast<std::size_t>(written);
    }
    Py_END_ALLOW_THREADS;
    if (error == 0) return;
    errno = error;
    PyErr_SetFromErrno(PyExc_OSError);
    throw PythonError();
  }

  /// Closes the file, or tells Python's file where the writing ended.
  void finish() const {
    if (opened_) {
      checked(PyObject_CallMethod(file_.get(), "close", nullptr));
    } else if (seekable_) {
      const off_t end = ::lseek(descriptor_, 0, SEEK_CUR);
      checked(PyObject_CallMethod(file_.get(), "seek", "L",
                                  static_cast<long long>(end)));
    }
  }

 private:
  // Python's file may be elsewhere than its descriptor.
  void seek_to_position() {
    const Reference answer =
        checked(PyObject_CallMethod(file_.get(), "seekable", nullptr));
    seekable_ = PyObject_IsTrue(answer.get()) == 1;
    if (!seekable_) return;
    const Reference position =
        checked(PyObject_CallMethod(file_.get(), "tell", nullptr));
    const long long offset = PyLong_AsLongLong(position.get());
    if (offset == -1 && PyErr_Occurred()) throw PythonError();
    ::lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET);
  }

  Reference file_;
  int descriptor_ = -1;
  bool opened_ = false;
  bool seekable_ = false;
};

/// One element in Python's notation, by a format such as "%.3f".
std::string text_of_item(PyObject* item, PyObject* format) {
  Reference text;
  if (PyUnicode_GET_LENGTH(format) == 0) {
    text = checked(PyObject_Str(item));
  } else {
    const Reference values = checked(PyTuple_Pack(1, item));
    text = checked(PyUnicode_Format(format, values.get()));
  }
  const char* utf8 = PyUnicode_AsUTF8(text.get());
  if (!utf8) throw PythonError();
  return utf8;
}

void write_text(const ndarray& values, const OutputFile& file,
                const char* separator, PyObject* format) {
  const std::int64_t size = values.size();
  const Reference flat = checked(wrap_array(values.reshape({&size, 1})));
  const Reference items =
      checked(PyObject_CallMethod(flat.get(), "tolist", nullptr));
  std::string text;
  constexpr std::size_t kChunk = 1 << 16;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items.get()); ++i) {
    if (i > 0) text += separator;
    text += text_of_item(PyList_GET_ITEM(items.get(), i), format);
    if (text.size() < kChunk) continue;
    file.write(text.data(), text.size());
    text.clear();
  }
  file.write(text.data(), text.size());
}

PyObject* array_tofile(PyObject* self, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"file", "sep", "format", nullptr};
  PyObject* target = nullptr;
  const char* separator = "";
  PyObject* format = nullptr;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|sU:tofile",
                                   const_cast<char**>(names), &target,
                                   &separator, &format)) {
    return nullptr;
  }
  return guarded([&] {
    const ndarray values = to_direct(array_of(self)).contiguous();
    const OutputFile file(target);
    if (*separator == '\0') {
      file.write(values.data(), static_cast<std::size_t>(values.nbytes()));
    } else {
      const Reference otherwise = checked(PyUnicode_FromString("%s"));
      write_text(values, file, separator, format ? format : otherwise.get());
    }
    file.finish();
    return Py_NewRef(Py_None);
  });
}

}  // namespace

PyMethodDef array_file_methods[] = {
    {"tofile", method_cast(array_tofile), METH_VARARGS | METH_KEYWORDS,
     "tofile(file, sep='', format='%s')\n--\n\n"
     "Writes the elements in C order to a path or an open file: their bytes,\n"
     "or with a separator their texts. OSError when that fails.\n\n"
     "Example: a.tofile('values.txt', sep='\\n')"},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace tnp::python
