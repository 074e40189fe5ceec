# SPDX-License-Identifier: Apache-2.0
"""Tests which calls of the compiler scripts/clippy-wrapper passes on untouched, with a compiler that only says that it was called."""

import subprocess
import tempfile
import unittest
from pathlib import Path

WRAPPER = Path(__file__).resolve().parents[2] / "scripts" / "clippy-wrapper"
SAYS = "#!/usr/bin/env bash\necho {name}\n"


def called(*arguments):
    """The program that the wrapper called: "rustc", which compiles, or "clippy-driver", which reads."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("rustc", "clippy-driver"):
            program = Path(folder, name)
            program.write_text(SAYS.format(name=name))
            program.chmod(0o755)
        arguments = [argument.replace("FOLDER", folder) for argument in arguments]
        done = subprocess.run(
            [WRAPPER, Path(folder, "rustc"), *arguments],
            capture_output=True,
            text=True,
            check=True,
            env={"PATH": f"{folder}:/usr/bin:/bin"},
        )
        return done.stdout.strip()


class Wrapper(unittest.TestCase):
    def test_crate_of_ours_is_read(self):
        self.assertEqual(called("--crate-name", "pallet_registry", "--crate-type", "lib", "--out-dir", "FOLDER"), "clippy-driver")

    def test_build_script_is_compiled(self):
        self.assertEqual(called("--crate-name", "build_script_build", "--crate-type", "bin", "--out-dir", "FOLDER"), "rustc")

    def test_wasm_is_compiled_when_clippy_calls_the_build_script(self):
        # Without its bytes the runtime does not compile on a machine that never built it.
        for target in (["--target", "wasm32v1-none"], ["--target=wasm32v1-none"]):
            crate = ["--crate-name", "chungnam_runtime_blob", "--crate-type", "cdylib", "--out-dir", "FOLDER"]
            self.assertEqual(called(*crate, *target), "rustc")

    def test_version_is_that_of_the_compiler(self):
        self.assertEqual(called("--crate-name", "dummy_crate", "--crate-type", "bin", "--version"), "rustc")
        self.assertEqual(called("-vV"), "rustc")


if __name__ == "__main__":
    unittest.main()
