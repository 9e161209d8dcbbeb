// RUN: %tnp_translate %s -- -std=c++17 > %t.cpp
// RUN: diff %s %t.cpp
// RUN: %tnp_translate --check %s -- -std=c++17
//
// A file that has nothing to do with xtensor comes back byte for byte.
int sum(int a, int b) { return a + b; }
