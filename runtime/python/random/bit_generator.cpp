#include "runtime/python/random/bit_generator.h"

#include <limits>
#include <new>
#include <string>
#include <type_traits>
#include <vector>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/python/arguments.h"
#include "runtime/python/array_object.h"
#include "runtime/python/array_tables.h"
#include "runtime/python/errors.h"
#include "runtime/python/random/engine_state.h"
#include "runtime/python/random/generator_object.h"
#include "runtime/python/random/seed_object.h"
#include "runtime/python/reference.h"
#include "runtime/random/twister_jump.h"

namespace tnp::python {
namespace {

using random::BitStream;
using random::Mt19937;
using random::Pcg64;
using random::Pcg64Dxsm;
using random::Philox;
using random::Sfc64;
using random::uint128;

template <typename E>
constexpr bool kIsPcg = std::is_base_of_v<random::PcgState, E>;

template <typename E>
E& engine_of(PyObject* self) {
  return std::get<E>(bit_generator_of(self)->engine);
}

template <typename E>
PyObject* get_state(PyObject* self, void*) {
  return guarded([&] { return engine_state(engine_of<E>(self)).release(); });
}

template <typename E>
int set_state(PyObject* self, PyObject* value, void*) {
  return guarded_status([&] {
    if (!value) raise_type_error("state cannot be deleted");
    Reference state(Py_NewRef(value));
    if (std::is_same_v<E, Mt19937> && PyTuple_Check(value)) {
      state = dict_of_tuple(value);
    } else if (!PyDict_Check(value)) {
      raise_type_error("state must be a dict");
    }
    const Drawing drawing(&bit_generator_of(self)->mutex, 1);
    restore_engine(engine_of<E>(self), state.get());
    return 0;
  });
}

// ---- Life.

template <typename E>
PyObject* new_bit_generator(PyTypeObject* type, PyObject*, PyObject*) {
  auto* self = bit_generator_of(type->tp_alloc(type, 0));
  if (!self) return nullptr;
  new (&self->mutex) std::mutex();
  new (&self->engine) Engine(E());
  self->stream = random::stream_of(std::get<E>(self->engine));
  return reinterpret_cast<PyObject*>(self);
}

PyObject* refuse_base(PyTypeObject* type, PyObject*, PyObject*) {
  if (type == &bit_generator_type) {
    PyErr_SetString(PyExc_NotImplementedError,
                    "BitGenerator is a base class and cannot be instantized");
  } else {
    PyErr_SetString(PyExc_TypeError,
                    "derive from one of tnp's bit generators, or give a "
                    "Generator an object with a `capsule`");
  }
  return nullptr;
}

void delete_bit_generator(PyObject* object) {
  BitGeneratorObject* self = bit_generator_of(object);
  Py_XDECREF(self->seed_sequence);
  Py_XDECREF(self->lock);
  Py_XDECREF(self->capsule);
  Py_XDECREF(self->interface);
  self->mutex.~mutex();
  self->engine.~Engine();
  Py_TYPE(object)->tp_free(object);
}

void seed_engine(Mt19937& engine, PyObject* sequence) {
  engine.seed(seed_words32(sequence, Mt19937::kWords));
}
template <typename E>
void seed_engine(E& engine, PyObject* sequence) {
  constexpr std::size_t kWords = kIsPcg<E>                   ? 4
                                 : std::is_same_v<E, Philox> ? 2
                                                             : 3;
  engine.seed(seed_words64(sequence, kWords));
}

template <typename E>
void seed_from(PyObject* self, PyObject* seed) {
  Reference sequence = checked(seed_sequence_from(seed));
  seed_engine(engine_of<E>(self), sequence.get());
  Py_XSETREF(bit_generator_of(self)->seed_sequence, sequence.release());
}

template <typename E>
int initialise(PyObject* self, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"seed", nullptr};
  PyObject* seed = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O",
                                   const_cast<char**>(names), &seed)) {
    return -1;
  }
  return guarded_status([&] {
    seed_from<E>(self, seed);
    return 0;
  });
}

