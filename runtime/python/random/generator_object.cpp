#include "runtime/python/random/generator_object.h"

#include <cstdio>
#include <limits>
#include <new>
#include <string>

#include "runtime/core/errors.h"
#include "runtime/python/errors.h"
#include "runtime/python/random/bit_generator.h"
#include "runtime/python/reference.h"

namespace tnp::python {

Drawing::Drawing(std::mutex* mutex, std::int64_t elements) {
  if (!mutex) return;  // another library's: Python's lock is kept
  lock_ = std::unique_lock(*mutex, std::try_to_lock);
  if (!lock_.owns_lock()) {
    // Another thread draws many numbers, and will need Python's lock.
    const LongWork wait(std::numeric_limits<std::int64_t>::max());
    lock_.lock();
  }
  work_.emplace(elements);
}

Drawing::Drawing(const GeneratorObject* generator, std::int64_t elements)
    : Drawing((bit_generator_under(generator), generator->mutex), elements) {}

PyObject* bit_generator_under(const GeneratorObject* self) {
  if (!self->bit_generator) {
    raise_value_error("the generator has not been initialised");
  }
  return self->bit_generator;
}

void set_bit_generator(GeneratorObject* self, PyObject* bit_generator) {
  constexpr const char* kCapsule = "BitGenerator";
  const Reference capsule =
      checked(PyObject_GetAttrString(bit_generator, "capsule"));
  if (!PyCapsule_IsValid(capsule.get(), kCapsule)) {
    raise_value_error(
        "Invalid bit generator. The bit generator must be instantiated.");
  }
  self->source = random::Source{};
  self->source.bits = *static_cast<random::BitStream*>(
      PyCapsule_GetPointer(capsule.get(), kCapsule));
  self->mutex = PyObject_TypeCheck(bit_generator, &bit_generator_type)
                    ? &bit_generator_of(bit_generator)->mutex
                    : nullptr;
  Py_XSETREF(self->bit_generator, Py_NewRef(bit_generator));
}

PyObject* generator_bit_generator(PyObject* self, void*) {
  return guarded(
      [&] { return Py_NewRef(bit_generator_under(generator_of(self))); });
}

PyObject* new_generator(PyTypeObject* type, PyObject*, PyObject*) {
  GeneratorObject* self = generator_of(type->tp_alloc(type, 0));
  if (self) new (&self->source) random::Source();
  return reinterpret_cast<PyObject*>(self);
}

void delete_generator(PyObject* self) {
  Py_XDECREF(generator_of(self)->bit_generator);
  Py_TYPE(self)->tp_free(self);
}

namespace {

/// The name of a class without its module.
std::string class_name(PyObject* object) {
  const std::string name = Py_TYPE(object)->tp_name;
  return name.substr(name.rfind('.') + 1);
}

std::string text_of(PyObject* self) {
  PyObject* bits = generator_of(self)->bit_generator;
  return class_name(self) + "(" + (bits ? class_name(bits) : "") + ")";
}

}  // namespace

PyObject* generator_text(PyObject* self) {
  return PyUnicode_FromString(text_of(self).c_str());
}

PyObject* generator_repr(PyObject* self) {
  char address[2 * sizeof(self) + 1];
  std::snprintf(address, sizeof(address), "%zX",
                reinterpret_cast<std::size_t>(self));
  return PyUnicode_FromString((text_of(self) + " at 0x" + address).c_str());
}

}  // namespace tnp::python
