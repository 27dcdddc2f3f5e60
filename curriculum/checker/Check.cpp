#include "curriculum/checker/Check.h"
#include "mlir/IR/MLIRContext.h"
#include "passes/Registration.h"

using namespace mlir;

namespace wick::check {

std::vector<Check> &checks() {
  static std::vector<Check> checks;
  return checks;
}

static DialectRegistry allDialects() {
  DialectRegistry registry;
  registerDialects(registry);
  registerPasses();
  return registry;
}

MLIRContext &context() {
  // Without threads: checks run in forked processes. Never destroyed, which takes longer than a
  // check.
  static MLIRContext &context = *new MLIRContext(allDialects(), MLIRContext::Threading::DISABLED);
  static const bool once = (context.loadAllAvailableDialects(), true);
  (void)once;
  return context;
}

static uint32_t theSeed = 1;
uint32_t seed() { return theSeed; }
void setSeed(uint32_t seed) { theSeed = seed; }

} // namespace wick::check