/// A number or array of `N` words of 64 bits.
template <std::size_t N>
void set_words(std::array<std::uint64_t, N>& words, PyObject* value,
               const char* what) {
  if (PyLong_Check(value)) {
    const Reference limit = checked(PyLong_FromLong(64 * static_cast<long>(N)));
    const Reference beyond = checked(PyNumber_Rshift(value, limit.get()));
    if (PyObject_IsTrue(beyond.get()) != 0) {
      raise_value_error(std::string(what) +
                        " must be positive and less than 2**" +
                        std::to_string(64 * N) + ".");
    }
    const std::vector<std::uint64_t> given =
        words_of(value, static_cast<int>(N));
    std::copy(given.begin(), given.end(), words.begin());
    return;
  }
  words_from_array(value, words);
}

/// Philox(seed=None, counter=None, key=None).
int initialise_philox(PyObject* self, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"seed", "counter", "key", nullptr};
  PyObject* seed = Py_None;
  PyObject* counter = Py_None;
  PyObject* key = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|OOO:Philox",
                                   const_cast<char**>(names), &seed, &counter,
                                   &key)) {
    return -1;
  }
  return guarded_status([&] {
    if (seed != Py_None && key != Py_None) {
      raise_value_error("seed and key cannot be both used");
    }
    auto& engine = engine_of<Philox>(self);
    if (key == Py_None) {
      seed_from<Philox>(self, seed);
    } else {
      set_words(engine.key, key, "key");
    }
    engine.counter = {};
    if (counter != Py_None) set_words(engine.counter, counter, "counter");
    engine.forget_block();
    return 0;
  });
}

// ---- What all have.

PyObject* get_lock(PyObject* object, void*) {
  return guarded([&] {
    BitGeneratorObject* self = bit_generator_of(object);
    if (!self->lock) {
      const Reference threading = checked(PyImport_ImportModule("threading"));
      self->lock =
          checked(PyObject_CallMethod(threading.get(), "Lock", nullptr))
              .release();
    }
    return Py_NewRef(self->lock);
  });
}

PyObject* get_capsule(PyObject* object, void*) {
  BitGeneratorObject* self = bit_generator_of(object);
  if (!self->capsule) {
    self->capsule = PyCapsule_New(&self->stream, "BitGenerator", nullptr);
  }
  return Py_XNewRef(self->capsule);
}

PyObject* get_seed_sequence(PyObject* object, void*) {
  PyObject* sequence = bit_generator_of(object)->seed_sequence;
  return Py_NewRef(sequence ? sequence : Py_None);
}

PyObject* random_raw(PyObject* object, PyObject* const* args, Py_ssize_t nargs,
                     PyObject* keywords) {
  static constexpr Signature<2> signature{"random_raw", {"size", "output"}};
  return guarded([&]() -> PyObject* {
    const auto values = bind(signature, args, nargs, keywords);
    BitGeneratorObject* self = bit_generator_of(object);
    const bool is_kept = flag_from(values[1], true);
    if (!is_given(values[0])) {
      const Drawing drawing(&self->mutex, 1);
      const std::uint64_t word = self->stream.next_raw();
      return is_kept ? PyLong_FromUnsignedLongLong(word) : Py_NewRef(Py_None);
    }
    const Shape shape = shape_from(values[0]);
    const std::int64_t n = num_elements(span_of(shape));
    if (!is_kept) {
      const Drawing drawing(&self->mutex, n);
      for (std::int64_t i = 0; i < n; ++i) self->stream.next_raw();
      return Py_NewRef(Py_None);
    }
    ndarray words = ndarray::empty(span_of(shape), DType::kUInt64);
    {
      const Drawing drawing(&self->mutex, n);
      auto* out = words.data_as<std::uint64_t>();
      for (std::int64_t i = 0; i < n; ++i) out[i] = self->stream.next_raw();
    }
    return wrap_array(std::move(words));
  });
}

