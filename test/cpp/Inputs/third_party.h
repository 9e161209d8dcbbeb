#pragma once
#define THIRD_PARTY_SUM(a) xt::sum(a)
