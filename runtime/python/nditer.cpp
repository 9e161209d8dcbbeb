// tnp.nditer and nested_iters: NumPy's iterator over several arrays.
#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/core/errors.h"
#include "runtime/core/nd_iterator.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_subclass.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/module.h"
#include "runtime/python/reference.h"

namespace tnp::python {
namespace {

struct Nditer {
  PyObject_HEAD NdIterator* iterator;  // null once closed
  PyObject* operands;                  // a tuple of arrays
  PyObject* inner;                     // of nested_iters: what starts anew
  bool is_started;                     // whether __next__ has given a value
};

PyTypeObject nditer_type = {PyVarObject_HEAD_INIT(nullptr, 0)};

Nditer* object_of(PyObject* self) { return reinterpret_cast<Nditer*>(self); }

NdIterator& open_iterator(PyObject* self) {
  NdIterator* iterator = object_of(self)->iterator;
  if (!iterator) raise_value_error("Iterator is invalid");
  return *iterator;
}

// ---- Arguments.

std::vector<Reference> items_of(PyObject* object, const char* message) {
  const Reference fast = checked(PySequence_Fast(object, message));
  std::vector<Reference> items;
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast.get()); ++i) {
    items.emplace_back(Py_NewRef(PySequence_Fast_GET_ITEM(fast.get(), i)));
  }
  return items;
}

std::set<std::string> words_of(PyObject* object, const char* what) {
  std::set<std::string> words;
  if (!is_given(object)) return words;
  if (PyUnicode_Check(object)) {
    raise_type_error(std::string(what) + " must be a tuple or array of " +
                     what + " strings");
  }
  for (const Reference& item : items_of(object, what)) {
    const char* text = PyUnicode_AsUTF8(item.get());
    if (!text) throw PythonError();
    words.insert(text);
  }
  return words;
}

void check_known(const std::set<std::string>& words,
                 const std::set<std::string>& known, const char* message) {
  for (const std::string& word : words) {
    if (!known.contains(word)) {
      raise_value_error(message + word + "\"");
    }
  }
}

void read_flags(PyObject* object, NdOptions& options) {
  static const std::set<std::string> kKnown{
      "buffered",       "c_index",       "common_dtype", "copy_if_overlap",
      "delay_bufalloc", "external_loop", "f_index",      "grow_inner",
      "multi_index",    "ranged",        "refs_ok",      "reduce_ok",
      "zerosize_ok"};
  const std::set<std::string> flags = words_of(object, "iterator flag");
  check_known(flags, kKnown, "Unexpected iterator global flag \"");
  options.buffered = flags.contains("buffered");
  options.common_dtype = flags.contains("common_dtype");
  options.copy_if_overlap = flags.contains("copy_if_overlap");
  options.external_loop = flags.contains("external_loop");
  options.grow_inner = flags.contains("grow_inner");
  options.multi_index = flags.contains("multi_index");
  options.reduce_ok = flags.contains("reduce_ok");
  options.zero_size_ok = flags.contains("zerosize_ok");
  if (flags.contains("c_index") && flags.contains("f_index")) {
    raise_value_error(
        "Iterator flags C_INDEX and F_INDEX cannot both be specified");
  }
  if (flags.contains("c_index")) options.index = 'C';
  if (flags.contains("f_index")) options.index = 'F';
  if (options.external_loop && (options.multi_index || options.index != 0)) {
    raise_value_error(
        "Iterator flag EXTERNAL_LOOP cannot be used if an index or "
        "multi-index is being tracked");
  }
}

