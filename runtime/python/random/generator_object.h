/// tnp.random.Generator and RandomState: a bit generator and what is drawn from
/// it.
#pragma once

#include <Python.h>

#include <cstdint>
#include <mutex>
#include <optional>

#include "runtime/core/long_work.h"
#include "runtime/core/ndarray.h"
#include "runtime/random/source.h"

namespace tnp::python {

/// Both types. `source` draws from the engine inside `bit_generator`, which it
/// keeps alive.
struct GeneratorObject {
  PyObject_HEAD PyObject* bit_generator;
  std::mutex* mutex;  // of the engine; null where it is not tnp's
  random::Source source;
};

extern PyTypeObject generator_type;
extern PyTypeObject random_state_type;

inline GeneratorObject* generator_of(PyObject* self) {
  return reinterpret_cast<GeneratorObject*>(self);
}

/// Holds an engine while `elements` numbers are drawn. Where they are many,
/// Python's other threads run meanwhile, and those that want the same engine
/// wait.
class Drawing {
 public:
  Drawing(std::mutex* mutex, std::int64_t elements);
  /// ValueError where the generator has no engine yet.
  Drawing(const GeneratorObject* generator, std::int64_t elements);

 private:
  std::unique_lock<std::mutex> lock_;
  std::optional<LongWork> work_;
};

/// The bit generator, borrowed. ValueError before __init__.
PyObject* bit_generator_under(const GeneratorObject* self);

/// Takes the engine of `bit_generator`: an object with a capsule
/// "BitGenerator". ValueError for another. The reference is kept by the
/// generator.
void set_bit_generator(GeneratorObject* self, PyObject* bit_generator);

/// 0 ... n - 1 in a random order, int64: what shuffles of slices are made of.
ndarray random_order(GeneratorObject* self, std::int64_t n);  // samples.cpp

/// The slots that both types share.
PyObject* new_generator(PyTypeObject* type, PyObject* args, PyObject* keywords);
void delete_generator(PyObject* self);
PyObject* generator_text(PyObject* self);
PyObject* generator_repr(PyObject* self);
PyObject* generator_bit_generator(PyObject* self, void*);

/// What each file of methods contributes; tables end with a null entry.
extern PyMethodDef* const generator_distributions;  // draw.cpp
extern PyMethodDef* const random_state_distributions;
extern PyMethodDef* const generator_vectors;  // vectors.cpp
extern PyMethodDef* const random_state_vectors;
extern PyMethodDef* const generator_choices;  // choice.cpp
extern PyMethodDef* const random_state_choices;
extern PyMethodDef* const generator_samples;  // samples.cpp
extern PyMethodDef* const random_state_samples;

}  // namespace tnp::python
