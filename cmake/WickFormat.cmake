# Targets `format` and `tidy`, and the test `format-check`, over the sources that git knows.
find_program(WICK_CLANG_FORMAT clang-format-22 REQUIRED)
find_program(WICK_CLANG_TIDY clang-tidy-22 REQUIRED)
cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
set(list_sources "git ls-files -z --cached --others --exclude-standard --")

add_custom_target(format
  COMMAND bash -c "${list_sources} '*.c' '*.h' '*.hpp' '*.cpp' | xargs -0 ${WICK_CLANG_FORMAT} -i"
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)

add_test(NAME format-check
  COMMAND bash -o pipefail -c
    "${list_sources} '*.c' '*.h' '*.hpp' '*.cpp' | xargs -0 ${WICK_CLANG_FORMAT} --dry-run --Werror"
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
set_tests_properties(format-check PROPERTIES LABELS house)

# Headers are seen through the sources that include them.
add_custom_target(tidy
  COMMAND bash -o pipefail -c "${list_sources} '*.c' '*.cpp' | xargs -0 -n 1 -P ${cores} \
${WICK_CLANG_TIDY} --quiet -p ${PROJECT_BINARY_DIR}"
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
