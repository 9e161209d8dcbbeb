/// Conversion between element types, and copying between layouts.
#pragma once

#include "runtime/core/ndarray.h"

namespace tnp {

/// A new array of type `dtype`: order 'C', 'F', 'A' or 'K'. With `copy` false
/// the array itself where nothing would change. TypeError with NumPy's message
/// when `casting` forbids it: "Cannot cast array data from dtype('float64') to
/// dtype('int64') according to the rule 'safe'".
ndarray astype(const ndarray& a, DType dtype,
               Casting casting = Casting::kUnsafe, char order = 'K',
               bool copy = true);

/// An uninitialised array of the shape of `a`: order 'C', 'F', 'A' or 'K'.
ndarray empty_like(const ndarray& a, DType dtype, char order = 'K');

/// Writes the element of `itemsize` bytes to every place of a layout.
void fill_elements(char* data, IntSpan shape, IntSpan strides,
                   std::int64_t itemsize, const char* element);

/// A ComplexWarning when a cast drops imaginary parts; to bool it drops none.
void warn_of_lost_imaginary(DType from, DType to);

/// Writes `source`, broadcast and cast, into `target`; memory may overlap.
/// ValueError when the shapes do not fit ("could not broadcast input array from
/// shape (3,) into shape (2,)") or `target` is read-only ("assignment
/// destination is read-only"), TypeError when `casting` forbids it.
void copy_into(const ndarray& target, const ndarray& source,
               Casting casting = Casting::kUnsafe);

/// Converts `n` elements between strided runs of two types.
using CastLoop = void (*)(char* target, std::int64_t target_stride,
                          const char* source, std::int64_t source_stride,
                          std::int64_t n);
CastLoop cast_loop(DType from, DType to);

/// Whether the two may share an element: exact for 1-d and contiguous layouts,
/// otherwise by memory bounds (never a false "no").
bool may_share_memory(const ndarray& a, const ndarray& b);

}  // namespace tnp
