#include "runtime/python/random/seed_object.h"

#include <algorithm>
#include <random>
#include <string>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/errors.h"
#include "runtime/python/reference.h"
#include "runtime/random/seed_sequence.h"

namespace tnp::python {
namespace {

using random::SeedPool;
using Words = std::vector<std::uint32_t>;

struct SeedObject {
  PyObject_HEAD PyObject* entropy;
  PyObject* spawn_key;  // a tuple
  std::int64_t pool_size;
  std::int64_t spawned;
  SeedPool* pool;  // null before __init__
};

SeedObject* seed_of(PyObject* self) {
  return reinterpret_cast<SeedObject*>(self);
}

const SeedPool& pool_of(PyObject* self) {
  if (!seed_of(self)->pool) {
    raise_value_error("the SeedSequence has not been initialised");
  }
  return *seed_of(self)->pool;
}

/// Words of a number, least significant first; 0 has one.
void append_integer(Words& words, PyObject* number) {
  const Reference zero = checked(PyLong_FromLong(0));
  if (checked(PyObject_RichCompareBool(number, zero.get(), Py_LT))) {
    raise_value_error("expected non-negative integer");
  }
  const Reference shift = checked(PyLong_FromLong(32));
  Reference left(Py_NewRef(number));
  do {
    words.push_back(
        static_cast<std::uint32_t>(PyLong_AsUnsignedLongLongMask(left.get())));
    left = checked(PyNumber_Rshift(left.get(), shift.get()));
  } while (PyObject_IsTrue(left.get()) == 1);
}

/// "123" or "0x7f".
void append_text(Words& words, PyObject* text) {
  const std::string digits = PyUnicode_AsUTF8(text);
  const bool is_hexadecimal = digits.rfind("0x", 0) == 0;
  const bool is_decimal =
      !digits.empty() && digits.find_first_not_of("0123456789") == digits.npos;
  if (!is_hexadecimal && !is_decimal) {
    raise_value_error("unrecognized seed string");
  }
  const Reference number =
      checked(PyLong_FromString(digits.c_str(), nullptr, is_decimal ? 10 : 16));
  append_integer(words, number.get());
}

/// NumPy's rules: integers, texts, and sequences of them.
void append_words(Words& words, PyObject* object) {
  if (PyUnicode_Check(object)) return append_text(words, object);
  if (PyFloat_Check(object)) raise_type_error("seed must be integer");
  if (is_array(object) && array_of(object).ndim() > 0 &&
      array_of(object).dtype() == DType::kUInt32) {
    const ndarray given = array_of(object).contiguous();
    const auto* data = given.data_as<std::uint32_t>();
    words.insert(words.end(), data, data + given.size());
    return;
  }
  // Arrays, of any library, are sequences with an __index__.
  const bool is_number = PyLong_Check(object) ||
                         (is_array(object) && array_of(object).ndim() == 0) ||
                         (PyIndex_Check(object) && !PySequence_Check(object));
  if (is_number) {
    const Reference number = checked(PyNumber_Index(object));
    return append_integer(words, number.get());
  }
  if (is_scalar_object(object)) raise_type_error("seed must be integer");
  const Reference items =
      checked(PySequence_Fast(object,
                              "SeedSequence expects int or sequence of "
                              "ints for entropy"));
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items.get()); ++i) {
    append_words(words, PySequence_Fast_GET_ITEM(items.get(), i));
  }
}

/// As many random bits as the pool has, from the operating system.
Reference fresh_entropy(std::int64_t pool_size) {
  std::random_device device;
  const Reference shift = checked(PyLong_FromLong(32));
  Reference entropy = checked(PyLong_FromLong(0));
  for (std::int64_t i = 0; i < pool_size; ++i) {
    const Reference word = checked(PyLong_FromUnsignedLong(device()));
    const Reference shifted =
        checked(PyNumber_Lshift(entropy.get(), shift.get()));
    entropy = checked(PyNumber_Or(shifted.get(), word.get()));
  }
  return entropy;
}

void check_entropy(PyObject* entropy) {
  const bool is_sequence =
      PySequence_Check(entropy) && !PyUnicode_Check(entropy);
  if (PyIndex_Check(entropy) || is_sequence) return;
  const Reference text = checked(PyObject_Str(entropy));
  raise_type_error(
      std::string("SeedSequence expects int or sequence of ints for entropy "
                  "not ") +
      PyUnicode_AsUTF8(text.get()));
}

