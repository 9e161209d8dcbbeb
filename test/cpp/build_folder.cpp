// RUN: mkdir -p %t/src %t/build && cp %s %t/src/a.cpp && cp %s %t/src/b.cpp
// RUN: cp %S/Inputs/grid.h %t/src && sed 's,DIR,%t,' %S/Inputs/compile_commands.json > %t/build/compile_commands.json
// RUN: %tnp_translate --in-place -p %t/build %t/src/a.cpp %t/src/b.cpp
// RUN: FileCheck %s < %t/src/a.cpp
// RUN: diff %t/src/a.cpp %t/src/b.cpp
// RUN: FileCheck --check-prefix=HEADER %s < %t/src/grid.h
//
// Flags come from the build; a header of two units is changed once.
#include "grid.h"

#ifndef FROM_BUILD
#error the flags of the build are missing
#endif

double corner(const xt::xarray<double>& a) { return grid(a)(0, 0); }
// CHECK: double corner(const tnp::array<double>& a) { return grid(a)(0, 0); }
// HEADER: #include <tnp/array.h>
// HEADER-NEXT: #include <tnp/builder.h>
// HEADER: inline tnp::array<double> grid(const tnp::array<double>& a) { return a; }
