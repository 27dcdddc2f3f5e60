# Precompiled headers, each built once and used by many targets.
#
# They are not optimized, like the plug-ins whose learners wait for them. Optimized code takes them
# too, since declarations do not depend on -O, and so do programs (-fPIE), but clang must be told so.
# That also leaves out its look for changed headers, which is ninja's work here.
file(WRITE ${PROJECT_BINARY_DIR}/pch/pch.cpp.in "// Owns a precompiled header.\n")
configure_file(${PROJECT_BINARY_DIR}/pch/pch.cpp.in ${PROJECT_BINARY_DIR}/pch/pch.cpp COPYONLY)
find_package(GTest REQUIRED)
find_package(nlohmann_json REQUIRED)

# wick_add_pch(<name> <headers>...): <name> owns a precompiled header of <headers>.
function(wick_add_pch name)
  add_library(${name} OBJECT ${PROJECT_BINARY_DIR}/pch/pch.cpp)
  target_link_libraries(${name} PRIVATE GTest::gtest nlohmann_json::nlohmann_json)
  target_precompile_headers(${name} PRIVATE ${ARGN})
  target_compile_options(${name} PRIVATE -O0)
endfunction()

# wick_use_pch(<target> <owner>)
function(wick_use_pch target owner)
  target_compile_options(${target} PRIVATE
    "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-validate-pch>")
  target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()

# For code without MLIR.
wick_add_pch(WickProgramPCH ${PROJECT_SOURCE_DIR}/cmake/ProgramPrecompiled.h)
