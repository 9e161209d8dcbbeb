"""Configuration of the lit suite: what is a test and what %names mean.

The values of the build come from lit.site.cfg.py in the build folder, so both
`lit build/test` and `lit test/python/alias.py` work; the second one takes them
from build/.

    %check_tnp      tools/check_tnp.py: text, diagnostics and a second run
    %check_run      python for a test that uses tools/translate_case.py
    %tnp_translate  the translator; C++ input needs `-- %clang_flags`
    %tnp_rulegen    the generator, with the operators of the installed torch
    %run_sample     runs a translated Python program under the built tnp
    %python         the interpreter with NumPy
    %cxx_xtensor    the compiler for a C++ program that uses xtensor
    %cxx_tnp        the compiler for its translation
"""

import os
import shlex
import shutil

import lit.formats

source_dir = os.path.dirname(os.path.abspath(__file__))


def quoted(*words):
    return " ".join(shlex.quote(word) for word in words)


def configure():
    config.name = "tnp"
    config.test_format = lit.formats.ShTest(execute_external=False)
    config.suffixes = [".py", ".cpp", ".test", ".yaml"]
    # The folders of other test tools: pytest, gtest, NumPy's own suite.
    config.excludes = ["Inputs", "coverage", "fuzz", "gpu", "interop",
                       "numpy_suite", "real_code", "runtime", "runtime_cpp",
                       "tools", "types", "unit", "lit.cfg.py",
                       "CMakeLists.txt"]
    config.test_source_root = source_dir
    config.test_exec_root = os.path.join(config.tnp_build_dir, "test")
    config.environment["PYTHONDONTWRITEBYTECODE"] = "1"
    # Tests of the cache take it out again.
    config.environment["TNP_NO_CACHE"] = "1"
    add_features()
    add_substitutions()


def add_features():
    for feature, present in [
        ("chromium", shutil.which("chromium")),
        ("runtime", config.tnp_runtime),
        ("translator", config.tnp_translator),
        ("xtensor", config.tnp_xtensor_include),
    ]:
        if present:
            config.available_features.add(feature)


def add_substitutions():
    tools = os.path.join(source_dir, "tools")
    translate = os.path.join(config.tnp_build_dir, "bin", "tnp-translate")
    rulegen = os.path.join(config.tnp_build_dir, "bin", "tnp-rulegen")
    headers = os.path.join(config.tnp_source_dir, "runtime", "include")
    # Not -isystem: that would break the default order for /usr/include.
    xtensor = ["-idirafter", config.tnp_xtensor_include]
    torch = os.path.join(config.tnp_torch_dir, "include")
    tnp = ["-I", headers, "-isystem", torch]
    # Clang needs both sets: the second run reads translated code.
    parse_flags = [f"--cxx-flag={flag}" for flag in
                   ["-std=c++17"] + xtensor + tnp]
    python_path = os.path.join(config.tnp_build_dir, "python")

    # Longer names come first: lit replaces in this order.
    config.substitutions += [
        ("%check_tnp", quoted(config.tnp_python,
                              os.path.join(tools, "check_tnp.py"),
                              "--translate", translate,
                              "--filecheck", config.tnp_filecheck,
                              *parse_flags)),
        ("%check_run", quoted("env", f"PYTHONPATH={tools}",
                              config.tnp_python)),
        ("%tnp_translate", quoted(translate)),
        ("%tnp_rulegen", quoted(rulegen, "--native-functions",
                                config.tnp_native_functions)),
        ("%run_sample", quoted("env", f"PYTHONPATH={python_path}",
                               config.tnp_python,
                               os.path.join(tools, "run_sample.py"))),
        ("%python", quoted(config.tnp_python)),
        # Compiled as C++17: xtensor 0.24 gives other results as C++20.
        ("%cxx_xtensor", quoted(config.tnp_cxx, "-std=c++17", "-O1",
                                *xtensor)),
        ("%cxx_tnp", quoted(config.tnp_cxx, "-std=c++17", "-O1", *tnp)),
        ("%clang_flags", quoted("-std=c++17", *xtensor, *tnp)),
        # Only the bare word, not the end of a path put in above.
        (r"(?<![\w/-])FileCheck(?![\w-])", quoted(config.tnp_filecheck)),
    ]


if hasattr(config, "tnp_build_dir"):
    configure()
else:
    # Started on the source folder: the site file sets the build's values and
    # then loads this file again.
    site = os.path.join(source_dir, os.pardir, "build", "test",
                        "lit.site.cfg.py")
    if not os.path.exists(site):
        lit_config.fatal("build/test/lit.site.cfg.py is missing: "
                         "run cmake --preset dev first")
    lit_config.load_config(config, site)
