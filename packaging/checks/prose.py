# SPDX-License-Identifier: Apache-2.0
"""Checks the part of the rules of prose in STYLE.md that a program can see.

  invariants   each numbered invariant of a pallet carries its formula, the numbers have no gap, and the README and try_state.rs say
               the same under the same number
  words        no "whoever", no "of before", no "is no X" for a thing that is not an X: in pages, and in the documentation of
               pallets and shared crates, but for the bodies of calls, which it does not show
  bools        the documentation of a returned bool says "True if …" and not "Whether …", and nothing "returns whether"

  prose.py ROOT   prints one line for each file with a fault, or one line for each check, "ok ..." or "FAIL ..."
"""

import re
import subprocess
import sys
from pathlib import Path

# Written by programs, or kept with what they describe.
NOT_OURS = ("CHANGELOG.md", "chain-specs/", "docs/benchmarks/", "docs/door.md", "docs/faults.md", "docs/finality.md", "e2e/")
SOURCES = ("bench/", "crates/", "node/", "pallets/", "runtime/", "scripts/templates/")
WORDS = {
    'says "whoever": name the person or the thing': re.compile(r"\bwhoever\b", re.I),
    'says "of before": say "earlier", or name the moment': re.compile(r"\bof before\b"),
    'says "is no X": say "is not an X"': re.compile(
        r"(?<!there )(?<!There )\b(?:is|are) no (?!longer\b|more\b|less\b|later\b|one\b|other\b)[a-z]+"
    ),
    'says "returns whether": say "True if"': re.compile(r"\breturns? whether\b", re.I),
}
FORMULA = re.compile(r"`[^`]*(?:[<>=]|\bexists\b)[^`]*`")
NUMBERED = re.compile(r"^(?:- |\d+\. )\*\*I(\d+)\*\* (.*(?:\n {2,}.*)*)", re.M)
DOCUMENTED = re.compile(r"^\t*/// I(\d+): (.*(?:\n\t*/// .*)*)", re.M)
PUBLIC_BOOL = re.compile(
    r"((?:^\t*///.*\n)+)(?:^\t*#\[.*\n)*^\t*(?:pub (?:const )?)?fn (\w+)[^{};]*-> bool\b(?=\s*(?:[{;]|where))", re.M
)


def plain(text):
    """The words of a sentence that lies on several lines, whatever its first letter and its marks of comments."""
    words = " ".join(re.sub(r"\n\t*///", "\n", text).split())
    return words[:1].lower() + words[1:]


def in_pages(text):
    """A page without code, links' targets, and the left side of the table in STYLE.md, which shows what is wrong."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    text = re.sub(r"^\| \d\. .*$", "", text, flags=re.M)
    return re.sub(r"`[^`]*`|\]\([^)]*\)", "`", text)


def in_documentation(text):
    """The documentation comments of a source, each on one line, without code."""
    blocks = re.findall(r"(?:^[\t ]*//[/!].*\n)+", text, re.M)
    return "\n".join(re.sub(r"`[^`]*`", "`", " ".join(re.sub(r"^[\t ]*//[/!]", "", block, flags=re.M).split())) for block in blocks)


def faults_of_words(text):
    text = " ".join(text.split())
    for what, pattern in WORDS.items():
        for found in pattern.finditer(text):
            context = text[max(0, found.start() - 30) : found.end() + 20].strip()
            yield f"{what}: … {context} …"


def faults_of_bools(text):
    for doc, name in PUBLIC_BOOL.findall(text):
        if re.match(r"\t*/// Whether\b", doc):
            yield f'{name} returns a bool, and its documentation begins with "Whether"'


def faults_of_invariants(readme, try_state):
    stated = {int(number): plain(text) for number, text in NUMBERED.findall(readme)}
    checked = {int(number): plain(text) for number, text in DOCUMENTED.findall(try_state)}
    if not stated:
        yield "README.md has no numbered invariant"
    if sorted(stated) != list(range(1, len(stated) + 1)):
        yield f"the numbers {sorted(stated)} have a gap"
    for number in sorted(stated.keys() | checked.keys()):
        if number not in checked:
            yield f"try_state.rs has no I{number}"
        elif number not in stated:
            yield f"README.md has no I{number}"
        elif stated[number] != checked[number]:
            yield f"README.md and try_state.rs say different things under I{number}"
        if number in stated and not FORMULA.search(stated[number]):
            yield f"I{number} has no formula"


def is_test(name):
    return re.search(r"(^|/)(tests?|mock|testkit)(/|\.rs$)|_tests?\.rs$", name)


def main():
    root = Path(sys.argv[-1])
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md", "*.rs"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    names = sorted({name for name in listed.split("\0") if name and (root / name).is_file()})

    def tell(what, faults):
        print("\n".join(f"FAIL {what}: {fault}" for fault in faults) if faults else f"ok {what}")

    def tell_all(what, faults_of, chosen):
        faults = [(name, fault) for name in chosen for fault in faults_of((root / name).read_text())]
        if not chosen:
            faults = [("nothing", "was checked")]
        print("\n".join(f"FAIL {what}: {name} {fault}" for name, fault in faults) if faults else f"ok {what}")

    pages = [name for name in names if name.endswith(".md") and not name.startswith(NOT_OURS)]
    sources = [name for name in names if name.endswith(".rs") and name.startswith(SOURCES) and not is_test(name)]
    told = [name for name in sources if not name.startswith("runtime/") and not re.search(r"/functions(/|\.rs$)", name)]
    tell_all("words of pages", lambda text: faults_of_words(in_pages(text)), pages)
    tell_all("words of documentation", lambda text: faults_of_words(in_documentation(text)), told)
    tell_all("documentation of bools", faults_of_bools, [name for name in sources if name in told or name.startswith("runtime/")])
    proved = [name for name in sources if name.endswith("/src/try_state.rs")]
    for name in proved:
        folder = name.removesuffix("/src/try_state.rs")
        readme = (root / folder / "README.md").read_text()
        tell(f"invariants of {folder}", list(faults_of_invariants(readme, (root / name).read_text())))
    tell("invariants are looked for", [] if proved else ["no pallet has a try_state.rs"])


if __name__ == "__main__":
    main()
