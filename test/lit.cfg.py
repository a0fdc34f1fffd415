# Runs with: lit -sv test  (tools/check sets CRITC_BUILD; the default is build/release)
import os

import lit.formats

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
build = os.path.abspath(os.environ.get("CRITC_BUILD", os.path.join(root, "build", "release")))
llvm = os.environ.get("CRITC_LLVM_BIN", "/usr/lib/llvm-19/bin")
shared = os.environ.get("CRITC_SHARED", os.path.join(os.path.dirname(root), "shared"))

config.name = "critc"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".test"]
config.excludes = ["Inputs", "unit", "README.md", "CMakeLists.txt"]
config.test_source_root = os.path.join(root, "test")
config.test_exec_root = os.path.join(build, "test")

config.environment["PATH"] = os.pathsep.join(
    [os.path.join(build, "bin"), llvm, config.environment["PATH"]])
for name in ("CRITC_ROUNDTRIP", "ASAN_OPTIONS", "UBSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

# Where the test data of the project's developers lies beside the checkout, more tests run.
if os.path.isdir(os.path.join(shared, "data")):
    config.available_features.add("shared")

# What needs to run only once: documentation, and scripts that build.
if "CRITC_ROUNDTRIP" not in os.environ and build == os.path.join(root, "build", "release"):
    config.available_features.add("plain-release")

if os.path.exists(os.path.join(build, "bin", "critc-fuzz")):
    config.available_features.add("fuzzer")

config.substitutions.append(("%root", root))
config.substitutions.append(("%build", build))
config.substitutions.append(("%shared", shared))
config.substitutions.append(("%corpus", os.path.join(root, "corpus")))
