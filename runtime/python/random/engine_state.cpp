#include "runtime/python/random/engine_state.h"

#include "runtime/python/array_object.h"
#include "runtime/python/convert.h"

namespace tnp::python {
namespace {

using random::Mt19937;
using random::Pcg64;
using random::Pcg64Dxsm;
using random::Philox;
using random::Sfc64;
using random::uint128;

template <typename E>
constexpr const char* kName = nullptr;
template <>
constexpr const char* kName<Mt19937> = "MT19937";
template <>
constexpr const char* kName<Pcg64> = "PCG64";
template <>
constexpr const char* kName<Pcg64Dxsm> = "PCG64DXSM";
template <>
constexpr const char* kName<Philox> = "Philox";
template <>
constexpr const char* kName<Sfc64> = "SFC64";

template <std::size_t N, typename Word>
Reference array_from_words(const std::array<Word, N>& words) {
  const std::int64_t n = N;
  ndarray array = ndarray::empty(
      {&n, 1}, sizeof(Word) == 8 ? DType::kUInt64 : DType::kUInt32);
  std::copy(words.begin(), words.end(), array.data_as<Word>());
  return checked(wrap_array(std::move(array)));
}

Reference inner_state(const Mt19937& engine) {
  const Reference key = array_from_words(engine.key);
  return checked(
      Py_BuildValue("{sOsi}", "key", key.get(), "pos", engine.position));
}
Reference inner_state(const random::PcgState& engine) {
  const Reference state = python_int(engine.state);
  const Reference increment = python_int(engine.increment);
  return checked(
      Py_BuildValue("{sOsO}", "state", state.get(), "inc", increment.get()));
}
Reference inner_state(const Philox& engine) {
  const Reference counter = array_from_words(engine.counter);
  const Reference key = array_from_words(engine.key);
  return checked(
      Py_BuildValue("{sOsO}", "counter", counter.get(), "key", key.get()));
}
Reference inner_state(const Sfc64& engine) {
  const Reference state = array_from_words(engine.state);
  return checked(Py_BuildValue("{sO}", "state", state.get()));
}

void put(PyObject* dict, const char* key, const Reference& value) {
  checked(PyDict_SetItemString(dict, key, value.get()));
}

Reference item(PyObject* dict, const char* key) {
  const Reference name = checked(PyUnicode_FromString(key));
  return checked(PyObject_GetItem(dict, name.get()));
}
std::int64_t int_item(PyObject* dict, const char* key) {
  return int_from(item(dict, key).get());
}

void set_inner(Mt19937& engine, PyObject* state) {
  const std::int64_t position = int_item(state, "pos");
  if (position < 0 || position > Mt19937::kWords) {
    raise_value_error("pos must lie between 0 and 624");
  }
  words_from_array(item(state, "key").get(), engine.key);
  engine.position = static_cast<int>(position);
}
void set_inner(random::PcgState& engine, PyObject* state) {
  const uint128 value = uint128_from(item(state, "state").get());
  engine.increment = uint128_from(item(state, "inc").get());
  engine.state = value;
}
void set_inner(Philox& engine, PyObject* state) {
  words_from_array(item(state, "counter").get(), engine.counter);
  words_from_array(item(state, "key").get(), engine.key);
}
void set_inner(Sfc64& engine, PyObject* state) {
  words_from_array(item(state, "state").get(), engine.state);
}

}  // namespace

std::vector<std::uint64_t> words_of(PyObject* number, int count) {
  const Reference shift = checked(PyLong_FromLong(64));
  Reference left = checked(PyNumber_Index(number));
  std::vector<std::uint64_t> words;
  for (int i = 0; i < count; ++i) {
    words.push_back(PyLong_AsUnsignedLongLongMask(left.get()));
    left = checked(PyNumber_Rshift(left.get(), shift.get()));
  }
  return words;
}

uint128 uint128_from(PyObject* number) {
  const std::vector<std::uint64_t> words = words_of(number, 2);
  return random::make128(words[1], words[0]);
}

Reference python_int(uint128 value) {
  const Reference shift = checked(PyLong_FromLong(64));
  const Reference high = checked(
      PyLong_FromUnsignedLongLong(static_cast<std::uint64_t>(value >> 64)));
  const Reference low =
      checked(PyLong_FromUnsignedLongLong(static_cast<std::uint64_t>(value)));
  const Reference shifted = checked(PyNumber_Lshift(high.get(), shift.get()));
  return checked(PyNumber_Or(shifted.get(), low.get()));
}

template <typename E>
Reference engine_state(const E& engine) {
  Reference dict = checked(PyDict_New());
  put(dict.get(), "bit_generator", checked(PyUnicode_FromString(kName<E>)));
  put(dict.get(), "state", inner_state(engine));
  if constexpr (std::is_same_v<E, Philox>) {
    put(dict.get(), "buffer", array_from_words(engine.block));
    put(dict.get(), "buffer_pos", checked(PyLong_FromLong(engine.position)));
  }
  if constexpr (!std::is_same_v<E, Mt19937>) {
    put(dict.get(), "has_uint32", checked(PyLong_FromLong(engine.has_half)));
    put(dict.get(), "uinteger", checked(PyLong_FromUnsignedLong(engine.half)));
  }
  return dict;
}

template <typename E>
void restore_engine(E& engine, PyObject* state) {
  const Reference named = item(state, "bit_generator");
  if (!PyUnicode_Check(named.get()) ||
      PyUnicode_CompareWithASCIIString(named.get(), kName<E>) != 0) {
    raise_value_error(std::string("state must be for a ") + kName<E> + " RNG");
  }
  E restored = engine;
  set_inner(restored, item(state, "state").get());
  if constexpr (std::is_same_v<E, Philox>) {
    words_from_array(item(state, "buffer").get(), restored.block);
    const std::int64_t position = int_item(state, "buffer_pos");
    if (position < 0 || position > Philox::kBlock) {
      raise_value_error("buffer_pos must lie between 0 and 4");
    }
    restored.position = static_cast<int>(position);
  }
  if constexpr (!std::is_same_v<E, Mt19937>) {
    restored.has_half = int_item(state, "has_uint32") != 0;
    restored.half = static_cast<std::uint32_t>(int_item(state, "uinteger"));
  }
  engine = restored;
}

Reference dict_of_tuple(PyObject* tuple) {
  if (PyTuple_GET_SIZE(tuple) < 3) {
    raise_value_error("state is not a legacy MT19937 state");
  }
  return checked(Py_BuildValue(
      "{sOs{sOsO}}", "bit_generator", PyTuple_GET_ITEM(tuple, 0), "state",
      "key", PyTuple_GET_ITEM(tuple, 1), "pos", PyTuple_GET_ITEM(tuple, 2)));
}

template Reference engine_state(const Mt19937&);
template Reference engine_state(const Pcg64&);
template Reference engine_state(const Pcg64Dxsm&);
template Reference engine_state(const Philox&);
template Reference engine_state(const Sfc64&);
template void restore_engine(Mt19937&, PyObject*);
template void restore_engine(Pcg64&, PyObject*);
template void restore_engine(Pcg64Dxsm&, PyObject*);
template void restore_engine(Philox&, PyObject*);
template void restore_engine(Sfc64&, PyObject*);

}  // namespace tnp::python
