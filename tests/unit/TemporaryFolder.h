// A folder of a test's own, removed with everything in it at the end.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

class TemporaryFolder {
public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "wick-test-XXXXXX").string();
    if (mkdtemp(name.data()))
      folder = name;
  }
  TemporaryFolder(const TemporaryFolder &) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }

  std::string operator/(std::string_view file) const { return (folder / file).string(); }

  // Writes a file and returns its path.
  std::string write(std::string_view file, std::string_view bytes) const {
    std::ofstream(folder / file, std::ios::binary) << bytes;
    return *this / file;
  }

  static std::string read(const std::string &path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

private:
  std::filesystem::path folder;
};
