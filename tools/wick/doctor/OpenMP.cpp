#include "tools/wick/doctor/Check.h"

#include <dlfcn.h>
#include <filesystem>
#include <link.h>
#include <set>

namespace wick::driver {

/// Whether a file's name is that of an OpenMP runtime. libomp goes by three names, and Debian links
/// them to each other.
static bool isOpenMPRuntime(const std::string &name) {
  return name.starts_with("libgomp.so") || name.starts_with("libomp.so") ||
         name.starts_with("libomp5.so") || name.starts_with("libiomp5.so");
}

/// The OpenMP runtimes in the loader's usual folders and in LLVM's, each once, symbolic links
/// resolved.
static std::set<std::string> installedRuntimes() {
  namespace fs = std::filesystem;
  std::vector<fs::path> folders = {"/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu",
                                   "/usr/lib64", "/usr/local/lib"};
  std::error_code ignored;
  for (const fs::directory_entry &entry : fs::directory_iterator("/usr/lib", ignored))
    if (entry.path().filename().string().starts_with("llvm-"))
      folders.push_back(entry.path() / "lib");

  std::set<std::string> runtimes;
  for (const fs::path &folder : folders)
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, ignored))
      if (isOpenMPRuntime(entry.path().filename().string()))
        if (fs::path file = fs::canonical(entry.path(), ignored); !file.empty())
          runtimes.insert(file.string());
  return runtimes;
}

/// The OpenMP runtimes of this process.
static std::set<std::string> loadedRuntimes() {
  std::set<std::string> runtimes;
  auto visit = [](dl_phdr_info *info, size_t, void *result) {
    std::filesystem::path path = info->dlpi_name;
    if (isOpenMPRuntime(path.filename().string()))
      static_cast<std::set<std::string> *>(result)->insert(path.string());
    return 0;
  };
  dl_iterate_phdr(visit, &runtimes);
  return runtimes;
}

static std::string join(const std::set<std::string> &words) {
  std::string text;
  for (const std::string &word : words)
    text += (text.empty() ? "" : ", ") + word;
  return text;
}

void checkOpenMP(Checks &checks) {
  std::set<std::string> installed = installedRuntimes();
  if (installed.empty())
    checks.push_back({"openmp", "installed", State::Missing, "none",
                      "compiled models need libgomp: sudo apt-get install libgomp1"});
  else
    checks.push_back({"openmp", "installed", State::Ok, join(installed)});

  // The runtime of compiled models is on libgomp; what oneDNN brings is seen by loading it here.
  void *gomp = dlopen("libgomp.so.1", RTLD_NOW | RTLD_LOCAL);
  void *onednn = nullptr;
  for (const char *name : {"libdnnl.so.3", "libdnnl.so.2"})
    if (!onednn)
      onednn = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  std::set<std::string> loaded = loadedRuntimes();
  std::string name = onednn ? "in one process with oneDNN" : "in a process";
  if (loaded.size() > 1)
    checks.push_back({"openmp", name, State::Note, join(loaded),
                      "two pools of threads compete for the cores (up to 10 times slower): unset "
                      "LD_PRELOAD, or use a oneDNN that is built on libgomp"});
  else
    checks.push_back({"openmp", name, gomp ? State::Ok : State::Missing, join(loaded),
                      gomp ? "" : "sudo apt-get install libgomp1"});
}

} // namespace wick::driver
