# The libtorch inside the installed torch package, found without importing it.
#
# Targets: tnp::torch_cpu, tnp::torch_python, tnp::torch_cuda.
# Variables: TNP_TORCH_DIR, TNP_NATIVE_FUNCTIONS (the wheel's operator table).
if(NOT TNP_TORCH_DIR)
  execute_process(
    COMMAND
      "${Python_EXECUTABLE}" -c
      "import importlib.util as u; s = u.find_spec('torch'); print(s.submodule_search_locations[0] if s else '', end='')"
    OUTPUT_VARIABLE torch_dir)
  set(TNP_TORCH_DIR "${torch_dir}" CACHE PATH "The installed torch package" FORCE)
endif()
if(NOT EXISTS "${TNP_TORCH_DIR}/lib/libtorch_cpu.so")
  message(FATAL_ERROR "torch is missing: install the Python package torch==2.11.0")
endif()
set(TNP_NATIVE_FUNCTIONS
    "${TNP_TORCH_DIR}/../torchgen/packaged/ATen/native/native_functions.yaml")

function(tnp_torch_library name)
  add_library(tnp_${name} INTERFACE)
  add_library(tnp::${name} ALIAS tnp_${name})
  target_include_directories(
    tnp_${name} SYSTEM INTERFACE "${TNP_TORCH_DIR}/include"
                                 "${TNP_TORCH_DIR}/include/torch/csrc/api/include")
  foreach(library IN LISTS ARGN)
    target_link_libraries(tnp_${name} INTERFACE "${TNP_TORCH_DIR}/lib/lib${library}.so")
  endforeach()
endfunction()
tnp_torch_library(torch_cpu c10 torch_cpu)
tnp_torch_library(torch_python c10 torch_cpu torch torch_python)
