# The runtime's targets: the object library of each folder is part of the shared
# library `tnp`; Python modules lie beside it in the package's folder.

# tnp_runtime_objects(NAME SOURCES...) defines the objects of one folder.
function(tnp_runtime_objects name)
  add_library(tnp_${name} OBJECT ${ARGN})
  add_library(tnp::${name} ALIAS tnp_${name})
  tnp_target_options(tnp_${name})
  target_link_libraries(tnp_${name} PUBLIC tnp::torch_cpu)
endfunction()

# tnp_runtime_options(TARGET) makes calls inside the library direct: its own
# functions are never replaced, and others are called without a stub. GCC 12
# suspects c10::SmallVector and ATen's TensorIterator of reading memory before it
# is filled, and `"text" + string` of overlapping copies.
function(tnp_runtime_options target)
  target_compile_options(
    ${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-semantic-interposition -fno-plt
                      -Wno-maybe-uninitialized -Wno-restrict>)
endfunction()

# tnp_extension_options(TARGET) is for code against Python's interface: Python's
# tables are written without their trailing members, and its objects hold C++
# values, whose offsets GCC gives all the same.
function(tnp_extension_options target)
  tnp_runtime_options(${target})
  target_compile_options(${target} PRIVATE -Wno-missing-field-initializers
                                           -Wno-invalid-offsetof)
endfunction()

# tnp_python_module(TARGET NAME) places an extension module in the package as
# tnp.NAME, finding libtnp beside it and libtorch in the installed torch.
function(tnp_python_module target name)
  tnp_extension_options(${target})
  target_link_options(${target} PRIVATE -Wl,-Bsymbolic)
  set_target_properties(
    ${target}
    PROPERTIES OUTPUT_NAME ${name}
               PREFIX ""
               SUFFIX ".so"
               LIBRARY_OUTPUT_DIRECTORY "${TNP_PACKAGE_DIR}"
               BUILD_RPATH "${TNP_PACKAGE_DIR};${TNP_TORCH_DIR}/lib"
               INSTALL_RPATH "$ORIGIN:$ORIGIN/../torch/lib")
  install(TARGETS ${target} LIBRARY DESTINATION tnp COMPONENT python)
endfunction()
