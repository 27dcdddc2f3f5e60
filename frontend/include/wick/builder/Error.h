//===- Error.h - a mistake in a model, with the author's line ---------------===//

#ifndef WICK_BUILDER_ERROR_H
#define WICK_BUILDER_ERROR_H

#include <source_location>
#include <stdexcept>
#include <string>

namespace wick {

/// A mistake in a model. what() is the whole text:
///
///   xor.cpp:12:18: error: matmul: lhs 4x3 has inner size 3 but rhs 2x8 has 2 (C3)
///     fix: the last dimension of lhs must be the second to last of rhs
///
/// A program that does not catch it ends with exit code 1 and this text on stderr (the first Model
/// installs a terminate handler for Error alone; other exceptions keep theirs).
class Error : public std::runtime_error {
public:
  Error(std::source_location where, std::string message, std::string fix);
  ~Error() override;

  /// Where the author's call stands. The file is as the compiler was given it.
  const char *file() const { return where.file_name(); }
  unsigned line() const { return where.line(); }
  unsigned column() const { return where.column(); }

  /// What happened and why; how to fix it.
  const std::string &message() const { return text; }
  const std::string &fix() const { return advice; }

private:
  std::source_location where;
  std::string text, advice;
};

} // namespace wick

#endif // WICK_BUILDER_ERROR_H
