#include "backends/llvm/Codegen.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/Passes/PassBuilder.h"

using namespace llvm;

namespace wick {

std::unique_ptr<Module> translate(mlir::ModuleOp source, LLVMContext &context, const Target &target,
                                  TargetMachine &machine) {
  mlir::DialectRegistry registry;
  mlir::registerBuiltinDialectTranslation(registry);
  mlir::registerLLVMDialectTranslation(registry);
  source.getContext()->appendDialectRegistry(registry);
  std::unique_ptr<Module> module = mlir::translateModuleToLLVMIR(source, context);
  if (!module)
    return nullptr;
  module->setDataLayout(machine.createDataLayout());
  module->setTargetTriple(machine.getTargetTriple());
  for (Function &function : *module) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr("target-cpu", target.cpu);
    function.addFnAttr("tune-cpu", target.tune);
    function.addFnAttr("prefer-vector-width", "512");
    function.addFnAttr(Attribute::NoUnwind);
    for (Argument &argument : function.args())
      if (argument.getType()->isPointerTy())
        argument.addAttr(Attribute::NoAlias);
  }
  return module;
}

void optimize(Module &module, TargetMachine &machine, bool vectorize) {
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager components;
  ModuleAnalysisManager modules;
  PipelineTuningOptions tuning;
  tuning.LoopVectorization = tuning.LoopInterleaving = vectorize;
  // LLVM 22 makes wrong code of small strided loops by it: JitTest.multipliesByASmallTransposedRhs.
  tuning.SLPVectorization = false;
  PassBuilder builder(&machine, tuning);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  OptimizationLevel level = vectorize ? OptimizationLevel::O3 : OptimizationLevel::O2;
  builder.buildPerModuleDefaultPipeline(level).run(module, modules);
}

void emit(Module &module, TargetMachine &machine, raw_pwrite_stream &out, CodeGenFileType type) {
  legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, out, nullptr, type))
    report_fatal_error("LLVM's target cannot write this kind of file");
  passes.run(module);
}

} // namespace wick
