/// Every composition: what the generated bindings call.
#pragma once

#include "runtime/ops/creation.h"
#include "runtime/ops/fft.h"
#include "runtime/ops/indexing.h"
#include "runtime/ops/linalg.h"
#include "runtime/ops/logic.h"
#include "runtime/ops/manipulation.h"
#include "runtime/ops/math.h"
#include "runtime/ops/products.h"
#include "runtime/ops/reductions.h"
#include "runtime/ops/scimath.h"
#include "runtime/ops/series.h"
#include "runtime/ops/sorting.h"
#include "runtime/ops/statistics.h"
#include "runtime/ops/stride_tricks.h"