int initialise(PyObject* self, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"entropy", "spawn_key", "pool_size",
                                "n_children_spawned", nullptr};
  PyObject* entropy = Py_None;
  PyObject* spawn_key = nullptr;
  long long pool_size = SeedPool::kDefaultSize;
  long long spawned = 0;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O$OLL:SeedSequence",
                                   const_cast<char**>(names), &entropy,
                                   &spawn_key, &pool_size, &spawned)) {
    return -1;
  }
  return guarded_status([&] {
    if (pool_size < static_cast<long long>(SeedPool::kDefaultSize)) {
      raise_value_error("The size of the entropy pool should be at least 4");
    }
    if (entropy != Py_None) check_entropy(entropy);
    Reference used = entropy == Py_None ? fresh_entropy(pool_size)
                                        : Reference(Py_NewRef(entropy));
    Reference key =
        checked(spawn_key ? PySequence_Tuple(spawn_key) : PyTuple_New(0));
    Words words, key_words;
    append_words(words, used.get());
    append_words(key_words, key.get());
    SeedObject* seed = seed_of(self);
    delete seed->pool;
    seed->pool =
        new SeedPool(words, key_words, static_cast<std::size_t>(pool_size));
    Py_XSETREF(seed->entropy, used.release());
    Py_XSETREF(seed->spawn_key, key.release());
    seed->pool_size = pool_size;
    seed->spawned = spawned;
    return 0;
  });
}

void release(PyObject* self) {
  SeedObject* seed = seed_of(self);
  Py_XDECREF(seed->entropy);
  Py_XDECREF(seed->spawn_key);
  delete seed->pool;
  Py_TYPE(self)->tp_free(self);
}

template <typename Word>
ndarray array_of_words(const std::vector<Word>& words, DType dtype) {
  const std::int64_t n = static_cast<std::int64_t>(words.size());
  ndarray array = ndarray::empty({&n, 1}, dtype);
  std::copy(words.begin(), words.end(), array.data_as<Word>());
  return array;
}

PyObject* generate_state(PyObject* self, PyObject* const* args,
                         Py_ssize_t nargs, PyObject* keywords) {
  static constexpr Signature<2> signature{
      "generate_state", {"n_words", "dtype"}, 2, 1};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    const std::int64_t count = int_from(values[0]);
    const DType dtype = values[1] ? dtype_from(values[1]) : DType::kUInt32;
    if (count < 0) raise_value_error("negative dimensions are not allowed");
    if (dtype == DType::kUInt32) {
      return wrap_array(
          array_of_words(pool_of(self).state32(count), DType::kUInt32));
    }
    if (dtype != DType::kUInt64) {
      raise_value_error("only support uint32 or uint64");
    }
    return wrap_array(
        array_of_words(pool_of(self).state64(count), DType::kUInt64));
  });
}

PyObject* spawn(PyObject* self, PyObject* count) {
  return guarded([&] {
    SeedObject* seed = seed_of(self);
    pool_of(self);
    const std::int64_t children = int_from(count);
    if (children < 0) {
      raise(ErrorKind::kOverflowError,
            "can't convert negative value to uint32_t");
    }
    Reference list = checked(PyList_New(0));
    for (std::int64_t i = 0; i < children; ++i) {
      const Reference tail = checked(
          Py_BuildValue("(L)", static_cast<long long>(seed->spawned + i)));
      const Reference key =
          checked(PySequence_Concat(seed->spawn_key, tail.get()));
      const Reference arguments = checked(PyTuple_Pack(1, seed->entropy));
      const Reference keywords =
          checked(Py_BuildValue("{sOsL}", "spawn_key", key.get(), "pool_size",
                                static_cast<long long>(seed->pool_size)));
      const Reference child =
          checked(PyObject_Call(reinterpret_cast<PyObject*>(Py_TYPE(self)),
                                arguments.get(), keywords.get()));
      checked(PyList_Append(list.get(), child.get()));
    }
    seed->spawned += std::max<std::int64_t>(children, 0);
    return list.release();
  });
}

/// {"entropy": ..., "spawn_key": ..., "pool_size": ..., "n_children_spawned":
/// ...}
PyObject* state_of(PyObject* self, void*) {
  const SeedObject* seed = seed_of(self);
  if (!seed->entropy) return PyDict_New();
  return Py_BuildValue(
      "{sOsOsLsL}", "entropy", seed->entropy, "spawn_key", seed->spawn_key,
      "pool_size", static_cast<long long>(seed->pool_size),
      "n_children_spawned", static_cast<long long>(seed->spawned));
}

PyObject* pool_array(PyObject* self, void*) {
  return guarded([&] {
    return wrap_array(array_of_words(pool_of(self).words(), DType::kUInt32));
  });
}

