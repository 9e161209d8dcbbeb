/// `noalias` (xtensor `xnoalias.hpp`).
#pragma once

#include <tnp/semantic.h>
