// tnp._set_promotion: NumPy's or torch's rules for the types of results.
#include <string>
#include <string_view>

#include "runtime/core/errors.h"
#include "runtime/core/promotion_rules.h"
#include "runtime/python/errors.h"
#include "runtime/python/module.h"

namespace tnp::python {
namespace {

constexpr const char* kNumpy = "numpy";
constexpr const char* kTorch = "torch";

PromotionRules rules_from(std::string_view text) {
  if (text == kNumpy) return PromotionRules::kNumpy;
  if (text == kTorch) return PromotionRules::kTorch;
  raise_value_error("rules must be 'numpy' or 'torch', not '" +
                    std::string(text) + "'");
}

bool is_main_memory(std::string_view device) {
  if (device == "cpu") return true;
  if (device == "cuda") return false;
  raise_value_error("device must be 'cuda' or 'cpu', not '" +
                    std::string(device) + "'");
}

PyObject* set_promotion(PyObject*, PyObject* args, PyObject* keywords) {
  static const char* const kNames[] = {"rules", "device", nullptr};
  const char* rules = nullptr;
  const char* device = "cuda";
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "s|s:_set_promotion",
                                   const_cast<char**>(kNames), &rules,
                                   &device)) {
    return nullptr;
  }
  return guarded([&] {
    const PromotionRules before =
        set_promotion_rules(rules_from(rules), is_main_memory(device));
    return PyUnicode_FromString(before == PromotionRules::kTorch ? kTorch
                                                                 : kNumpy);
  });
}

PyMethodDef functions[] = {
    {"_set_promotion",
     reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(set_promotion)),
     METH_VARARGS | METH_KEYWORDS,
     "_set_promotion(rules, device='cuda')\n--\n\n"
     "Which rules give results their dtype, for arrays on `device` ('cuda' or "
     "'cpu'), in the whole process: 'numpy' (NEP 50, the default) or 'torch', "
     "where only arrays with axes decide among dtypes of a kind, and integers "
     "become torch.get_default_dtype() where floats are needed, so that "
     "float32 stays float32. Gives the rules that held before. Scalars keep "
     "NumPy's rules among themselves.\n\n"
     "Example: before = tnp._set_promotion('torch', device='cuda')"},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int add_promotion_option(PyObject* module) {
  return PyModule_AddFunctions(module, functions);
}

}  // namespace tnp::python
