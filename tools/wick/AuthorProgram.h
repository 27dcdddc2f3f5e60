// A model's own C++ program, which is its compiler.
#pragma once

#include "tools/compile/BuildModel.h"

#include <string>

namespace wick::driver {

/// True for a file with a C++ source's extension.
bool isAuthorProgram(const std::string &path);

/// Compiles `source` with the compiler that built Wick and runs it with `options`. Throws
/// CLI::RuntimeError when either fails, after it has said why.
void runAuthorProgram(const std::string &source, const BuildOptions &options);

} // namespace wick::driver
