# WICK_OPENMP: the OpenMP runtime, one in a process.
#
# It is gcc's, on which Debian's oneDNN runs. Debian's libomp-22-dev puts another libgomp.so.1 beside
# libMLIR.so, where programs look for libraries; so they look in the system's folder first.
#
# ThreadSanitizer does not see through gcc's barriers, and reports each loop. In a build with it the
# runtime is LLVM's, whose tool Archer tells the sanitizer what waits for what; and there is no oneDNN.
set(WICK_OPENMP -lgomp)
if(WICK_SANITIZE MATCHES thread)
  find_library(WICK_LLVM_OPENMP omp PATHS ${LLVM_LIBRARY_DIRS} NO_DEFAULT_PATH)
  if(NOT WICK_LLVM_OPENMP)
    message(FATAL_ERROR "a build with ThreadSanitizer needs LLVM's OpenMP and its tool Archer:\n"
      "  sudo apt-get install libomp-22-dev")
  endif()
  set(WICK_OPENMP ${WICK_LLVM_OPENMP})
  set(CMAKE_DISABLE_FIND_PACKAGE_dnnl ON)
else()
  find_library(WICK_GCC_OPENMP gomp PATHS ${CMAKE_C_IMPLICIT_LINK_DIRECTORIES} NO_DEFAULT_PATH
    REQUIRED)
  file(REAL_PATH ${WICK_GCC_OPENMP} openmp)
  cmake_path(GET openmp PARENT_PATH openmp)
  set(CMAKE_BUILD_RPATH ${openmp})
  list(APPEND CMAKE_INSTALL_RPATH ${openmp})
endif()
