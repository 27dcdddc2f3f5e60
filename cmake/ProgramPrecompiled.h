// What programs and tests include besides MLIR. No header with variables that each file would
// initialize: that costs more than it saves (CLI11 trebles the time of a small file).
#pragma once
#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
