# SPDX-License-Identifier: Apache-2.0
"""Checks rules of the house for what is JavaScript, without anything from npm.

  lines       no file over 800 lines
  functions   no function over 70 lines; a `describe` is a list of tests and counts as none
  licence     the SPDX line is the first one, or stands behind that of the shell
  imports     tools/ imports nothing from outside tools/: who operates a node needs no tests

Functions are found by their indentation, which the formatter keeps.

  javascript.py ROOT FILE...   prints what is wrong, a line each, and then exits with 1
"""

import posixpath
import re
import sys
from pathlib import Path

MOST_LINES = 800
MOST_IN_FUNCTION = 70
SPDX = "// SPDX-License-Identifier: Apache-2.0"
IMPORT = re.compile(r"""(?:\bfrom |\bimport |\bimport\()['"](\.[^'"]+)['"]""")
# What begins a function at the end of a line: its words, or an arrow.
NAMED = re.compile(r"^(?:export )?(?:default )?(?:async )?function\b")
METHOD = re.compile(r"^(?:static |async |get |set |\*)*#?(\w+)\(")
NO_METHOD = {"if", "for", "while", "switch", "catch", "with", "describe"}
ARROW = re.compile(r"=> [{(\[]$")


def begins_function(line):
    """Whether a function begins on this line that does not end on it."""
    if line.startswith(("//", "*", "/*", "describe(")):
        return False
    if NAMED.match(line):
        return line.endswith(("{", "("))
    if ARROW.search(line):
        return True
    method = METHOD.match(line)
    return bool(method) and method[1] not in NO_METHOD and line.endswith(") {")


def long_functions(text):
    """(line, length) of each function that is too long."""
    open_ones = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.lstrip("\t")
        depth = len(line) - len(words)
        while open_ones and words and depth <= open_ones[-1][0] and words[0] in "})]":
            # The brackets of parameters that take several lines are no end.
            if words.startswith(")") and words.endswith("{"):
                break
            _, begun = open_ones.pop()
            if number - begun + 1 > MOST_IN_FUNCTION:
                yield begun, number - begun + 1
        if begins_function(words):
            open_ones.append((depth, number))


def outside(path, text):
    """What a file in tools/ imports from elsewhere."""
    if not path.startswith("tools/"):
        return
    for target in IMPORT.findall(text):
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        if not found.startswith("tools/"):
            yield found


def faults_of(path, text):
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        yield f"{path} has {len(lines)} lines; {MOST_LINES} is the limit"
    for begun, length in long_functions(text):
        yield f"{path}:{begun} begins a function of {length} lines; {MOST_IN_FUNCTION} is the limit"
    if SPDX not in lines[: 2 if text.startswith("#!") else 1]:
        yield f"{path} does not begin with its SPDX line"
    for found in outside(path, text):
        yield f"{path} imports {found}: tools/ stands by itself"


def main():
    root = Path(sys.argv[1])
    found = [fault for path in sys.argv[2:] if (root / path).is_file() for fault in faults_of(path, (root / path).read_text())]
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
