//===- Program.h - the fixture of checks: IR, what runs on it, what it computes -===//

#ifndef WICK_CURRICULUM_CHECKER_PROGRAM_H
#define WICK_CURRICULUM_CHECKER_PROGRAM_H

#include "curriculum/checker/Check.h"
#include "ir/interp/HostTensor.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include <functional>
#include <map>

namespace wick::check {

using Tensors = llvm::SmallVector<ir::HostTensor>;

/// A module, what it was before passes ran, and values for the arguments of its first function.
/// The expectations throw Red. All return the program, so that they can be written as a chain.
class Program {
public:
  /// `source`: the module as its author wrote it, if anybody did.
  Program(mlir::OwningOpRef<mlir::ModuleOp> module, Tensors values, std::string source = "");

  //===--- what is done ---===//

  /// Sets the argument `name`: one number for all its elements, or each in row-major order. What is
  /// not set holds random numbers in [-2, 2), and integers 0 or 1.
  Program &with(llvm::StringRef name, std::vector<double> numbers);

  /// Runs a pipeline, as on wick-opt's command line: "wick-autodiff,canonicalize". Red when it
  /// fails, reports an error or leaves IR that does not verify.
  Program &run(llvm::StringRef pipeline);

  //===--- how it looks (rung structure) ---===//

  /// Matches the IR with FileCheck patterns, a line each: CHECK:, CHECK-NEXT:, CHECK-DAG:,
  /// CHECK-NOT:, CHECK-COUNT-2: ...
  Program &expectIR(llvm::StringRef patterns);

  /// The function has exactly, or at most, `count` ops called `op` ("wick.matmul"; "" for any).
  Program &expectOps(llvm::StringRef op, unsigned count);
  Program &expectAtMostOps(llvm::StringRef op, unsigned count);

  //===--- what it computes (rung execution), by the reference interpreter ---===//

  /// The result called `name` is `numbers`, row-major.
  Program &expectResult(llvm::StringRef name, std::vector<double> numbers);

  /// Every result that was there before the first run() still has its value.
  Program &expectSameResults();

  /// The results are those of the same pipelines with the reference in every slot.
  Program &expectReferenceResults();

  /// Every result that is a gradient is the derivative of the loss by central differences.
  Program &expectGradients();

  /// Compiled for this machine by a backend ("naive": plain loops), the original program returns
  /// what the interpreter says.
  Program &expectNativeResults(llvm::StringRef backend = "llvm");

  //===--- what it costs (rung cost), from the IR ---===//

  /// At most the flops, the bytes moved, of the same pipelines with the reference in every slot.
  Program &expectReferenceCost();

  //===--- access ---===//

  mlir::ModuleOp module() const { return *current; }
  mlir::func::FuncOp function() const;
  std::string text() const;
  /// The values of the arguments, a line each.
  std::string input() const;
  Tensors interpret() const;
  /// The values of the original's arguments.
  const Tensors &arguments() const { return values; }
  /// A Red about this program.
  Red red(std::string message, std::string expected = "") const;

private:
  /// The original after the same pipelines, by the reference.
  Program byReference() const;

  std::string source;
  mlir::OwningOpRef<mlir::ModuleOp> original, current;
  Tensors values;
  std::vector<std::string> pipelines;
};

/// Parses IR whose first function is the program; `$NAME` in it stands for replacements["NAME"]. A
/// text that does not parse is Red: what a learner's verifier or inference says about it.
Program given(llvm::StringRef ir, const std::map<std::string, std::string> &replacements = {});

/// Parsing fails with an error that contains `message`.
void expectRefused(llvm::StringRef ir, llvm::StringRef message,
                   const std::map<std::string, std::string> &replacements = {});

/// Calls `code`, which calls a function of the compiler directly; an error that it reports is Red.
void expectNoError(llvm::function_ref<void()> code);

/// Calls `property` with programs of random ops on awkward shapes (scalars, sizes 1 and primes,
/// values used many times), in f64. A Red is shown for the smallest program that still gives one.
void forRandomPrograms(unsigned count, std::function<void(Program &)> property);

/// The same with a scalar loss of smooth ops whose floating-point arguments are params.
void forRandomLosses(unsigned count, std::function<void(Program &)> property);

} // namespace wick::check

#endif // WICK_CURRICULUM_CHECKER_PROGRAM_H
