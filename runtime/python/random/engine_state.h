/// The states of engines as NumPy's dicts, and the integers in them.
#pragma once

#include <Python.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "runtime/core/cast.h"
#include "runtime/core/errors.h"
#include "runtime/python/reference.h"
#include "runtime/random/engines.h"

namespace tnp::python {

/// The lowest `count` words of 64 bits of a Python int, modulo 2^(64 count).
std::vector<std::uint64_t> words_of(PyObject* number, int count);
random::uint128 uint128_from(PyObject* number);
Reference python_int(random::uint128 value);

/// An array of N words; ValueError for another number of them.
template <std::size_t N, typename Word>
void words_from_array(PyObject* object, std::array<Word, N>& words) {
  const DType dtype = sizeof(Word) == 8 ? DType::kUInt64 : DType::kUInt32;
  const ndarray array = astype(array_from(object), dtype).contiguous();
  if (array.size() != static_cast<std::int64_t>(N)) {
    raise_value_error("state must have " + std::to_string(N) + " words");
  }
  std::copy_n(array.data_as<Word>(), N, words.begin());
}

/// The dict `bit_generator.state`.
template <typename E>
Reference engine_state(const E& engine);

/// Takes such a dict, whole or not at all. ValueError, KeyError or TypeError
/// for one that is not of this engine.
template <typename E>
void restore_engine(E& engine, PyObject* state);

/// The tuple of numpy.random.get_state as MT19937's dict.
Reference dict_of_tuple(PyObject* tuple);

}  // namespace tnp::python