void read_operand_flags(const std::set<std::string>& flags, NdOperand& op) {
  static const std::set<std::string> kKnown{
      "aligned",      "allocate",    "arraymask",
      "contig",       "copy",        "nbo",
      "no_broadcast", "no_subtype",  "overlap_assume_elementwise",
      "readonly",     "readwrite",   "updateifcopy",
      "virtual",      "writemasked", "writeonly"};
  check_known(flags, kKnown, "Unexpected per-op iterator flag \"");
  for (const char* flag : {"arraymask", "writemasked", "virtual"}) {
    if (flags.contains(flag)) {
      raise(ErrorKind::kNotImplementedError,
            std::string("nditer(): the operand flag '") + flag +
                "' is not supported; mask with `where=` of a ufunc");
    }
  }
  const int modes = static_cast<int>(flags.contains("readonly")) +
                    static_cast<int>(flags.contains("readwrite")) +
                    static_cast<int>(flags.contains("writeonly"));
  if (modes != 1) {
    raise_value_error(
        modes == 0 ? "None of the iterator flags READWRITE, READONLY, or "
                     "WRITEONLY were specified for an operand"
                   : "Only one of the iterator flags READWRITE, READONLY, and "
                     "WRITEONLY may be specified for an operand");
  }
  op.reads = !flags.contains("writeonly");
  op.writes = !flags.contains("readonly");
  op.may_make = flags.contains("allocate");
  op.may_copy = flags.contains("copy") || flags.contains("updateifcopy");
  op.no_broadcast = flags.contains("no_broadcast");
  op.contiguous = flags.contains("contig");
  op.no_subtype = flags.contains("no_subtype");
}

/// The flags of each operand: one list for all, or one of each.
std::vector<std::set<std::string>> operand_flags(
    PyObject* object, const std::vector<Reference>& operands) {
  std::vector<std::set<std::string>> flags;
  if (is_given(object)) {
    const std::vector<Reference> items = items_of(
        object, "op_flags must be a tuple or array of per-op flag-tuples");
    const bool one_for_all = !items.empty() && PyUnicode_Check(items[0].get());
    if (!one_for_all && items.size() != operands.size()) {
      raise_value_error(
          "op_flags must be a tuple or array of per-op flag-tuples");
    }
    for (std::size_t i = 0; i < operands.size(); ++i) {
      flags.push_back(
          words_of(one_for_all ? object : items[i].get(), "operand flag"));
    }
    return flags;
  }
  for (const Reference& operand : operands) {
    flags.push_back(operand.get() == Py_None
                        ? std::set<std::string>{"writeonly", "allocate"}
                        : std::set<std::string>{"readonly"});
  }
  return flags;
}

std::vector<int> axes_from_object(PyObject* object) {
  std::vector<int> axes;
  for (const Reference& item : items_of(object, "op_axes")) {
    axes.push_back(
        item.get() == Py_None ? -1 : static_cast<int>(int_from(item.get())));
  }
  return axes;
}

struct Arguments {
  PyObject* op;
  PyObject* flags;
  PyObject* op_flags;
  PyObject* op_dtypes;
  PyObject* order;
  PyObject* casting;
  PyObject* op_axes;
  PyObject* itershape;
  PyObject* buffersize;
};

Casting casting_from_object(PyObject* object) {
  if (!is_given(object)) return Casting::kSafe;
  const char* text = PyUnicode_AsUTF8(object);
  if (!text) throw PythonError();
  const std::optional<Casting> parsed = parse_casting(text);
  if (!parsed) {
    raise_value_error(
        "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' "
        "(got '" +
        std::string(text) + "')");
  }
  return *parsed;
}

NdOptions options_from(const Arguments& arguments) {
  NdOptions options;
  read_flags(arguments.flags, options);
  options.order = optional_order(arguments.order, 'K');
  options.casting = casting_from_object(arguments.casting);
  if (is_given(arguments.itershape)) {
    options.shape = shape_from(arguments.itershape);
  }
  if (is_given(arguments.buffersize)) {
    const std::int64_t size = int_from(arguments.buffersize);
    if (size > 0) options.buffer_size = size;
  }
  return options;
}

