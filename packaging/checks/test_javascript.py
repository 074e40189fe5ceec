# SPDX-License-Identifier: Apache-2.0
"""javascript.py itself, on files that are wrong: a check that cannot fail would prove nothing."""

import unittest

import javascript

SPDX = javascript.SPDX + "\n"


def body(lines, indent="\t"):
    return f"{indent}step();\n" * lines


class JavaScript(unittest.TestCase):
    def faults(self, text, path="e2e/a.mjs"):
        return list(javascript.faults_of(path, SPDX + text))

    def test_a_file_that_is_well_has_no_fault(self):
        self.assertEqual(self.faults(f"function a() {{\n{body(68)}}}\n"), [])

    def test_each_kind_of_function_that_is_too_long_is_told(self):
        for begin, end in [
            ("function a() {", "}"),
            ("export async function* a(b) {", "}"),
            ("export default async function a(\n\tb,\n) {", "}"),
            ("const a = async (b) => {", "};"),
            ("test('it holds', async () => {", "});"),
        ]:
            [fault] = self.faults(f"{begin}\n{body(80)}{end}\n")
            self.assertIn("e2e/a.mjs:2 begins a function of", fault)

    def test_each_kind_of_method_that_is_too_long_is_told(self):
        for begin in ["a() {", "async #a(b) {", "static async a(b = {}) {", "get a() {", "run: async () => {"]:
            [fault] = self.faults(f"class A {{\n\t{begin}\n{body(70, chr(9) * 2)}\t}}\n}}\n")
            self.assertIn("e2e/a.mjs:3 begins a function of 72 lines", fault)

    def test_a_long_list_and_a_long_block_are_no_functions(self):
        for begin, end in [("const a = {", "};"), ("for (const a of b) {", "}"), ("describe('a', () => {", "});")]:
            self.assertEqual(self.faults(f"{begin}\n{body(80)}{end}\n"), [])

    def test_a_long_function_in_a_short_one_is_told_as_both(self):
        text = f"function a() {{\n\tconst b = () => {{\n{body(70, chr(9) * 2)}\t}};\n}}\n"
        self.assertEqual([fault.split()[0] for fault in self.faults(text)], ["e2e/a.mjs:3", "e2e/a.mjs:2"])

    def test_a_file_that_is_too_long_is_told(self):
        [fault] = self.faults("step();\n" * 800)
        self.assertIn("has 801 lines", fault)

    def test_a_file_without_its_licence_is_told(self):
        self.assertEqual(list(javascript.faults_of("e2e/a.mjs", "#!/usr/bin/env node\n" + SPDX)), [])
        [fault] = javascript.faults_of("e2e/a.mjs", "step();\n" + SPDX)
        self.assertIn("SPDX", fault)

    def test_a_tool_that_imports_a_test_is_told(self):
        for line in ["import { a } from '../../e2e/kit/a.mjs';", "await import('../../e2e/a.mjs');", "import '../../scripts/a.mjs';"]:
            [fault] = self.faults(line + "\n", "tools/operator/a.mjs")
            self.assertIn("tools/ stands by itself", fault)
        self.assertEqual(self.faults("import { a } from '../lib/a.mjs';\n", "tools/operator/a.mjs"), [])
        self.assertEqual(self.faults("import { a } from '../tools/lib/a.mjs';\n", "e2e/a.mjs"), [])


if __name__ == "__main__":
    unittest.main()
