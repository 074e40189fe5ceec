# SPDX-License-Identifier: Apache-2.0
"""pages.py itself, on pages that are wrong: a check that cannot fail would prove nothing."""

import unittest

import pages

PAGE = "# A\n\n[b](b.md) `./run`\n\n```sh\n./run # go\n```\n\n- a\n\n| a |\n"
KOREAN = "# A\n> 가\n> 나\n> 다\n\n## B\n"


class Pages(unittest.TestCase):
    def test_two_languages_agree_when_only_the_words_differ(self):
        self.assertEqual(list(pages.differences(PAGE, PAGE.replace("# go", "# 시작"))), [])

    def test_two_languages_are_told_apart_by_each_part(self):
        for name, old, new in [
            ("headings", "# A", "## A"),
            ("blocks of commands", "./run # go", "./walk # go"),
            ("rows of tables", "| a |", "| a |\n| b |"),
            ("points of lists", "- a", "- a\n- b"),
            ("links", "b.md", "c.md"),
            ("commands in the text", "`./run`", "`./walk`"),
        ]:
            with self.subTest(name):
                [fault] = pages.differences(PAGE, PAGE.replace(old, new))
                self.assertTrue(fault.startswith(name), fault)

    def test_links_are_told_when_file_or_heading_is_missing(self):
        texts = {"docs/a.md": "# A b\n[x](../b.md#c)\n[y](gone.md)\n[z](#a-b)\n[w](https://a.b/c)", "b.md": "# B\n"}
        faults = list(pages.broken("docs/a.md", texts, {"docs/a.md", "b.md"}))
        self.assertEqual(faults, ["b.md has no section #c", "the link to docs/gone.md leads nowhere"])

    def test_link_in_a_block_of_commands_is_no_link(self):
        self.assertEqual(list(pages.links_of("a.md", "```sh\n[x](gone.md)\n```\n")), [])

    def test_heading_that_comes_twice_has_a_numbered_anchor(self):
        self.assertEqual(pages.anchors("# A `b`\n## A b\n"), {"a-b", "a-b-1"})

    def test_index_lacks_a_page_when_no_link_names_it(self):
        texts = {"docs/README.md": "[b](../b.md)"}
        self.assertEqual(pages.missing("docs/README.md", ["b.md", "c.md", "docs/README.md"], texts), ["c.md"])

    def test_page_is_in_korean_when_three_lines_stand_before_the_first_section(self):
        self.assertTrue(pages.in_korean(KOREAN))
        self.assertFalse(pages.in_korean(KOREAN.replace("> 다\n", "")))
        self.assertFalse(pages.in_korean("# A\n\n## B\n> 가\n> 나\n> 다\n"))

    def test_word_is_told_when_the_glossary_has_it_twice(self):
        rows = "| word | 말 | means |\n|---|---|---|\n| won, PAY | 원 | money |\n\n| word | 말 | means |\n|---|---|---|\n| debt | 빚 | a |\n"
        self.assertEqual(pages.twice(rows), [])
        self.assertEqual(pages.twice(rows + "| PAY | 돈 | b |\n"), ["PAY"])

    def test_operators_pages_are_those_of_their_section(self):
        index = "## Operators\n[a](a.md)\n[r](../README.md)\n## Others\n[b](b.md)\n"
        self.assertEqual(pages.operators_pages("docs/README.md", index), ["docs/a.md"])


if __name__ == "__main__":
    unittest.main()