/// The operands as arrays, with None for those to be made.
std::vector<Reference> operand_objects(PyObject* op) {
  const bool is_list = PyList_Check(op) || PyTuple_Check(op);
  std::vector<Reference> objects;
  if (is_list) {
    objects = items_of(op, "operands");
  } else {
    objects.emplace_back(Py_NewRef(op));
  }
  if (objects.empty()) {
    raise_value_error("Must provide at least one operand");
  }
  for (Reference& object : objects) {
    if (object.get() == Py_None || is_array(object.get())) continue;
    object = checked(wrap_array(array_from(object.get())));
  }
  return objects;
}

std::vector<NdOperand> operands_from(const std::vector<Reference>& objects,
                                     const Arguments& arguments) {
  const auto flags = operand_flags(arguments.op_flags, objects);
  std::vector<Reference> dtypes;
  const bool one_dtype = is_given(arguments.op_dtypes) &&
                         !PyList_Check(arguments.op_dtypes) &&
                         !PyTuple_Check(arguments.op_dtypes);
  if (is_given(arguments.op_dtypes) && !one_dtype) {
    dtypes = items_of(arguments.op_dtypes, "op_dtypes");
    if (dtypes.size() == 1 && objects.size() > 1) {
      const Reference first = std::move(dtypes[0]);
      dtypes.clear();
      for (std::size_t i = 0; i < objects.size(); ++i) {
        dtypes.emplace_back(Py_NewRef(first.get()));
      }
    }
    if (dtypes.size() != objects.size()) {
      raise_value_error(
          "op_dtypes must be a tuple/list matching the number of ops");
    }
  }
  std::vector<Reference> axes;
  if (is_given(arguments.op_axes)) {
    axes = items_of(arguments.op_axes,
                    "op_axes must be a tuple/list matching "
                    "the number of ops");
    if (axes.size() != objects.size()) {
      raise_value_error(
          "op_axes must be a tuple/list matching the number of "
          "ops");
    }
  }
  std::vector<NdOperand> operands(objects.size());
  for (std::size_t i = 0; i < objects.size(); ++i) {
    NdOperand& op = operands[i];
    if (objects[i].get() != Py_None) op.array = array_of(objects[i].get());
    read_operand_flags(flags[i], op);
    PyObject* dtype = one_dtype        ? arguments.op_dtypes
                      : dtypes.empty() ? nullptr
                                       : dtypes[i].get();
    op.dtype = optional_dtype(dtype);
    if (!axes.empty() && axes[i].get() != Py_None) {
      op.axes = axes_from_object(axes[i].get());
    }
  }
  return operands;
}

/// An output as an object, of the class of `wrapper` where that is an array.
Reference made_output(const ndarray& made, PyObject* wrapper) {
  if (!wrapper || !is_array(wrapper)) return checked(wrap_array(ndarray(made)));
  Reference object = checked(wrap_like(ndarray(made), wrapper));
  if (!is_array(object.get()) ||
      !std::ranges::equal(array_of(object.get()).shape(), made.shape())) {
    raise(ErrorKind::kRuntimeError,
          "Iterator automatic output has an array subtype which changed the "
          "dimensions of the output");
  }
  return object;
}

Reference make_nditer(PyTypeObject* type, const Arguments& arguments) {
  std::vector<Reference> objects = operand_objects(arguments.op);
  auto iterator = std::make_unique<NdIterator>(
      operands_from(objects, arguments), options_from(arguments));
  Reference tuple =
      checked(PyTuple_New(static_cast<Py_ssize_t>(objects.size())));
  std::vector<PyObject*> given;
  for (const Reference& object : objects) {
    if (object.get() != Py_None) given.push_back(object.get());
  }
  PyObject* wrapper = find_wrapper(given);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    if (objects[i].get() == Py_None) {
      const NdOperand& made = iterator->operand(static_cast<int>(i));
      objects[i] = made_output(made.array, made.no_subtype ? nullptr : wrapper);
    }
    PyTuple_SET_ITEM(tuple.get(), static_cast<Py_ssize_t>(i),
                     objects[i].release());
  }
  Reference self = checked(type->tp_alloc(type, 0));
  Nditer* object = object_of(self.get());
  object->iterator = iterator.release();
  object->operands = tuple.release();
  return self;
}

