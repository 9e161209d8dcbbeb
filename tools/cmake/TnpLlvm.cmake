# LLVM 19: Support linked statically for tnp-translate and tnp-rulegen, whose
# start-up time counts; libclang-cpp for the C++ front end alone.
#
# Targets: tnp::llvm_support, tnp::clang.
find_package(LLVM 19.1 CONFIG QUIET HINTS /usr/lib/llvm-19)
if(NOT LLVM_FOUND)
  message(FATAL_ERROR "LLVM 19.1 is missing: install the package llvm-19-dev")
endif()
find_package(Clang CONFIG QUIET PATHS "${LLVM_LIBRARY_DIR}/cmake/clang"
             NO_DEFAULT_PATH)
if(NOT Clang_FOUND)
  message(FATAL_ERROR "Clang 19.1 is missing: install the package libclang-19-dev")
endif()

add_library(tnp_llvm_support INTERFACE)
add_library(tnp::llvm_support ALIAS tnp_llvm_support)
target_include_directories(tnp_llvm_support SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_compile_definitions(tnp_llvm_support INTERFACE ${LLVM_DEFINITIONS_LIST})
target_compile_options(tnp_llvm_support INTERFACE -fno-rtti)
# A program that links Clang has LLVM's library already; two copies of Support
# would register each option twice.
target_link_libraries(
  tnp_llvm_support
  INTERFACE $<IF:$<BOOL:$<TARGET_PROPERTY:TNP_LINKS_CLANG>>,LLVM,LLVMSupport>)

add_library(tnp_clang INTERFACE)
add_library(tnp::clang ALIAS tnp_clang)
target_include_directories(tnp_clang SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS}
                                                      ${CLANG_INCLUDE_DIRS})
target_compile_options(tnp_clang INTERFACE -fno-rtti)
target_link_libraries(tnp_clang INTERFACE clang-cpp LLVM)
