# The runtime's targets: one object library for each folder, all of them inside
# the shared library `tnp`.
#
# tnp_runtime_objects(NAME SOURCES...) defines the objects of one folder.
set(TNP_RUNTIME_COMPILE_OPTIONS -fno-semantic-interposition -fno-plt)
set(TNP_RUNTIME_LINK_OPTIONS -Wl,-Bsymbolic -Wl,--no-undefined)

function(tnp_runtime_options target)
  tnp_target_options(${target})
  target_compile_options(${target} PRIVATE ${TNP_RUNTIME_COMPILE_OPTIONS})
  target_link_libraries(${target} PRIVATE tnp::torch_cpu)
endfunction()

function(tnp_runtime_objects name)
  add_library(tnp_runtime_${name} OBJECT ${ARGN})
  tnp_runtime_options(tnp_runtime_${name})
  target_link_libraries(tnp PRIVATE tnp_runtime_${name})
endfunction()
