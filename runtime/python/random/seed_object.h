/// tnp.random.SeedSequence, and the words that engines are seeded with.
#pragma once

#include <Python.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tnp::python {

extern PyTypeObject seed_sequence_type;

/// `seed` as a seed sequence: itself where it is one (it has generate_state),
/// else tnp.random.SeedSequence(seed). New reference.
PyObject* seed_sequence_from(PyObject* seed);

/// The words of a seed sequence, of any class.
std::vector<std::uint32_t> seed_words32(PyObject* sequence, std::size_t count);
std::vector<std::uint64_t> seed_words64(PyObject* sequence, std::size_t count);

}  // namespace tnp::python
