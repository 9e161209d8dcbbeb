// RUN: mkdir -p %t && cp %s %S/Inputs/*.h %t && cd %t
// RUN: not %tnp_translate header.cpp -o out.cpp -- %clang_flags 2>&1 | FileCheck --check-prefix=ALONE %s
// RUN: %tnp_translate --diff header.cpp -- %clang_flags | FileCheck --check-prefix=DIFF %s
// RUN: not %tnp_translate --check header.cpp -- %clang_flags
// RUN: %tnp_translate --in-place header.cpp -- %clang_flags
// RUN: FileCheck --check-prefix=HEADER %s < grid.h
// RUN: %tnp_translate --check header.cpp -- %clang_flags
//
// Headers of the project change with the file that includes them.
#include "grid.h"

int main() { return grid(xt::zeros<double>({2, 2})).size() != 4; }

// ALONE: error: this header needs changes too; {{.*}} [header-not-written]
// DIFF: -int main() { return grid(xt::zeros<double>({2, 2})).size() != 4; }
// DIFF: -#include <xtensor/xarray.hpp>
// DIFF-NEXT: -#include <xtensor/xbuilder.hpp>
// DIFF-NEXT: +#include <tnp/array.h>
// HEADER: inline tnp::array<double> grid(const tnp::array<double>& a) { return a; }
