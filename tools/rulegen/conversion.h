/// The C++ of a binding that turns Python's arguments into typed ones.
#pragma once

#include <string>

#include "translator/rule/signature.h"

namespace tnp::translate {

/// The local variable of a parameter: never a C++ keyword.
std::string local_name(const SignatureParam& param);

/// Whether None, or no argument, leaves the C++ argument without a value.
bool is_nullable(const SignatureParam& param);

/// The expression that converts `value`, a PyObject* that is null when nothing
/// was given, to the parameter's C++ type (runtime/python/arg_parse.h).
std::string conversion(const SignatureParam& param, const std::string& value);

/// The same for a variadic parameter; `of_method` also takes one sequence.
std::string variadic_conversion(const SignatureParam& param, bool of_method);

/// The local variable as it is passed to a composition.
std::string passed(const SignatureParam& param);

}  // namespace tnp::translate
