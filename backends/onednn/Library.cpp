#include "backends/onednn/Library.h"
#include "backends/llvm/Link.h"
#include "passes/codegen/LibrarySpec.h"
#include <dlfcn.h>
#include <thread>

using namespace llvm;

namespace wick {

Expected<OneDNN> loadOneDNN() {
  Expected<Installation> installation = findInstallation();
  if (!installation)
    return installation.takeError();
  std::string path = installation->libraryFolder + "/libwick_onednn.so";
  // Global, so that code compiled in this process finds its functions; never unloaded.
  void *handle = dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (!handle)
    return createStringError(std::string("oneDNN is not at hand (") + dlerror() +
                             "); install libdnnl-dev and build Wick again, or use --backend=llvm");
  OneDNN library;
  library.implementation = reinterpret_cast<decltype(library.implementation)>(
      dlsym(handle, "wick_onednn_implementation"));
  library.scratchBytes =
      reinterpret_cast<decltype(library.scratchBytes)>(dlsym(handle, "wick_onednn_scratch_bytes"));
  library.version =
      reinterpret_cast<decltype(library.version)>(dlsym(handle, "wick_onednn_version"));
  assert(library.implementation && library.scratchBytes && library.version &&
         "libwick_onednn.so is of this build");
  return library;
}

bool isOneDNNAtHand() {
  Expected<OneDNN> library = loadOneDNN();
  if (!library)
    consumeError(library.takeError());
  return bool(library);
}

LibraryQuestion questionFor(const OneDNN &library) {
  return [library](ir::LibraryCallOp call) -> LibraryAnswer {
    wick_onednn_spec spec = specOf(call);
    const char *name = library.implementation(&spec);
    std::string version = std::string("oneDNN ") + library.version();
    if (!name)
      return {version + " cannot compute it on this machine"};
    if (StringRef(name).starts_with("ref"))
      return {version + " has only its reference implementation '" + name +
              "' of it on this machine"};
    auto threads = static_cast<int32_t>(std::thread::hardware_concurrency());
    return {"", library.scratchBytes(&spec, threads)};
  };
}

} // namespace wick