constexpr Signature<9> kSignature{
    "nditer",
    {"op", "flags", "op_flags", "op_dtypes", "order", "casting", "op_axes",
     "itershape", "buffersize"},
    9,
    1};

PyObject* new_nditer(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  return guarded([&] {
    // The names and values of the keywords as vectorcall has them.
    std::vector<PyObject*> values;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); ++i) {
      values.push_back(PyTuple_GET_ITEM(args, i));
    }
    const Reference names =
        checked(keywords ? PySequence_Tuple(keywords) : PyTuple_New(0));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names.get()); ++i) {
      values.push_back(
          PyDict_GetItemWithError(keywords, PyTuple_GET_ITEM(names.get(), i)));
    }
    const auto bound =
        bind(kSignature, values.data(), PyTuple_GET_SIZE(args), names.get());
    return make_nditer(type, {bound[0], bound[1], bound[2], bound[3], bound[4],
                              bound[5], bound[6], bound[7], bound[8]})
        .release();
  });
}

void dealloc(PyObject* self) {
  Nditer* object = object_of(self);
  delete object->iterator;
  Py_XDECREF(object->operands);
  Py_XDECREF(object->inner);
  Py_TYPE(self)->tp_free(self);
}

// ---- Values.

Reference value_at(PyObject* self, int i) {
  return checked(wrap_array(open_iterator(self).value(i), self));
}

PyObject* values(PyObject* self) {
  const NdIterator& iterator = open_iterator(self);
  if (iterator.count() == 1) return value_at(self, 0).release();
  Reference tuple = checked(PyTuple_New(iterator.count()));
  for (int i = 0; i < iterator.count(); ++i) {
    PyTuple_SET_ITEM(tuple.get(), i, value_at(self, i).release());
  }
  return tuple.release();
}

/// Inner iterators begin at the element of the outer one.
void start_inner(PyObject* self) {
  while (PyObject* inner = object_of(self)->inner) {
    NdIterator& iterator = open_iterator(inner);
    iterator.rebase(open_iterator(self).pointers());
    object_of(inner)->is_started = false;
    self = inner;
  }
}

bool advance(PyObject* self) {
  NdIterator& iterator = open_iterator(self);
  const bool goes_on = iterator.next();
  if (!goes_on) iterator.write_back();
  if (goes_on) start_inner(self);
  return goes_on;
}

PyObject* next_value(PyObject* self) {
  return guarded([&]() -> PyObject* {
    Nditer* object = object_of(self);
    if (open_iterator(self).is_finished()) return nullptr;
    if (object->is_started && !advance(self)) return nullptr;
    object->is_started = true;
    return values(self);
  });
}

// ---- Attributes.

template <typename Get>
PyObject* get_with(PyObject* self, Get&& get) {
  return guarded([&] { return get(open_iterator(self)); });
}

/// Sets an attribute by `set`, which is not to be deleted.
template <typename Set>
int set_with(PyObject* self, PyObject* value, const char* name, Set&& set) {
  return guarded_status([&] {
    if (!value) {
      PyErr_Format(PyExc_AttributeError, "Cannot delete nditer %s", name);
      throw PythonError();
    }
    set(open_iterator(self));
    object_of(self)->is_started = false;
    start_inner(self);
    return 0;
  });
}

PyObject* get_value(PyObject* self, void*) {
  return guarded([&] {
    if (open_iterator(self).is_finished()) {
      raise_value_error("Iterator is past the end");
    }
    return values(self);
  });
}

PyObject* get_operands(PyObject* self, void*) {
  return get_with(
      self, [&](NdIterator&) { return Py_NewRef(object_of(self)->operands); });
}

