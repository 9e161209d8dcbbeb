# tree-sitter's core and its Python grammar, from the pinned source packages
# that the set-up unpacks into third_party/; a build without the set-up, as by
# `pip install .`, unpacks them itself.
#
# Target: tnp::tree_sitter.
set(TNP_TREE_SITTER_DIR "${PROJECT_SOURCE_DIR}/third_party/tree-sitter-0.24.0"
    CACHE PATH "Unpacked source package tree-sitter")
set(TNP_TREE_SITTER_PYTHON_DIR
    "${PROJECT_SOURCE_DIR}/third_party/tree_sitter_python-0.23.6"
    CACHE PATH "Unpacked source package tree-sitter-python")
set(core "${TNP_TREE_SITTER_DIR}/tree_sitter/core/lib")
set(grammar "${TNP_TREE_SITTER_PYTHON_DIR}/src")
if(NOT EXISTS "${core}/src/lib.c" OR NOT EXISTS "${grammar}/parser.c")
  execute_process(
    COMMAND "${PROJECT_SOURCE_DIR}/tools/unpack-sources" "${Python_EXECUTABLE}"
    RESULT_VARIABLE unpacked)
  if(NOT unpacked EQUAL 0 OR NOT EXISTS "${core}/src/lib.c"
     OR NOT EXISTS "${grammar}/parser.c")
    message(FATAL_ERROR "tree-sitter is missing: run tools/setup, which unpacks the source packages tree-sitter and tree-sitter-python")
  endif()
endif()

# What --version prints: the sources carry no version of their own.
foreach(package IN ITEMS tree-sitter tree-sitter-python)
  file(STRINGS "${PROJECT_SOURCE_DIR}/tools/sources.txt" pin
       REGEX "^${package}==")
  string(REGEX REPLACE ".*==" "" version "${pin}")
  string(TOUPPER "TNP_${package}_VERSION" name)
  string(REPLACE "-" "_" name "${name}")
  set("${name}" "${version}")
endforeach()

# The grammar's package has no headers: it includes <tree_sitter/parser.h>,
# which is the core's lib/src/parser.h.
set(grammar_headers "${PROJECT_BINARY_DIR}/tree_sitter_headers")
foreach(header IN ITEMS parser alloc array)
  configure_file("${core}/src/${header}.h"
                 "${grammar_headers}/tree_sitter/${header}.h" COPYONLY)
endforeach()

# tree_sitter_core.c includes the core's lib.c, which includes all its sources.
add_library(tnp_tree_sitter STATIC
            "${PROJECT_SOURCE_DIR}/translator/python/tree_sitter_core.c"
            "${grammar}/parser.c" "${grammar}/scanner.c")
add_library(tnp::tree_sitter ALIAS tnp_tree_sitter)
target_include_directories(tnp_tree_sitter SYSTEM PUBLIC "${core}/include")
target_include_directories(tnp_tree_sitter PRIVATE "${grammar_headers}" "${core}/src")
set_target_properties(tnp_tree_sitter PROPERTIES C_STANDARD 11
                                      POSITION_INDEPENDENT_CODE OFF)
target_compile_options(tnp_tree_sitter PRIVATE -w)
target_compile_definitions(tnp_tree_sitter PRIVATE _DEFAULT_SOURCE _POSIX_C_SOURCE=200112L)
