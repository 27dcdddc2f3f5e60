// What programs and tests include, with or without MLIR. No header with variables that each file
// would initialize: that costs more than it saves (CLI11 trebles the time of a small file).
#pragma once
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