PyObject* get_itviews(PyObject* self, void*) {
  return get_with(self, [&](NdIterator& iterator) {
    Reference tuple = checked(PyTuple_New(iterator.count()));
    for (int i = 0; i < iterator.count(); ++i) {
      ndarray view = iterator.working(i);
      PyTuple_SET_ITEM(tuple.get(), i, wrap_array(std::move(view)));
    }
    return tuple.release();
  });
}

PyObject* get_dtypes(PyObject* self, void*) {
  return get_with(self, [&](NdIterator& iterator) {
    Reference tuple = checked(PyTuple_New(iterator.count()));
    for (int i = 0; i < iterator.count(); ++i) {
      PyTuple_SET_ITEM(tuple.get(), i, wrap_dtype(iterator.working(i).dtype()));
    }
    return tuple.release();
  });
}

PyObject* get_shape(PyObject* self, void*) {
  return get_with(self, [](NdIterator& iterator) {
    if (iterator.is_finished()) raise_value_error("Iterator is past the end");
    const Shape shape = iterator.shape();
    return int_tuple(span_of(shape));
  });
}

PyObject* get_multi_index(PyObject* self, void*) {
  return get_with(self, [](NdIterator& iterator) {
    if (!iterator.options().multi_index) {
      raise_value_error("Iterator is not tracking a multi-index");
    }
    if (iterator.is_finished()) raise_value_error("Iterator is past the end");
    const Shape index = iterator.multi_index();
    return int_tuple(span_of(index));
  });
}

int set_multi_index(PyObject* self, PyObject* value, void*) {
  return set_with(self, value, "multi_index", [&](NdIterator& iterator) {
    if (!iterator.options().multi_index) {
      raise_value_error("Iterator is not tracking a multi-index");
    }
    const Shape index = shape_from(value);
    if (static_cast<int>(index.size()) != iterator.ndim()) {
      raise_value_error("Wrong number of indices");
    }
    iterator.set_multi_index(span_of(index));
  });
}

PyObject* get_index(PyObject* self, void*) {
  return get_with(self, [](NdIterator& iterator) {
    if (iterator.options().index == 0) {
      raise_value_error("Iterator does not have an index");
    }
    if (iterator.is_finished()) raise_value_error("Iterator is past the end");
    return PyLong_FromLongLong(iterator.flat_index());
  });
}

int set_index(PyObject* self, PyObject* value, void*) {
  return set_with(self, value, "index", [&](NdIterator& iterator) {
    if (iterator.options().index == 0) {
      raise_value_error("Iterator does not have an index");
    }
    iterator.set_flat_index(int_from(value));
  });
}

PyObject* get_iterindex(PyObject* self, void*) {
  return get_with(self, [](NdIterator& iterator) {
    return PyLong_FromLongLong(iterator.position());
  });
}

int set_iterindex(PyObject* self, PyObject* value, void*) {
  return set_with(self, value, "iterindex", [&](NdIterator& iterator) {
    iterator.set_position(int_from(value));
  });
}

PyObject* get_itersize(PyObject* self, void*) {
  return get_with(self, [](NdIterator& iterator) {
    return PyLong_FromLongLong(iterator.size());
  });
}

PyObject* get_ndim(PyObject* self, void*) {
  return get_with(self, [](NdIterator& iterator) {
    return PyLong_FromLong(iterator.ndim());
  });
}

PyObject* get_nop(PyObject* self, void*) {
  return get_with(self, [](NdIterator& iterator) {
    return PyLong_FromLong(iterator.count());
  });
}

PyObject* get_finished(PyObject* self, void*) {
  return get_with(self, [](NdIterator& iterator) {
    return PyBool_FromLong(iterator.is_finished());
  });
}

PyObject* get_has_index(PyObject* self, void*) {
  return get_with(self, [](NdIterator& iterator) {
    return PyBool_FromLong(iterator.options().index != 0);
  });
}

PyObject* get_has_multi_index(PyObject* self, void*) {
  return get_with(self, [](NdIterator& iterator) {
    return PyBool_FromLong(iterator.options().multi_index);
  });
}

