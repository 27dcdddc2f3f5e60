// house ROOT LLVM-TBLGEN MLIR-INCLUDES: prints what breaks the rules of the house; exit code 1 when
// something does.
#include "tests/house/House.h"

#include <iostream>

int main(int argc, char **argv) {
  if (argc != 4) {
    std::cerr << "usage: house ROOT LLVM-TBLGEN MLIR-INCLUDES\n";
    return 2;
  }
  const std::filesystem::path root = argv[1];
  const house::Tablegen tablegen = {argv[2], argv[3]};

  house::Findings findings;
  house::checkLayers(root, findings);
  house::checkFiles(root, findings);
  house::checkPasses(root, tablegen, findings);
  house::checkOps(root, tablegen, findings);
  for (const house::Finding &finding : findings)
    std::cout << finding.place << ": " << finding.message << "\n";
  return findings.empty() ? 0 : 1;
}
