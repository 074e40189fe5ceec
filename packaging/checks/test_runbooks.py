# SPDX-License-Identifier: Apache-2.0
"""runbooks.py itself, on a made-up checkout: a check that cannot fail would prove nothing."""

import hashlib
import tempfile
import unittest
from pathlib import Path

import runbooks

BLOCK = "./scripts/tool go --key /etc/hostname\n"
DIGEST = hashlib.sha256(BLOCK.encode()).hexdigest()[:12]


class Checkout(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write("scripts/tool", '#!/bin/sh\nexec node "$ROOT/tools/tool/tool.mjs"\n')
        self.write("tools/tool/tool.mjs", "import {\n\ta,\n} from '../lib/chain.mjs';\n")
        self.write("tools/lib/chain.mjs", "export const a = 1;\n")
        self.write("e2e/test/operator.test.mjs", "run('vote');\n")
        self.write("e2e/network/cases/crash.mjs", "name: 'crash'\n")

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def faults(self, mark, text=BLOCK, records=None):
        self.write("docs/runbooks/page.md", f"{mark}\n```sh\n{text}```\n")
        return list(runbooks.faults_of(self.root, self.root / "docs/runbooks/page.md", records or {}))

    def record(self):
        return {("page.md", DIGEST): (runbooks.programs(self.root, BLOCK), "2026-01-02")}

    def test_programs_are_what_a_block_calls_and_all_that_those_import(self):
        found = runbooks.sources(self.root, BLOCK)
        self.assertEqual(found, {"scripts/tool", "tools/tool/tool.mjs", "tools/lib/chain.mjs"})

    def test_block_counts_as_executed_when_nothing_changed(self):
        self.assertEqual(self.faults("<!-- executed: by hand 2026-01-02 -->", records=self.record()), [])

    def test_block_counts_as_not_executed_when_its_program_changed(self):
        records = self.record()
        self.write("tools/lib/chain.mjs", "export const a = 2;\n")
        [fault] = self.faults("<!-- executed: by hand 2026-01-02 -->", records=records)
        self.assertIn("execute it anew (scripts/tool, tools/lib/chain.mjs, tools/tool/tool.mjs)", fault)

    def test_block_counts_as_not_executed_when_its_text_changed(self):
        [fault] = self.faults("<!-- executed: by hand 2026-01-02 -->", BLOCK.replace("go", "run"), self.record())
        self.assertIn("is not in executed.tsv", fault)

    def test_block_with_another_date_than_its_record_is_told(self):
        [fault] = self.faults("<!-- executed: by hand 2026-01-03 -->", records=self.record())
        self.assertIn("executed.tsv says 2026-01-02", fault)

    def test_block_without_a_mark_is_told(self):
        [fault] = self.faults("Do this:")
        self.assertIn("does not say whether it was executed", fault)

    def test_program_of_the_node_changes_with_its_sources(self):
        self.write("node/src/command.rs", "fn one() {}\n")
        block = "chungnam-node chain-info --base-path x\n"
        before = runbooks.programs(self.root, block)
        self.write("node/src/command.rs", "fn two() {}\n")
        self.assertNotEqual(before, runbooks.programs(self.root, block))
        self.assertEqual(runbooks.programs(self.root, "df -h /var\n"), "-")

    def test_program_in_rust_stays_the_same_when_a_comment_changes(self):
        self.write("node/src/command.rs", "/// One.\nfn one() {}\n")
        block = "chungnam-node chain-info --base-path x\n"
        before = runbooks.programs(self.root, block)
        self.write("node/src/command.rs", "/// The first.\n// And no other.\nfn one() {}\n")
        self.assertEqual(before, runbooks.programs(self.root, block))

    def test_case_that_scripts_faults_does_not_have_is_told(self):
        self.write("scripts/faults", "#!/bin/sh\n")
        self.assertEqual(self.faults("<!-- executed: scripts/faults crash -->"), [])
        [fault] = self.faults("<!-- executed: scripts/faults flood -->")
        self.assertIn("no case flood", fault)

    def test_command_of_the_operator_that_the_named_test_does_not_run_is_told(self):
        self.write("e2e/run", "#!/bin/sh\n")
        self.write("scripts/operator", "#!/bin/sh\n")
        self.assertEqual(self.faults("<!-- executed: e2e/run operator -->", "./scripts/operator vote x yes\n"), [])
        [fault] = self.faults("<!-- executed: e2e/run operator -->", "./scripts/operator close x\n")
        self.assertIn("does not run 'operator close'", fault)
        [fault] = self.faults("<!-- executed: e2e/run nothing -->", "./scripts/operator vote x yes\n")
        self.assertIn("no nothing.test.mjs", fault)


if __name__ == "__main__":
    unittest.main()
