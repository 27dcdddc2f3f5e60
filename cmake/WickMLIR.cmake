# MLIR and LLVM as Debian packages them, tablegen, and the precompiled header of MLIR.
#
# Only the shared libraries MLIR and LLVM are linked: a static libMLIR*.a beside them would register
# options and TypeIDs twice. The version needs its minor part: "22" alone is read as 22.0.
find_package(MLIR 22.1 REQUIRED CONFIG HINTS /usr/lib/llvm-22/lib/cmake/mlir)
list(APPEND CMAKE_MODULE_PATH ${MLIR_CMAKE_DIR} ${LLVM_CMAKE_DIR})
include(TableGen)
include(AddLLVM)
include(AddMLIR)

separate_arguments(WICK_LLVM_DEFINITIONS NATIVE_COMMAND "${LLVM_DEFINITIONS}")

# Usage requirements of every target that includes MLIR's headers.
add_library(WickMLIRHeaders INTERFACE)
target_include_directories(WickMLIRHeaders SYSTEM INTERFACE ${MLIR_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS})
target_include_directories(WickMLIRHeaders INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}
  ${PROJECT_SOURCE_DIR}/runtime/include ${PROJECT_SOURCE_DIR}/frontend/include)
target_compile_definitions(WickMLIRHeaders INTERFACE ${WICK_LLVM_DEFINITIONS})

# The precompiled headers, each built once and reused: optimized for the compiler; not optimized for
# programs, tests (wick_unoptimized) and plug-ins, which a learner waits for.
file(WRITE ${PROJECT_BINARY_DIR}/pch/pch.cpp.in "// Owns a precompiled header of MLIR.\n")
configure_file(${PROJECT_BINARY_DIR}/pch/pch.cpp.in ${PROJECT_BINARY_DIR}/pch/pch.cpp COPYONLY)
foreach(pch IN ITEMS WickCompilerPCH WickProgramPCH)
  add_library(${pch} OBJECT ${PROJECT_BINARY_DIR}/pch/pch.cpp)
  target_link_libraries(${pch} PUBLIC WickMLIRHeaders)
  target_precompile_headers(${pch} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/MLIRPrecompiled.h)
  add_dependencies(${pch} WickIRGenerated)
endforeach()
target_precompile_headers(WickCompilerPCH PRIVATE <mlir/Dialect/LLVMIR/LLVMDialect.h>)
target_precompile_headers(WickProgramPCH PRIVATE ${PROJECT_SOURCE_DIR}/cmake/ProgramPrecompiled.h)
find_package(GTest REQUIRED)
find_package(nlohmann_json REQUIRED)
target_link_libraries(WickProgramPCH PRIVATE GTest::gtest nlohmann_json::nlohmann_json)
target_compile_options(WickProgramPCH PRIVATE -O0)

# wick_mlir_library(<name> <sources>...): an object library that includes MLIR; its objects become
# part of libwick.so.
function(wick_mlir_library name)
  add_library(${name} OBJECT ${ARGN})
  target_link_libraries(${name} PUBLIC WickMLIRHeaders)
  target_precompile_headers(${name} REUSE_FROM WickCompilerPCH)
  add_dependencies(${name} WickIRGenerated)
endfunction()

# wick_mlir_objects(<name> <sources>...): an object library that includes MLIR, for what programs do.
function(wick_mlir_objects name)
  add_library(${name} OBJECT ${ARGN})
  target_link_libraries(${name} PUBLIC WickMLIRHeaders)
  wick_unoptimized(${name})
  target_precompile_headers(${name} REUSE_FROM ${WICK_PROGRAM_PCH})
  add_dependencies(${name} WickIRGenerated)
endfunction()

# wick_mlir_tool(<name> <sources>...): a program over libwick.so.
function(wick_mlir_tool name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE WickMLIRHeaders wick MLIR LLVM)
  # The precompiled header is -fPIC; CMake would compile an executable's sources with -fPIE.
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(${name} PRIVATE -fPIC)
  wick_unoptimized(${name})
  target_precompile_headers(${name} REUSE_FROM ${WICK_PROGRAM_PCH})
  add_dependencies(${name} WickIRGenerated)
endfunction()
