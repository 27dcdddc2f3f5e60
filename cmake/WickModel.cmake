# wick_add_model(<name> SOURCES <file>... [OPTIONS <option>...])
#
# Compiles a model, written with wick/wick.h, into a static library target <name>. SOURCES become a
# program, the generator, which CMake builds and runs:
#
#   <name>_generator --emit=obj -o <name>.o [OPTIONS]
#
# writes the object, beside it the C header <name>.h, which targets that link <name> can include,
# and the initial weights <name>.safetensors; the target's property WICK_WEIGHTS has its path.
# OPTIONS are the generator's own, for instance --target=x86-64-v3. Works the same in Wick's own
# tree and with an installed Wick after find_package(Wick).
function(wick_add_model name)
  cmake_parse_arguments(PARSE_ARGV 1 model "" "" "SOURCES;OPTIONS")
  if(NOT model_SOURCES OR model_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "wick_add_model(<name> SOURCES <file>... [OPTIONS <option>...])")
  endif()

  add_executable(${name}_generator ${model_SOURCES})
  target_compile_features(${name}_generator PRIVATE cxx_std_20)
  target_link_libraries(${name}_generator PRIVATE Wick::wick)

  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${name}.model)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(
    OUTPUT ${folder}/${name}.o ${folder}/${name}.h ${folder}/${name}.safetensors
    COMMAND ${name}_generator --emit=obj -o ${folder}/${name}.o ${model_OPTIONS}
    # The compiler is a library that the generator loads: a change of it is a change of the model.
    DEPENDS ${name}_generator $<TARGET_FILE:Wick::wick>
    COMMENT "Compiling model ${name}"
    VERBATIM)

  add_library(${name} STATIC ${folder}/${name}.o ${folder}/${name}.h)
  set_source_files_properties(${folder}/${name}.o PROPERTIES EXTERNAL_OBJECT TRUE GENERATED TRUE)
  set_target_properties(${name} PROPERTIES
    LINKER_LANGUAGE C
    WICK_WEIGHTS ${folder}/${name}.safetensors)
  target_include_directories(${name} INTERFACE ${folder})
  # Only a model that may call oneDNN names it, and only a program that does is linked to it.
  if("${model_OPTIONS}" MATCHES "--backend[=;](onednn|auto)" AND TARGET Wick::wick_onednn)
    target_link_libraries(${name} PUBLIC Wick::wick_onednn)
    target_link_options(${name} INTERFACE LINKER:--as-needed)
  endif()
  target_link_libraries(${name} PUBLIC Wick::wick_runtime)
endfunction()
