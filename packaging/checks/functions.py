# SPDX-License-Identifier: Apache-2.0
"""Checks that no function is written twice: what two crates or two tests need stands in one place.

  functions    no two functions of six lines or more, comments left out, have the same name, arguments and body. A generated file
               is not looked at, nor are the templates of ./scripts/new-pallet

  functions.py ROOT   prints "ok ..." or a line "FAIL ..." for each function that stands more than once
"""

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

LEAST = 6
NOT_LOOKED_AT = re.compile(r"(^|/)weights(\.rs$|/)|^scripts/templates/")
FUNCTION = re.compile(r"^([\t ]*)(?:pub(?:\([a-z]+\))? )?(?:const )?(?:async )?fn (\w+)")


def functions(text):
    """(name, line, body) of each function that ends on a line of its own. The body begins with the signature."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        begin = FUNCTION.match(line)
        if not begin:
            continue
        indent, name = begin.groups()
        end = next((at for at in range(number + 1, len(lines)) if lines[at] == indent + "}"), None)
        # A declaration in a trait, or a function on one line.
        if end is None or any(FUNCTION.match(other) and other.startswith(indent + "fn") for other in lines[number + 1 : end]):
            continue
        stripped = [each.strip() for each in lines[number : end + 1]]
        body = [each for each in stripped if each and not each.startswith("//")]
        body[0] = re.sub(r"^pub(\([a-z]+\))? ", "", body[0])
        yield name, number + 1, tuple(body)


def twice(root, files):
    """The places of each function that stands more than once."""
    places = defaultdict(list)
    for file in files:
        for name, line, body in functions((root / file).read_text()):
            if len(body) >= LEAST:
                places[name, body].append(f"{file}:{line}")
    for (name, _), found in sorted(places.items()):
        if len(found) > 1:
            yield name, found


def main():
    root = Path(sys.argv[1])
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.rs"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [each for each in listed.stdout.split() if not NOT_LOOKED_AT.search(each) and (root / each).is_file()]
    faults = [f"{name} is written at {' and at '.join(found)}" for name, found in twice(root, files)]
    for fault in faults:
        print(f"FAIL functions: {fault}")
    if not faults:
        print(f"ok functions of {len(files)} files are written once")


if __name__ == "__main__":
    main()