PyObject* spawn(PyObject* object, PyObject* count) {
  return guarded([&] {
    PyObject* sequence = bit_generator_of(object)->seed_sequence;
    if (!sequence || !PyObject_HasAttrString(sequence, "spawn")) {
      raise_type_error(
          "The underlying SeedSequence does not implement spawning.");
    }
    const Reference seeds =
        checked(PyObject_CallMethod(sequence, "spawn", "O", count));
    Reference list = checked(PyList_New(0));
    const Reference items = checked(PySequence_Fast(seeds.get(), "no list"));
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items.get()); ++i) {
      const Reference child = checked(
          PyObject_CallOneArg(reinterpret_cast<PyObject*>(Py_TYPE(object)),
                              PySequence_Fast_GET_ITEM(items.get(), i)));
      checked(PyList_Append(list.get(), child.get()));
    }
    return list.release();
  });
}

/// (state, seed sequence)
PyObject* whole_state(PyObject* object, PyObject*) {
  return guarded([&] {
    const Reference sequence(get_seed_sequence(object, nullptr));
    const Reference state = checked(bit_generator_state(object));
    return PyTuple_Pack(2, state.get(), sequence.get());
  });
}

PyObject* reduce(PyObject* object, PyObject*) {
  PyObject* state = whole_state(object, nullptr);
  return state ? Py_BuildValue("(O(i)N)", Py_TYPE(object), 0, state) : nullptr;
}

/// Takes what whole_state() gave, or a state alone.
PyObject* restore_state(PyObject* object, PyObject* state) {
  return guarded([&] {
    if (PyTuple_Check(state) && PyTuple_GET_SIZE(state) == 2) {
      Py_XSETREF(bit_generator_of(object)->seed_sequence,
                 Py_NewRef(PyTuple_GET_ITEM(state, 1)));
      state = PyTuple_GET_ITEM(state, 0);
    }
    checked(PyObject_SetAttrString(object, "state", state));
    return Py_NewRef(Py_None);
  });
}

/// What numba and other callers of C functions take.
PyObject* get_ctypes(PyObject* object, void*) {
  if (PyObject* made = bit_generator_of(object)->interface) {
    return Py_NewRef(made);
  }
  return guarded([&] {
    const BitStream& stream = bit_generator_of(object)->stream;
    const auto address = [](auto pointer) {
      return reinterpret_cast<unsigned long long>(pointer);
    };
    const Reference module = checked(PyImport_ImportModule("tnp._ctypes"));
    Reference made = checked(PyObject_CallMethod(
        module.get(), "bit_generator_interface", "KKKKK", address(stream.state),
        address(stream.call_next64), address(stream.call_next32),
        address(stream.call_next_double), address(&stream)));
    bit_generator_of(object)->interface = Py_NewRef(made.get());
    return made.release();
  });
}

/// Draws `cnt` words or doubles, to be timed.
PyObject* benchmark(PyObject* object, PyObject* const* args, Py_ssize_t nargs,
                    PyObject* keywords) {
  static constexpr Signature<2> signature{
      "_benchmark", {"cnt", "method"}, 2, 1};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    const auto is_method = [&](const char* name) {
      return PyUnicode_Check(values[1]) &&
             PyUnicode_CompareWithASCIIString(values[1], name) == 0;
    };
    const bool is_double = values[1] && is_method("double");
    if (values[1] && !is_double && !is_method("uint64")) {
      raise_value_error("Unknown method");
    }
    const std::int64_t n = int_from(values[0]);
    BitStream& stream = bit_generator_of(object)->stream;
    const Drawing drawing(&bit_generator_of(object)->mutex, n);
    for (std::int64_t i = 0; i < n; ++i) {
      if (is_double) {
        stream.next_double();
      } else {
        stream.next64();
      }
    }
    return Py_NewRef(Py_None);
  });
}

