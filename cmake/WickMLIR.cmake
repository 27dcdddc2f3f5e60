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

# The precompiled header of all that includes MLIR.
wick_add_pch(WickMLIRPCH ${PROJECT_SOURCE_DIR}/cmake/MLIRPrecompiled.h
  ${PROJECT_SOURCE_DIR}/cmake/ProgramPrecompiled.h)
target_link_libraries(WickMLIRPCH PUBLIC WickMLIRHeaders)
add_dependencies(WickMLIRPCH WickIRGenerated)

# wick_use_mlir(<target>): the headers of MLIR and Wick's generated ones, precompiled.
function(wick_use_mlir target)
  target_link_libraries(${target} PUBLIC WickMLIRHeaders)
  wick_use_pch(${target} WickMLIRPCH)
  add_dependencies(${target} WickIRGenerated)
endfunction()

# wick_mlir_library(<name> <sources>...): an object library that includes MLIR; its objects become
# part of libwick.so.
function(wick_mlir_library name)
  add_library(${name} OBJECT ${ARGN})
  wick_use_mlir(${name})
endfunction()

# wick_mlir_objects(<name> <sources>...): the same for code that seldom runs, or runs in programs.
function(wick_mlir_objects name)
  wick_mlir_library(${name} ${ARGN})
  wick_unoptimized(${name})
endfunction()

# wick_mlir_tool(<name> <sources>...): a program over libwick.so.
function(wick_mlir_tool name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE wick MLIR LLVM)
  wick_unoptimized(${name})
  wick_use_mlir(${name})
endfunction()
