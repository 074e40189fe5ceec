# SPDX-License-Identifier: Apache-2.0
"""What scripts/lib.sh says of releases: where they are built, and by which compiler. Nothing is built here."""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.search(r"^RELEASE_RUST=(.+)$", (ROOT / "scripts/lib.sh").read_text(), re.M)[1]
RUSTUP = """#!/bin/sh
case "$*" in
'show active-toolchain') echo "{active} (default)" ;;
'run '*' rustc --version')
	case $2 in {installed}) echo "rustc {version} (59807616e 2026-04-14)" ;; {old}) echo "rustc 1.80.0 (x)" ;; *) exit 1 ;; esac ;;
'run '*' rustc --print sysroot') echo "{sysroot}/$2" ;;
'toolchain install'*) echo "$*" >>"{sysroot}/asked"; exit 1 ;;
*) exit 2 ;;
esac
"""


def shell(words, **env):
    script = f'source "{ROOT}/scripts/lib.sh"; {words}'
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, env={**os.environ, **env})


class Releases(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def own(self, path):
        return shell(f'own_folder "{path}"')

    def test_folder_is_made_for_us_alone(self):
        path = self.folder / "new"
        self.assertEqual(self.own(path).returncode, 0)
        self.assertEqual(path.stat().st_mode & 0o777, 0o700)
        self.assertEqual(self.own(path).returncode, 0)

    def test_folder_in_which_others_may_write_is_refused(self):
        for mode in (0o777, 0o770, 0o702):
            path = self.folder / f"open-{mode:o}"
            path.mkdir()
            path.chmod(mode)
            ended = self.own(path)
            self.assertEqual(ended.returncode, 1)
            self.assertIn("Others may write in", ended.stderr)

    def test_link_or_file_in_its_place_is_refused(self):
        (self.folder / "elsewhere").mkdir()
        (self.folder / "link").symlink_to("elsewhere")
        (self.folder / "file").write_text("")
        for name in ("link", "file"):
            ended = self.own(self.folder / name)
            self.assertEqual(ended.returncode, 1)
            self.assertIn("is no folder", ended.stderr)

    @unittest.skipUnless(os.geteuid() == 0, "only root can give a folder to somebody else")
    def test_folder_of_somebody_else_is_refused(self):
        path = self.folder / "theirs"
        path.mkdir(mode=0o700)
        os.chown(path, 65534, 65534)
        ended = self.own(path)
        self.assertEqual(ended.returncode, 1)
        self.assertIn("belongs to nobody", ended.stderr)

    def rustup(self, active, installed, targets=("stable", PINNED)):
        for name in targets:
            (self.folder / name / "lib/rustlib/wasm32v1-none/lib").mkdir(parents=True, exist_ok=True)
        program = self.folder / "bin/rustup"
        program.parent.mkdir(exist_ok=True)
        words = {"active": active, "installed": installed, "old": "old", "version": PINNED, "sysroot": self.folder}
        program.write_text(RUSTUP.format(**words))
        program.chmod(0o755)
        return {"PATH": f"{program.parent}:{os.environ['PATH']}"}

    def test_compiler_of_releases_is_the_usual_one_where_that_is_the_pinned_version(self):
        ended = shell("release_toolchain", **self.rustup("stable", "stable"))
        self.assertEqual((ended.returncode, ended.stdout), (0, "stable"))

    def test_compiler_of_releases_is_the_pinned_one_beside_another_usual_one(self):
        ended = shell("release_toolchain", **self.rustup("old", PINNED))
        self.assertEqual((ended.returncode, ended.stdout), (0, PINNED))

    def test_compiler_without_the_target_of_the_runtime_is_not_taken(self):
        ended = shell("release_toolchain", **self.rustup("stable", "stable", targets=()))
        self.assertEqual((ended.returncode, ended.stdout), (1, ""))

    def test_nothing_is_built_by_another_compiler_when_the_pinned_one_cannot_be_had(self):
        ended = shell('can_use_release_rust && echo "$RUSTUP_TOOLCHAIN"', **self.rustup("old", "none"))
        self.assertEqual((ended.returncode, ended.stdout), (1, ""))
        self.assertIn(f"toolchain install {PINNED}", (self.folder / "asked").read_text())

    def test_image_is_built_by_the_pinned_compiler(self):
        self.assertIn(f"\nARG RUST_VERSION={PINNED}\n", (ROOT / "docker/Dockerfile").read_text())


if __name__ == "__main__":
    unittest.main()
