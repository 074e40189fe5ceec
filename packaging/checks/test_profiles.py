# SPDX-License-Identifier: Apache-2.0
"""The client in Rust (e2e/subxt) shares what is compiled with the main workspace: same profile, same versions."""

import tomllib
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def read(path):
    return tomllib.loads((ROOT / path).read_text())


def line(version):
    """What cargo takes as compatible: 1.2.3 and 1.9.0, but not 0.1.0 and 0.2.0."""
    major, minor, *_ = version.split(".")
    return major if major != "0" else f"0.{minor}"


class Sharing(unittest.TestCase):
    def test_profile_is_that_of_the_main_workspace_but_for_single_crates(self):
        main, client = (read(f"{folder}Cargo.toml")["profile"]["dev"] for folder in ("", "e2e/subxt/"))
        for profile in (main, client):
            profile.pop("package", None)
        self.assertEqual(client, main)

    def test_each_crate_of_both_has_a_version_of_the_main_workspace(self):
        main, client = (read(f"{folder}Cargo.lock")["package"] for folder in ("", "e2e/subxt/"))
        known = {}
        for each in main:
            known.setdefault((each["name"], line(each["version"])), set()).add(each["version"])
        apart = [
            f"{each['name']} {each['version']}"
            for each in client
            if each["version"] not in known.get((each["name"], line(each["version"])), {each["version"]})
        ]
        self.assertEqual(apart, [])


if __name__ == "__main__":
    unittest.main()
