# toml++, headers only, for the settings in pyproject.toml. Debian's CMake
# package would link its shared library, which costs start-up time.
#
# Target: tnp::toml.
find_path(TNP_TOML_INCLUDE NAMES toml++/toml.h)
if(NOT TNP_TOML_INCLUDE)
  message(FATAL_ERROR "toml++ is missing: install the package libtomlplusplus-dev")
endif()

add_library(tnp_toml INTERFACE)
add_library(tnp::toml ALIAS tnp_toml)
target_include_directories(tnp_toml SYSTEM INTERFACE "${TNP_TOML_INCLUDE}")
