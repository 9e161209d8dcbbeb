# tnp_library(NAME SOURCES... ) defines the static library of one folder, with
# its alias `tnp::NAME`. Include paths are written from the repository's root.
#
# No target contracts a * b + c into a fused multiply-add: results must not
# depend on the instruction set that a loop was compiled for. GCC 12 reports
# -Wrestrict wrongly for a literal before a std::string (its bug 105651).
function(tnp_target_options target)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_compile_options(
    ${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra
                                              -ffp-contract=off>
                      $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict>
                      $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:${TNP_WERROR}>>:-Werror>)
endfunction()

function(tnp_library name)
  add_library(tnp_${name} STATIC ${ARGN})
  add_library(tnp::${name} ALIAS tnp_${name})
  tnp_target_options(tnp_${name})
endfunction()
