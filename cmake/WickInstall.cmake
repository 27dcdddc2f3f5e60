# `cmake --install`: programs, libraries, the headers of models' authors, and the package that
# find_package(Wick) reads.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/Wick)

install(TARGETS wick wick_runtime wick-driver wick-opt wick-lsp-server EXPORT WickTargets)
install(FILES ${CMAKE_ARCHIVE_OUTPUT_DIRECTORY}/libwick_jansson.a DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(TARGET wick_onednn)
  install(TARGETS wick_onednn EXPORT WickTargets)
  install(TARGETS wick_onednn_loadable DESTINATION ${CMAKE_INSTALL_LIBDIR})
endif()
install(DIRECTORY frontend/include/wick runtime/include/wick
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")
install(EXPORT WickTargets NAMESPACE Wick:: DESTINATION ${package_folder})

configure_package_config_file(cmake/WickConfig.cmake.in ${PROJECT_BINARY_DIR}/WickConfig.cmake
  INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/WickConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/WickConfig.cmake ${PROJECT_BINARY_DIR}/WickConfigVersion.cmake
  cmake/WickModel.cmake DESTINATION ${package_folder})