PyObject* get_false(PyObject*, void*) { Py_RETURN_FALSE; }

// ---- Methods.

PyObject* iternext(PyObject* self, PyObject*) {
  return guarded([&] { return PyBool_FromLong(advance(self)); });
}

PyObject* reset(PyObject* self, PyObject*) {
  return get_with(self, [&](NdIterator& iterator) {
    iterator.write_back();
    iterator.reset();
    object_of(self)->is_started = false;
    start_inner(self);
    return Py_NewRef(Py_None);
  });
}

PyObject* close_iterator(PyObject* self, PyObject*) {
  return guarded([&] {
    Nditer* object = object_of(self);
    if (object->iterator) object->iterator->write_back();
    delete std::exchange(object->iterator, nullptr);
    return Py_NewRef(Py_None);
  });
}

PyObject* enter(PyObject* self, PyObject*) {
  if (!object_of(self)->iterator) {
    PyErr_SetString(PyExc_RuntimeError,
                    "operation on non-initialized iterator");
    return nullptr;
  }
  return Py_NewRef(self);
}

PyObject* leave(PyObject* self, PyObject* const*, Py_ssize_t) {
  return close_iterator(self, nullptr);
}

PyObject* copy_iterator(PyObject* self, PyObject*) {
  return get_with(self, [&](NdIterator& iterator) {
    Reference copy = checked(nditer_type.tp_alloc(&nditer_type, 0));
    Nditer* object = object_of(copy.get());
    object->iterator = new NdIterator(iterator);
    object->operands = Py_NewRef(object_of(self)->operands);
    object->is_started = object_of(self)->is_started;
    return copy.release();
  });
}

PyObject* remove_axis(PyObject* self, PyObject* axis) {
  return get_with(self, [&](NdIterator& iterator) {
    if (!iterator.options().multi_index) {
      raise_value_error(
          "Iterator RemoveAxis may only be called if a "
          "multi-index is being tracked");
    }
    iterator.remove_axis(normalize_axis(int_from(axis), iterator.ndim()));
    object_of(self)->is_started = false;
    return Py_NewRef(Py_None);
  });
}

PyObject* remove_multi_index(PyObject* self, PyObject*) {
  return get_with(self, [&](NdIterator& iterator) {
    iterator.remove_multi_index();
    object_of(self)->is_started = false;
    return Py_NewRef(Py_None);
  });
}

PyObject* enable_external_loop(PyObject* self, PyObject*) {
  return get_with(self, [&](NdIterator& iterator) {
    iterator.enable_external_loop();
    object_of(self)->is_started = false;
    return Py_NewRef(Py_None);
  });
}

Py_ssize_t length(PyObject* self) {
  const NdIterator* iterator = object_of(self)->iterator;
  return iterator ? iterator->count() : 0;
}

PyObject* item(PyObject* self, PyObject* key) {
  return guarded([&]() -> PyObject* {
    const NdIterator& iterator = open_iterator(self);
    if (iterator.is_finished()) raise_value_error("Iterator is past the end");
    if (PySlice_Check(key)) {
      const Reference every = checked(values(self));
      const Reference tuple = iterator.count() == 1
                                  ? checked(PyTuple_Pack(1, every.get()))
                                  : Reference(Py_NewRef(every.get()));
      return PyObject_GetItem(tuple.get(), key);
    }
    std::int64_t i = int_from(key);
    if (i < 0) i += iterator.count();
    if (i < 0 || i >= iterator.count()) {
      raise(
          ErrorKind::kIndexError,
          "Iterator operand index " + std::to_string(i) + " is out of bounds");
    }
    return value_at(self, static_cast<int>(i)).release();
  });
}

int assign_item(PyObject* self, PyObject* key, PyObject* value) {
  return guarded_status([&] {
    if (!value) raise_type_error("cannot delete iterator elements");
    const Reference view = checked(item(self, key));
    return checked(PyObject_SetItem(view.get(), Py_Ellipsis, value));
  });
}

