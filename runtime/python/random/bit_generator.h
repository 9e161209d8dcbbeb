/// tnp.random's bit generators: MT19937, PCG64, PCG64DXSM, Philox, SFC64.
#pragma once

#include <Python.h>

#include <mutex>
#include <variant>

#include "runtime/random/engines.h"

namespace tnp::python {

using Engine = std::variant<random::Mt19937, random::Pcg64, random::Pcg64Dxsm,
                            random::Philox, random::Sfc64>;

struct BitGeneratorObject {
  PyObject_HEAD PyObject* seed_sequence;  // null where seeded otherwise
  PyObject* lock;                         // threading.Lock, made when asked for
  PyObject* capsule;                      // of `stream`, made when asked for
  PyObject* interface;                    // `ctypes`, made when asked for
  std::mutex mutex;                       // held while numbers are drawn
  Engine engine;
  random::BitStream stream;  // of `engine`
};

extern PyTypeObject bit_generator_type;  // the base class
extern PyTypeObject mt19937_type;
extern PyTypeObject pcg64_type;
extern PyTypeObject pcg64dxsm_type;
extern PyTypeObject philox_type;
extern PyTypeObject sfc64_type;

inline BitGeneratorObject* bit_generator_of(PyObject* self) {
  return reinterpret_cast<BitGeneratorObject*>(self);
}

/// RandomState's way of seeding an MT19937: None, an integer of 32 bits, or a
/// sequence of them. ValueError and TypeError with NumPy's messages.
void seed_legacy(PyObject* mt19937, PyObject* seed);

/// The dict `bit_generator.state`, of any class. New reference.
PyObject* bit_generator_state(PyObject* bit_generator);

}  // namespace tnp::python
