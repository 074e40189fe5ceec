# SPDX-License-Identifier: Apache-2.0
"""prose.py itself, on pages that are wrong: a check that cannot fail would prove nothing."""

import unittest

import prose

README = "## Invariants\n\n- **I1** Won never exceeds\n  the reserve: `a <= b`.\n- **I2** No lot is empty: `lot > 0`.\n"
TRY_STATE = "\t/// I1: won never exceeds the reserve:\n\t/// `a <= b`.\n\tfn a() {}\n\t/// I2: no lot is empty: `lot > 0`.\n\tfn b() {}\n"


def faults(readme=README, try_state=TRY_STATE):
    return list(prose.faults_of_invariants(readme, try_state))


class Prose(unittest.TestCase):
    def test_invariants_agree_when_only_marks_and_lines_differ(self):
        self.assertEqual(faults(), [])

    def test_invariant_is_told_when_its_formula_is_missing(self):
        for wrong in ["No lot is empty.", "No lot is empty: `lot`."]:
            readme = README.replace("No lot is empty: `lot > 0`.", wrong)
            self.assertIn("I2 has no formula", faults(readme))

    def test_invariant_is_told_when_one_side_lacks_it(self):
        self.assertEqual(faults(try_state=TRY_STATE.replace("/// I2:", "/// as above:")), ["try_state.rs has no I2"])
        self.assertIn("README.md has no I2", faults(readme=README.replace("- **I2**", "- I2")))

    def test_invariant_is_told_when_the_sides_differ(self):
        [fault] = faults(try_state=TRY_STATE.replace("lot > 0", "lot > 1"))
        self.assertEqual(fault, "README.md and try_state.rs say different things under I2")

    def test_number_is_told_when_it_leaves_a_gap(self):
        self.assertIn("the numbers [1, 3] have a gap", faults(readme=README.replace("**I2**", "**I3**")))

    def test_word_is_told_when_it_stands_in_a_page_or_a_comment(self):
        for wrong in ["Whoever pays", "members of before that", "a key that is no\nkey", "It returns\nwhether"]:
            with self.subTest(wrong):
                self.assertEqual(len(list(prose.faults_of_words(prose.in_pages(wrong)))), 1)
                comment = "".join(f"\t/// {line}\n" for line in wrong.split("\n"))
                self.assertEqual(len(list(prose.faults_of_words(prose.in_documentation(comment)))), 1)

    def test_word_is_left_alone_when_it_is_plain_english_or_code(self):
        for right in ["There is no\n  key.", "is no longer", "`is no key`", "```\nwhoever\n```", "| 1. a | Whoever | A person |"]:
            with self.subTest(right):
                self.assertEqual(list(prose.faults_of_words(prose.in_pages(right))), [])
        self.assertEqual(list(prose.faults_of_words(prose.in_documentation('let a = "whoever"; // whoever'))), [])

    def test_bool_is_told_when_its_documentation_begins_with_whether(self):
        for head in ["\tpub fn is_open(\n\t\t&self,\n\t) -> bool {", "\tfn is_open() -> bool;", "\t#[inline]\n\tpub const fn is_open() -> bool {"]:
            with self.subTest(head):
                self.assertEqual(len(list(prose.faults_of_bools(f"\t/// Whether it is open.\n{head}\n"))), 1)
                self.assertEqual(list(prose.faults_of_bools(f"\t/// True if it is open.\n{head}\n")), [])

    def test_field_is_left_alone_when_it_says_whether(self):
        text = "\t/// Whether it is open.\n\tpub open: bool,\n\n\t/// True if.\n\tfn a() -> bool {\n"
        self.assertEqual(list(prose.faults_of_bools(text)), [])


if __name__ == "__main__":
    unittest.main()
