/// All array headers but the one that needs libtorch (`<tnp/torch.h>`).
#pragma once

#include <tnp/adapt.h>
#include <tnp/array.h>
#include <tnp/builder.h>
#include <tnp/fixed.h>
#include <tnp/index_view.h>
#include <tnp/io.h>
#include <tnp/linalg.h>
#include <tnp/manipulation.h>
#include <tnp/math.h>
#include <tnp/noalias.h>
#include <tnp/norm.h>
#include <tnp/random.h>
#include <tnp/sort.h>
#include <tnp/strided_view.h>
#include <tnp/tensor.h>
#include <tnp/view.h>
