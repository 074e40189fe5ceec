# SPDX-License-Identifier: Apache-2.0
"""pallets.py itself on places that are missing, and ./scripts/new-pallet on a copy of this checkout.

The skeleton is a member of the workspace, so every build compiles it and every test run tests it; here only what the script makes
of the skeleton is looked at, which takes seconds.
"""

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import pallets

ROOT = Path(__file__).resolve().parents[2]


def copy(into):
    """The files of this checkout that a pallet stands in, with those that are not committed yet, as a checkout of its own."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"]
        + ["*.md", "Cargo.*", "*.toml", "bench", "crates", "fuzz", "node", "packaging/checks", "pallets", "runtime", "scripts"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        source = ROOT / name
        if source.is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, into / name)
    return into


def run(root, *words):
    return subprocess.run([root / "scripts/new-pallet", *words], capture_output=True, text=True, env=None)


class Skeleton(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = copy(Path(cls.folder.name))
        cls.made = run(cls.root, "investment", "share-books")
        cls.pallet = cls.root / "pallets/investment/share-books"

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_script_writes_a_pallet_when_the_name_is_free(self):
        self.assertEqual(self.made.returncode, 0, self.made.stderr)
        index = pallets.re.search(r"takes index (5\d) in the runtime", self.made.stderr)[1]
        self.assertNotIn(f"pallet_index({index})", (ROOT / "runtime/src/lib.rs").read_text())
        self.assertIn("runtime/src/configs/investment.rs", self.made.stderr)

    def test_lines_stand_in_the_order_of_letters(self):
        manifest = (self.root / "Cargo.toml").read_text().splitlines()
        for pattern in [r'\t"pallets/', r"pallet-[a-z-]+ = \{ path", r"\[profile\.dev\.package\.pallet-"]:
            own = [line for line in manifest if pallets.re.match(pattern, line) and "pallet-new-noun" not in line]
            self.assertEqual(own, sorted(own))
            self.assertEqual(len([line for line in own if "share-books" in line]), 1)

    def test_no_word_of_the_template_is_left(self):
        for path in filter(Path.is_file, self.pallet.rglob("*")):
            text = path.read_text()
            for word in ["new-noun", "new_noun", "NewNoun", "New noun", "new noun"]:
                self.assertNotIn(word, text, path)

    def test_each_file_says_what_is_to_do_and_its_test_asks_for_it(self):
        to_do = (self.pallet / "src/tests/to_do.rs").read_text()
        self.assertIn("mod to_do;", (self.pallet / "src/tests/mod.rs").read_text())
        asked = pallets.re.findall(r'assert_filled\("([^"]+)"\)', to_do)
        self.assertGreater(len(asked), 10)
        for name in asked:
            self.assertIn(pallets.MARK, (self.pallet / name).read_text(), name)

    def test_checks_of_pages_hold_when_the_skeleton_is_new(self):
        subprocess.run(["git", "init", "-q", self.root], check=True)
        for program in ["pages", "prose", "pallets"]:
            words = subprocess.run(
                ["python3", "-B", self.root / f"packaging/checks/{program}.py", self.root],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
            # Links into folders that are not copied here lead nowhere.
            own = [line for line in words.splitlines() if line.startswith("FAIL") and "share-books" in line]
            self.assertEqual(own, [])

    def test_sources_are_formatted(self):
        subprocess.run(
            ["cargo", "fmt", "--package", "pallet-share-books", "--check"], cwd=self.root, check=True, capture_output=True
        )

    def test_places_are_open_until_the_runtime_has_the_pallet(self):
        chosen = [each for each in pallets.pallets(self.root) if each.noun == "share-books"]
        done = [stands for _, _, stands in pallets.places(self.root, chosen[0])]
        self.assertEqual(done[:5], [True] * 5)
        self.assertFalse(any(done[5:]))

    def test_script_refuses_a_name_that_is_taken(self):
        for words in [
            ("money", "share-books"),
            ("money", "balances"),
            ("money", "registry"),
            ("money", "Registry"),
            ("money", "a b"),
            ("food", "apples"),
            ("money",),
        ]:
            with self.subTest(words):
                before = (self.root / "Cargo.toml").read_text()
                self.assertNotEqual(run(self.root, *words).returncode, 0)
                self.assertEqual((self.root / "Cargo.toml").read_text(), before)


class Places(unittest.TestCase):
    """A checkout in which one thing after the other is missing."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = copy(Path(self.folder.name))
        [self.pallet] = [each for each in pallets.pallets(self.root) if each.noun == "fund-router"]

    def tearDown(self):
        self.folder.cleanup()

    def missing(self):
        return [(path, what) for path, what, stands in pallets.places(self.root, self.pallet) if not stands]

    def test_pallet_stands_in_every_place(self):
        self.assertEqual(self.missing(), [])

    def test_each_place_is_told_when_the_pallet_is_taken_out(self):
        total = len(list(pallets.places(self.root, self.pallet)))
        texts = [each for each in self.root.rglob("*") if each.is_file() and each.suffix in (".rs", ".toml", ".md", ".lock")]
        for path in texts:
            if path.is_relative_to(self.pallet.folder):
                continue
            text = path.read_text()
            for word in ["fund-router", "fund_router", "FundRouter"]:
                text = text.replace(word, "nothing")
            path.write_text(text)
        readme = self.pallet.folder / "README.md"
        readme.write_text(re.sub(r"ADR \d+|adr/\d+", "a decision", readme.read_text()))
        self.assertEqual(len(self.missing()), total)

    def test_call_is_told_when_a_part_of_it_is_missing(self):
        self.assertEqual(list(pallets.faults_of_calls(self.pallet)), [])
        readme, source = self.pallet.folder / "README.md", self.pallet.folder / "src/lib.rs"
        readme.write_text(readme.read_text().replace("| `pay_in` |", "| pay |"))
        source.write_text(source.read_text().replace("/// Origin: anyone. Emits [`Event::Flushed`]", "/// Emits [`Event::Flushed`]"))
        faults = list(pallets.faults_of_calls(self.pallet))
        self.assertEqual(faults, ["the documentation of flush does not say 'Origin:'", "README.md has no row for pay_in"])

    def test_call_is_told_when_it_does_not_list_its_errors(self):
        source = self.pallet.folder / "src/lib.rs"
        source.write_text(source.read_text().replace(" Errors: `ZeroAmount`, `InsufficientBalance`.", ""))
        faults = list(pallets.faults_of_calls(self.pallet))
        untold = [f"no call documents the error {error}" for error in ["InsufficientBalance", "ZeroAmount"]]
        self.assertEqual(faults, ["the documentation of pay_in does not say 'Errors:'", *untold])

    def test_error_that_only_neighbours_of_one_pallet_get_is_asked_of_calls_of_the_others(self):
        [drops] = [each for each in pallets.pallets(self.root) if each.noun == "voucher-drops"]
        source = drops.folder / "src/calls.rs"
        source.write_text(source.read_text().replace("`CohortNotFound`, ", ""))
        self.assertEqual(list(pallets.faults_of_calls(drops)), ["no call documents the error CohortNotFound"])
        [currency] = [each for each in pallets.pallets(self.root) if each.noun == "regional-currency"]
        self.assertEqual(list(pallets.faults_of_calls(currency)), [])

    def test_call_is_told_when_a_test_sees_an_error_that_it_does_not_list(self):
        source = self.pallet.folder / "src/lib.rs"
        source.write_text(source.read_text().replace("`RouteNotFound`, `NothingToFlush`.", "`RouteNotFound`, `TooLate`."))
        faults = list(pallets.faults_of_calls(self.pallet))
        told = "a test sees flush refuse with NothingToFlush, and the documentation of flush does not list it"
        self.assertEqual(faults, ["no call documents the error NothingToFlush", told])

    def test_call_is_told_when_its_documentation_names_an_error_that_is_not_there(self):
        source = self.pallet.folder / "src/lib.rs"
        source.write_text(source.read_text().replace("Errors: `RouteNotFound`", "Errors: `PersonNotFound`"))
        faults = list(pallets.faults_of_calls(self.pallet))
        self.assertEqual(
            faults,
            [
                "the documentation of flush names PersonNotFound, and there is no such error",
                "no call documents the error RouteNotFound",
                "a test sees flush refuse with RouteNotFound, and the documentation of flush does not list it",
            ],
        )

    def test_pallet_is_told_when_a_room_is_too_large_or_without_lints(self):
        folder = self.pallet.folder
        for name, most in pallets.ROOMS.items():
            path = folder / name
            path.write_text(path.read_text() + "//\n" * (most - len(path.read_text().splitlines())))
        self.assertEqual(list(pallets.faults_of_rooms(folder)), [])
        for name in pallets.ROOMS:
            path = folder / name
            path.write_text(path.read_text() + "//\n")
        manifest = folder / "Cargo.toml"
        manifest.write_text(manifest.read_text().replace("[lints]\nworkspace = true\n", ""))
        self.assertEqual(
            list(pallets.faults_of_rooms(folder)),
            [
                "src/lib.rs has 501 lines; 500 is the limit",
                "src/mock.rs has 41 lines; 40 is the limit",
                "Cargo.toml does not inherit the lints of the workspace",
            ],
        )

    def test_plan_is_told_when_it_lacks_a_crate_or_a_trait(self):
        self.assertEqual(list(pallets.faults_of_plan(self.root)), [])
        plan = self.root / "ARCHITECTURE.md"
        plan.write_text(plan.read_text().replace("`bench/`", "`banks/`").replace("`Receipts`", "`Slips`"))
        faults = list(pallets.faults_of_plan(self.root))
        self.assertEqual(faults[0], "it does not name the crate in bench/")
        self.assertEqual(faults[1:], ["it does not name the trait Receipts of crates/ports/src/drops.rs"])

    def test_node_is_told_when_it_names_a_pallet(self):
        self.assertEqual(list(pallets.faults_of_node(self.root)), [])
        manifest, source = self.root / "node/Cargo.toml", self.root / "node/src/wallet_rpc.rs"
        manifest.write_text(manifest.read_text().replace("[dependencies]\n", "[dependencies]\npallet-registry.workspace = true\n"))
        source.write_text(source.read_text() + "use pallet_balances::Error;\n")
        faults = [fault.partition(" ")[2] for fault in pallets.faults_of_node(self.root)]
        self.assertEqual(faults, ["names pallet-registry", "names pallet_balances"])

    def test_skeleton_is_told_when_a_file_has_nothing_to_fill(self):
        self.assertEqual(list(pallets.faults_of_skeleton(self.root)), [])
        types = self.root / pallets.TEMPLATE / "src/types.rs"
        types.write_text(types.read_text().replace(pallets.MARK, "Done:"))
        [fault] = pallets.faults_of_skeleton(self.root)
        self.assertTrue(fault.startswith("src/types.rs has no line"), fault)


if __name__ == "__main__":
    unittest.main()
