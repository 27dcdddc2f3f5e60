#include "backends/llvm/Target.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"

using namespace llvm;

namespace wick {

namespace {

/// A level of the x86-64 psABI (version 1.0, table 3.1): what it adds to the one below.
struct Level {
  StringLiteral name, isa, adds;
};

constexpr Level kLevels[] = {
    {"x86-64", "baseline", ""},
    {"x86-64-v2", "baseline", "cx16,popcnt,sse3,sse4.1,sse4.2,ssse3"},
    {"x86-64-v3", "avx2", "avx,avx2,bmi,bmi2,f16c,fma,lzcnt,movbe"},
    {"x86-64-v4", "avx512", "avx512f,avx512bw,avx512cd,avx512dq,avx512vl"},
};

constexpr StringLiteral kX86Triple = "x86_64-pc-linux-gnu";
constexpr StringLiteral kArmTriple = "aarch64-linux-gnu";

bool hostHas(StringRef features) {
  static const StringMap<bool> host = sys::getHostCPUFeatures();
  return llvm::all_of(llvm::split(features, ','),
                      [](StringRef name) { return name.empty() || host.lookup(name); });
}

Target levelTarget(size_t index) {
  Target target;
  target.name = target.cpu = kLevels[index].name.str();
  target.tune = "generic";
  target.triple = kX86Triple.str();
  target.isa = kLevels[index].isa.str();
  for (size_t i = 1; i <= index; ++i)
    target.features += (i > 1 ? "," : "") + kLevels[i].adds.str();
  target.runsHere = Triple(sys::getProcessTriple()).isX86() && hostHas(target.features);
  return target;
}

Target nativeTarget() {
  size_t best = 0;
  while (best + 1 < std::size(kLevels) && levelTarget(best + 1).runsHere)
    ++best;
  Target target = levelTarget(best);
  target.name = "native";
  target.tune = sys::getHostCPUName().str();
  return target;
}

Target armTarget() {
  Target target;
  target.name = target.triple = kArmTriple.str();
  target.cpu = target.tune = "generic";
  target.isa = "neon";
  target.runsHere = Triple(sys::getProcessTriple()).isAArch64();
  return target;
}

} // namespace

Expected<Target> findTarget(StringRef name) {
  if (name == "native")
    return Triple(sys::getProcessTriple()).isAArch64() ? armTarget() : nativeTarget();
  if (name == kArmTriple)
    return armTarget();
  for (size_t i = 0; i < std::size(kLevels); ++i)
    if (kLevels[i].name == name)
      return levelTarget(i);
  return createStringError("no target '" + name +
                           "'; there are native, x86-64, x86-64-v2, x86-64-v3, x86-64-v4 and " +
                           kArmTriple);
}

std::unique_ptr<TargetMachine> createTargetMachine(const Target &target) {
  static const bool initialized = [] {
    InitializeAllTargetInfos();
    InitializeAllTargets();
    InitializeAllTargetMCs();
    InitializeAllAsmPrinters();
    return true;
  }();
  (void)initialized;
  Triple triple(target.triple);
  std::string error;
  const llvm::Target *backend = TargetRegistry::lookupTarget(triple, error);
  if (!backend)
    report_fatal_error(StringRef("LLVM was built without a target that Wick needs: " + error));
  return std::unique_ptr<TargetMachine>(
      backend->createTargetMachine(triple, target.cpu, /*Features=*/"", TargetOptions(),
                                   Reloc::PIC_, std::nullopt, CodeGenOptLevel::Aggressive));
}

} // namespace wick