PyMethodDef methods[] = {
    {"__enter__", enter, METH_NOARGS, nullptr},
    {"__exit__", method_cast(leave), METH_FASTCALL, nullptr},
    {"close", close_iterator, METH_NOARGS,
     "Writes copies back; the iterator is not to be used any more."},
    {"copy", copy_iterator, METH_NOARGS, "An iterator in the same state."},
    {"__copy__", copy_iterator, METH_NOARGS, nullptr},
    {"enable_external_loop", enable_external_loop, METH_NOARGS,
     "Gives runs of elements from now on."},
    {"iternext", iternext, METH_NOARGS,
     "Goes on; whether there is another element."},
    {"remove_axis", remove_axis, METH_O,
     "remove_axis(i, /)\n--\n\nLeaves an axis at its first element."},
    {"remove_multi_index", remove_multi_index, METH_NOARGS,
     "Lets axes be merged."},
    {"reset", reset, METH_NOARGS, "Starts anew."},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef attributes[] = {
    {"dtypes", get_dtypes, nullptr, "The element type of each value.", nullptr},
    {"finished", get_finished, nullptr, "Whether the end is reached.", nullptr},
    {"has_delayed_bufalloc", get_false, nullptr, "Always False.", nullptr},
    {"has_index", get_has_index, nullptr, "Whether a flat index is tracked.",
     nullptr},
    {"has_multi_index", get_has_multi_index, nullptr,
     "Whether a multi-index is tracked.", nullptr},
    {"index", get_index, set_index, "The flat index.", nullptr},
    {"iterationneedsapi", get_false, nullptr, "Always False.", nullptr},
    {"iterindex", get_iterindex, set_iterindex,
     "The number of elements before this one.", nullptr},
    {"itersize", get_itersize, nullptr, "The number of elements.", nullptr},
    {"itviews", get_itviews, nullptr, "What the loop works on.", nullptr},
    {"multi_index", get_multi_index, set_multi_index, "The index.", nullptr},
    {"ndim", get_ndim, nullptr, "The number of axes of the loop.", nullptr},
    {"nop", get_nop, nullptr, "The number of operands.", nullptr},
    {"operands", get_operands, nullptr, "The arrays.", nullptr},
    {"shape", get_shape, nullptr, "The extents of the loop.", nullptr},
    {"value", get_value, nullptr, "The element of each operand.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMappingMethods mapping = {length, item, assign_item};

int ready_nditer() {
  nditer_type.tp_name = "tnp.nditer";
  nditer_type.tp_doc =
      "nditer(op, flags=None, op_flags=None, op_dtypes=None, order='K', "
      "casting='safe', op_axes=None, itershape=None, buffersize=0)\n--\n\n"
      "Iterates over the elements of several arrays at once.";
  nditer_type.tp_basicsize = sizeof(Nditer);
  nditer_type.tp_flags = Py_TPFLAGS_DEFAULT;
  nditer_type.tp_new = new_nditer;
  nditer_type.tp_dealloc = dealloc;
  nditer_type.tp_iter = PyObject_SelfIter;
  nditer_type.tp_iternext = next_value;
  nditer_type.tp_as_mapping = &mapping;
  nditer_type.tp_methods = methods;
  nditer_type.tp_getset = attributes;
  return PyType_Ready(&nditer_type);
}

// ---- nested_iters.

constexpr Signature<8> kNestedSignature{
    "nested_iters",
    {"op", "axes", "flags", "op_flags", "op_dtypes", "order", "casting",
     "buffersize"},
    8,
    2};

/// Each group of axes as a list, with every axis of the operands in one.
std::vector<std::vector<int>> axis_groups(PyObject* object) {
  std::vector<std::vector<int>> groups;
  std::set<int> seen;
  for (const Reference& item : items_of(object,
                                        "axes must be a tuple of axis "
                                        "arrays")) {
    groups.push_back(axes_from_object(item.get()));
    for (const int axis : groups.back()) {
      if (axis < 0) raise_value_error("An axis is out of bounds");
      if (!seen.insert(axis).second) {
        raise_value_error("An axis is used more than once");
      }
    }
  }
  if (groups.size() < 2) {
    raise_value_error("axes must have at least 2 entries for nested iteration");
  }
  return groups;
}

/// The operand's axes for a group: all count from the last axis of the widest.
Reference group_axes(const std::vector<int>& group,
                     const std::vector<Reference>& objects, int ndim) {
  Reference all = checked(PyList_New(0));
  for (const Reference& object : objects) {
    const int own_ndim = array_of(object.get()).ndim();
    Reference axes = checked(PyList_New(0));
    for (const int axis : group) {
      const int own = std::max(axis - (ndim - own_ndim), -1);
      const Reference number = checked(PyLong_FromLong(own));
      checked(PyList_Append(axes.get(), number.get()));
    }
    checked(PyList_Append(all.get(), axes.get()));
  }
  return all;
}

PyObject* nested_iters(PyObject*, PyObject* const* args, Py_ssize_t nargs,
                       PyObject* keywords) {
  return guarded([&] {
    const auto [op, axes, flags, op_flags, op_dtypes, order, casting,
                buffersize] = bind(kNestedSignature, args, nargs, keywords);
    if (is_given(op_dtypes)) {
      raise(ErrorKind::kNotImplementedError,
            "nested_iters(): `op_dtypes` is not supported; convert the arrays "
            "before");
    }
    const std::vector<Reference> objects = operand_objects(op);
    int ndim = 0;
    Reference operands = checked(PyList_New(0));
    for (const Reference& object : objects) {
      if (object.get() == Py_None) {
        raise(ErrorKind::kNotImplementedError,
              "nested_iters(): outputs are not made; give arrays");
      }
      ndim = std::max(ndim, array_of(object.get()).ndim());
      checked(PyList_Append(operands.get(), object.get()));
    }
    Reference result = checked(PyList_New(0));
    const auto groups = axis_groups(axes);
    PyObject* outer = nullptr;
    for (const std::vector<int>& group : groups) {
      const Reference mapped = group_axes(group, objects, ndim);
      // Runs are for the innermost loop alone.
      const bool is_last = &group == &groups.back();
      Reference own_flags(Py_XNewRef(flags));
      if (!is_last && is_given(flags)) {
        own_flags = checked(PySequence_List(flags));
        for (const char* inner_only : {"external_loop", "buffered"}) {
          const Reference word = checked(PyUnicode_FromString(inner_only));
          const Py_ssize_t at = PySequence_Index(own_flags.get(), word.get());
          if (at < 0) {
            PyErr_Clear();
          } else {
            checked(PySequence_DelItem(own_flags.get(), at));
          }
        }
      }
      const Reference iterator = make_nditer(
          &nditer_type, {operands.get(), own_flags.get(), op_flags, nullptr,
                         order, casting, mapped.get(), nullptr, buffersize});
      checked(PyList_Append(result.get(), iterator.get()));
      if (outer) object_of(outer)->inner = Py_NewRef(iterator.get());
      outer = iterator.get();
    }
    return result.release();
  });
}

PyMethodDef functions[] = {
    {"nested_iters", method_cast(nested_iters), METH_FASTCALL | METH_KEYWORDS,
     "nested_iters(op, axes, flags=None, op_flags=None, op_dtypes=None, "
     "order='K', casting='safe', buffersize=0)\n--\n\n"
     "Iterators over groups of axes, each for the loop inside the one before."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_iterators(PyObject* module) {
  if (ready_nditer() < 0) return -1;
  if (PyModule_AddFunctions(module, functions) < 0) return -1;
  return PyModule_AddObjectRef(module, "nditer",
                               reinterpret_cast<PyObject*>(&nditer_type));
}

}  // namespace tnp::python