PyObject* seed_repr(PyObject* self) {
  return guarded([&] {
    const SeedObject* seed = seed_of(self);
    const Reference entropy = checked(PyObject_Repr(seed->entropy));
    std::string text = "SeedSequence(\n    entropy=";
    text += PyUnicode_AsUTF8(entropy.get());
    text += ",";
    if (PyTuple_GET_SIZE(seed->spawn_key) > 0) {
      const Reference key = checked(PyObject_Repr(seed->spawn_key));
      text += "\n    spawn_key=";
      text += PyUnicode_AsUTF8(key.get());
      text += ",";
    }
    if (seed->pool_size != static_cast<std::int64_t>(SeedPool::kDefaultSize)) {
      text += "\n    pool_size=" + std::to_string(seed->pool_size) + ",";
    }
    if (seed->spawned != 0) {
      text += "\n    n_children_spawned=" + std::to_string(seed->spawned) + ",";
    }
    text += "\n)";
    return PyUnicode_FromStringAndSize(text.data(),
                                       static_cast<Py_ssize_t>(text.size()));
  });
}

PyObject* reduce(PyObject* self, PyObject*) {
  const SeedObject* seed = seed_of(self);
  return Py_BuildValue("(O(O)N)", Py_TYPE(self), seed->entropy,
                       state_of(self, nullptr));
}

PyObject* set_state(PyObject* self, PyObject* state) {
  return guarded([&] {
    const Reference arguments = checked(PyTuple_New(0));
    if (initialise(self, arguments.get(), state) < 0) throw PythonError();
    return Py_NewRef(Py_None);
  });
}

PyObject* entropy_of(PyObject* self, void*) {
  PyObject* entropy = seed_of(self)->entropy;
  return Py_NewRef(entropy ? entropy : Py_None);
}
PyObject* spawn_key_of(PyObject* self, void*) {
  PyObject* key = seed_of(self)->spawn_key;
  return key ? Py_NewRef(key) : PyTuple_New(0);
}
PyObject* pool_size_of(PyObject* self, void*) {
  return PyLong_FromLongLong(seed_of(self)->pool_size);
}
PyObject* spawned_of(PyObject* self, void*) {
  return PyLong_FromLongLong(seed_of(self)->spawned);
}

PyMethodDef methods[] = {
    {"generate_state", method_cast(generate_state),
     METH_FASTCALL | METH_KEYWORDS,
     "Words of uint32 or uint64 to seed a bit generator with."},
    {"spawn", spawn, METH_O, "Seed sequences of independent streams."},
    {"__reduce__", reduce, METH_NOARGS, nullptr},
    {"__setstate__", set_state, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef attributes[] = {
    {"entropy", entropy_of, nullptr, "What was given, or drawn.", nullptr},
    {"n_children_spawned", spawned_of, nullptr, "How many were spawned.",
     nullptr},
    {"pool", pool_array, nullptr, "The mixed entropy, uint32.", nullptr},
    {"pool_size", pool_size_of, nullptr, "Words in the pool.", nullptr},
    {"spawn_key", spawn_key_of, nullptr, "Its place among the spawned.",
     nullptr},
    {"state", state_of, nullptr, "The arguments that make it again.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

PyTypeObject seed_sequence_type = {
    .ob_base = {},
    .tp_name = "tnp.random.SeedSequence",
    .tp_basicsize = sizeof(SeedObject),
    .tp_dealloc = release,
    .tp_repr = seed_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc =
        "SeedSequence(entropy=None, *, spawn_key=(), pool_size=4)\n--\n\n"
        "Seeds for bit generators, mixed from any integers.",
    .tp_methods = methods,
    .tp_getset = attributes,
    .tp_init = initialise,
    .tp_new = PyType_GenericNew,
};

PyObject* seed_sequence_from(PyObject* seed) {
  if (PyObject_TypeCheck(seed, &seed_sequence_type) ||
      PyObject_HasAttrString(seed, "generate_state")) {
    return Py_NewRef(seed);
  }
  return PyObject_CallOneArg(reinterpret_cast<PyObject*>(&seed_sequence_type),
                             seed);
}

namespace {

template <typename Word>
std::vector<Word> foreign_words(PyObject* sequence, std::size_t count,
                                DType dtype) {
  const Reference type = checked(wrap_dtype(dtype));
  const Reference state =
      checked(PyObject_CallMethod(sequence, "generate_state", "nO",
                                  static_cast<Py_ssize_t>(count), type.get()));
  const ndarray words = array_from(state.get(), dtype).contiguous();
  if (words.size() != static_cast<std::int64_t>(count)) {
    raise_value_error("generate_state() gave another number of words");
  }
  return {words.data_as<Word>(), words.data_as<Word>() + count};
}

}  // namespace

std::vector<std::uint32_t> seed_words32(PyObject* sequence, std::size_t count) {
  return Py_TYPE(sequence) == &seed_sequence_type
             ? pool_of(sequence).state32(count)
             : foreign_words<std::uint32_t>(sequence, count, DType::kUInt32);
}

std::vector<std::uint64_t> seed_words64(PyObject* sequence, std::size_t count) {
  return Py_TYPE(sequence) == &seed_sequence_type
             ? pool_of(sequence).state64(count)
             : foreign_words<std::uint64_t>(sequence, count, DType::kUInt64);
}

}  // namespace tnp::python
