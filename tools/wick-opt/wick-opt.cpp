// wick-opt: runs passes on textual IR, as mlir-opt does, with all of Wick registered.
#include "passes/Registration.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

int main(int argc, char **argv) {
  wick::registerPasses();
  mlir::DialectRegistry registry;
  wick::registerDialects(registry);
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "Wick's modular optimizer driver\n", registry));
}
