# Language standards, warnings, sanitizers and output folders of Wick's own code.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET default)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)

# Installed programs find libwick.so beside themselves, and LLVM where it was found for the build.
set(CMAKE_INSTALL_RPATH $ORIGIN/../lib)
set(CMAKE_INSTALL_RPATH_USE_LINK_PATH ON)

add_compile_options(-Wall -Wextra -Wpedantic -Wno-unused-parameter)
add_compile_options($<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes>)
# Without a time stamp inside, the same header gives the same precompiled file, and ccache answers for
# it and for all that use it.
add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
add_link_options(-fuse-ld=lld)

# wick_unoptimized(<target>): code that waits for people, files and processes. In a build whose
# compile time counts, half of it would be the optimizer's.
option(WICK_QUICK_BUILD "Leave out optimization where nothing is gained by it" OFF)
function(wick_unoptimized target)
  if(WICK_QUICK_BUILD)
    target_compile_options(${target} PRIVATE -O0)
  endif()
endfunction()

# WICK_SANITIZE_FLAGS is for the labs' plug-ins, too. A finding ends the program. Left out: `vptr`,
# which needs type information of MLIR's objects that Debian's build does not have everywhere, and
# `function`, which reads the bytes in front of a callee: a compiled model in memory may have none.
set(WICK_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize=: address,undefined or thread")
set(WICK_SANITIZE_FLAGS "")
if(WICK_SANITIZE)
  set(WICK_SANITIZE_FLAGS -fsanitize=${WICK_SANITIZE} -fno-sanitize=vptr,function
    -fno-sanitize-recover=all -fno-omit-frame-pointer -gline-tables-only
    -D__asan_poison_memory_region=wick_leave_readable) # AllocatorPoisoning.cpp says why
  add_compile_options(${WICK_SANITIZE_FLAGS})
  add_link_options(-fsanitize=${WICK_SANITIZE})
endif()

option(WICK_COVERAGE "Instrument for llvm-cov" OFF)
if(WICK_COVERAGE)
  add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
  add_link_options(-fprofile-instr-generate)
endif()
