# SPDX-License-Identifier: Apache-2.0
"""functions.py itself, on sources of a few lines."""

import tempfile
import unittest
from pathlib import Path

import functions

LONG = """{before}fn table(now: Moment) -> Vec<Step> {{
	let mut found = vec![];
	for status in all() {{
		// {comment}
		found.push(status);
	}}
	found
}}
"""


class Functions(unittest.TestCase):
    def found(self, **sources):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in sources.items():
                (root / f"{name}.rs").write_text(text)
            return list(functions.twice(root, [f"{name}.rs" for name in sources]))

    def test_same_function_is_told_with_both_places(self):
        one, two = LONG.format(before="", comment="here"), "use x;\n" + LONG.format(before="pub(crate) ", comment="there")
        self.assertEqual(self.found(one=one, two=two), [("table", ["one.rs:1", "two.rs:2"])])

    def test_other_name_body_or_argument_is_another_function(self):
        one = LONG.format(before="", comment="here")
        for old, new in [("table", "chart"), ("found.push", "found.insert"), ("now: Moment", "then: Moment")]:
            self.assertEqual(self.found(one=one, two=one.replace(old, new)), [])

    def test_short_function_is_not_told(self):
        short = "fn table() -> Vec<Step> {\n\tvec![]\n}\n"
        self.assertEqual(self.found(one=short, two=short), [])

    def test_method_ends_where_its_own_brace_is(self):
        method = "impl A {\n" + "".join(f"\t{line}\n" for line in LONG.format(before="", comment="x").splitlines()) + "}\n"
        other = method.replace("impl A", "impl B") + "fn last() {}\n"
        self.assertEqual(self.found(one=method, two=other), [("table", ["one.rs:2", "two.rs:2"])])


if __name__ == "__main__":
    unittest.main()
