// What programs and tests include besides MLIR.
#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