PyMethodDef base_methods[] = {
    {"_benchmark", method_cast(benchmark), METH_FASTCALL | METH_KEYWORDS,
     nullptr},
    {"random_raw", method_cast(random_raw), METH_FASTCALL | METH_KEYWORDS,
     "The words of the engine: one as an int, or an array of uint64."},
    {"spawn", spawn, METH_O, "Bit generators of independent streams."},
    {"__getstate__", whole_state, METH_NOARGS, nullptr},
    {"__reduce__", reduce, METH_NOARGS, nullptr},
    {"__setstate__", restore_state, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef base_attributes[] = {
    {"capsule", get_capsule, nullptr,
     "A capsule \"BitGenerator\" for other libraries.", nullptr},
    {"ctypes", get_ctypes, nullptr, "Addresses of the state and its functions.",
     nullptr},
    {"lock", get_lock, nullptr, "A threading.Lock.", nullptr},
    {"seed_seq", get_seed_sequence, nullptr,
     "The seed sequence; None where none was used.", nullptr},
    {"_seed_seq", get_seed_sequence, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

// ---- Jumps.

template <typename E>
void advance_engine(E& engine, PyObject* delta) {
  if constexpr (kIsPcg<E>) {
    engine.advance(uint128_from(delta));
  } else {
    std::array<std::uint64_t, 4> words;
    const std::vector<std::uint64_t> given = words_of(delta, 4);
    std::copy(given.begin(), given.end(), words.begin());
    engine.advance(words);
  }
}

template <typename E>
PyObject* advance(PyObject* object, PyObject* delta) {
  return guarded([&] {
    const Drawing drawing(&bit_generator_of(object)->mutex, 1);
    advance_engine(engine_of<E>(object), delta);
    return Py_NewRef(object);
  });
}

template <typename E>
void jump_engine(E& engine, PyObject* jumps) {
  // The golden ratio of the period for PCG, 2^128 for Philox.
  Reference step =
      python_int(random::make128(0x9E3779B97F4A7C15ULL, 0xF39CC0605CEDC835ULL));
  if constexpr (!kIsPcg<E>) {
    const Reference one = checked(PyLong_FromLong(1));
    const Reference shift = checked(PyLong_FromLong(128));
    step = checked(PyNumber_Lshift(one.get(), shift.get()));
  }
  const Reference delta = checked(PyNumber_Multiply(step.get(), jumps));
  advance_engine(engine, delta.get());
}

void jump_engine(random::Mt19937& engine, PyObject* jumps) {
  random::jump(engine, int_from(jumps));
}

/// A new bit generator, far along the stream.
template <typename E>
PyObject* jumped(PyObject* object, PyObject* const* args, Py_ssize_t nargs,
                 PyObject* keywords) {
  static constexpr Signature<1> signature{"jumped", {"jumps"}};
  return guarded([&] {
    const auto values = bind(signature, args, nargs, keywords);
    const Reference jumps = values[0] ? checked(PyNumber_Index(values[0]))
                                      : checked(PyLong_FromLong(1));
    Reference copy =
        checked(new_bit_generator<E>(Py_TYPE(object), nullptr, nullptr));
    engine_of<E>(copy.get()) = engine_of<E>(object);
    Py_XSETREF(bit_generator_of(copy.get())->seed_sequence,
               Py_XNewRef(bit_generator_of(object)->seed_sequence));
    jump_engine(engine_of<E>(copy.get()), jumps.get());
    return copy.release();
  });
}

constexpr const char* kJumpedDoc =
    "A bit generator as if very many words had been drawn.";

template <typename E>
PyMethodDef jump_methods[] = {
    {"advance", advance<E>, METH_O, "Skips so many words, in place."},
    {"jumped", method_cast(jumped<E>), METH_FASTCALL | METH_KEYWORDS,
     kJumpedDoc},
    {nullptr, nullptr, 0, nullptr},
};

PyObject* mt19937_legacy_seeding(PyObject* self, PyObject* seed) {
  return guarded([&] {
    seed_legacy(self, seed);
    return Py_NewRef(Py_None);
  });
}

PyMethodDef mt19937_methods[] = {
    {"jumped", method_cast(jumped<random::Mt19937>),
     METH_FASTCALL | METH_KEYWORDS, kJumpedDoc},
    {"_legacy_seeding", mt19937_legacy_seeding, METH_O,
     "Seeds as numpy.random.seed does."},
    {nullptr, nullptr, 0, nullptr},
};

template <typename E>
PyGetSetDef state_attribute[] = {
    {"state", get_state<E>, set_state<E>, "The state, as a dict.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

template <typename E>
PyTypeObject engine_type(const char* name, const char* doc,
                         PyMethodDef* methods, initproc init = initialise<E>) {
  PyTypeObject type{};
  type.tp_name = name;
  type.tp_basicsize = sizeof(BitGeneratorObject);
  type.tp_base = &bit_generator_type;
  type.tp_dealloc = delete_bit_generator;
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE;
  type.tp_doc = doc;
  type.tp_methods = methods;
  type.tp_getset = state_attribute<E>;
  type.tp_init = init;
  type.tp_new = new_bit_generator<E>;
  return type;
}

/// Words below 2^32 from a sequence of integers.
std::vector<std::uint32_t> legacy_seeds(PyObject* seed) {
  const ndarray given = array_from(seed);
  if (given.size() == 0) raise_value_error("Seed must be non-empty");
  const ndarray seeds =
      astype(given, DType::kInt64, Casting::kSafe).contiguous();
  if (seeds.ndim() != 1) raise_value_error("Seed array must be 1-d");
  std::vector<std::uint32_t> words;
  for (std::int64_t i = 0; i < seeds.size(); ++i) {
    const std::int64_t value = seeds.data_as<std::int64_t>()[i];
    if (value < 0 || value > std::numeric_limits<std::uint32_t>::max()) {
      raise_value_error("Seed must be between 0 and 2**32 - 1");
    }
    words.push_back(static_cast<std::uint32_t>(value));
  }
  return words;
}

}  // namespace

void seed_legacy(PyObject* self, PyObject* seed) {
  auto& engine = engine_of<Mt19937>(self);
  if (seed == Py_None) {
    const Reference sequence = checked(seed_sequence_from(Py_None));
    return seed_engine(engine, sequence.get());
  }
  const bool is_array_like = is_array(seed) && array_of(seed).size() != 1;
  const bool is_integer_array =
      is_array(seed) && !is_array_like && is_integer(array_of(seed).dtype());
  if (PyIndex_Check(seed) && (!is_array(seed) || is_integer_array)) {
    Reference number;
    if (is_integer_array) {
      number = checked(python_value(array_of(seed).item(0)));
    } else {
      number = checked(PyNumber_Index(seed));
    }
    int overflow = 0;
    const long long value =
        PyLong_AsLongLongAndOverflow(number.get(), &overflow);
    if (overflow != 0 || value < 0 ||
        value > std::numeric_limits<std::uint32_t>::max()) {
      raise_value_error("Seed must be between 0 and 2**32 - 1");
    }
    return engine.seed_legacy(static_cast<std::uint32_t>(value));
  }
  engine.seed_legacy(legacy_seeds(seed));
}

PyObject* bit_generator_state(PyObject* bit_generator) {
  return PyObject_GetAttrString(bit_generator, "state");
}

PyTypeObject bit_generator_type = {
    .ob_base = {},
    .tp_name = "tnp.random.BitGenerator",
    .tp_basicsize = sizeof(BitGeneratorObject),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc =
        "BitGenerator(seed=None)\n--\n\nThe base class of bit generators.",
    .tp_methods = base_methods,
    .tp_getset = base_attributes,
    .tp_new = refuse_base,
};

PyTypeObject mt19937_type = engine_type<Mt19937>(
    "tnp.random.MT19937", "MT19937(seed=None)\n--\n\nThe Mersenne Twister.",
    mt19937_methods);
PyTypeObject pcg64_type = engine_type<Pcg64>(
    "tnp.random.PCG64",
    "PCG64(seed=None)\n--\n\nA permuted congruential generator.",
    jump_methods<Pcg64>);
PyTypeObject pcg64dxsm_type = engine_type<Pcg64Dxsm>(
    "tnp.random.PCG64DXSM",
    "PCG64DXSM(seed=None)\n--\n\nA permuted congruential generator with a "
    "stronger output.",
    jump_methods<Pcg64Dxsm>);
PyTypeObject philox_type = engine_type<Philox>(
    "tnp.random.Philox",
    "Philox(seed=None, counter=None, key=None)\n--\n\nA keyed function of a "
    "counter.",
    jump_methods<Philox>, initialise_philox);
PyTypeObject sfc64_type = engine_type<Sfc64>(
    "tnp.random.SFC64",
    "SFC64(seed=None)\n--\n\nA small fast chaotic generator.", nullptr);

}  // namespace tnp::python
