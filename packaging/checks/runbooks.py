# SPDX-License-Identifier: Apache-2.0
"""Checks that runbooks are what they say: each block of commands says whether it was executed, and that is true.

Before every block of commands stands one of
  <!-- executed: by hand 2026-11-25 -->        docs/runbooks/executed.tsv must hold the block's hash and what came of it;
                                               change a letter of the block, and it counts as not executed
  <!-- executed: scripts/faults rotation -->   a script that is there and knows the word behind it
  <!-- not executed: needs an engine -->       and why

  runbooks.py ROOT             prints one line for each check, "ok ..." or "FAIL ..."
  runbooks.py --hashes ROOT    prints page, hash and first line of every block, to write the record with
"""

import hashlib
import re
import sys
from pathlib import Path

BLOCK = re.compile(r"^([^\n]*)\n+```(\w*)\n(.*?)^```$", re.M | re.S)
MARK = re.compile(r"^<!-- (executed|not executed): (.+) -->$")
HANGUL = re.compile("[\uac00-\ud7a3]")
LINK = re.compile(r"\]\(([^)#:]+)(?:#([^)]*))?\)")


def blocks(path):
    """(mark, language, hash, text) of each fenced block."""
    for mark, language, text in BLOCK.findall(path.read_text()):
        yield mark, language, hashlib.sha256(text.encode()).hexdigest()[:12], text


def anchors(path):
    found = set()
    for line in path.read_text().splitlines():
        heading = re.match(r"#+ (.*)", line)
        if heading:
            text = re.sub(r"[^\w\s가-힣-]", "", heading[1].strip().lower())
            found.add(re.sub(r"\s", "-", text))
    return found


def known_word(root, script, word):
    """Whether a script, or a case it runs, knows this word."""
    places = [root / script, *(root / "e2e").glob("**/*.mjs")]
    pattern = re.compile(rf"\b{re.escape(word)}\b")
    return any(pattern.search(place.read_text()) for place in places if "node_modules" not in place.parts)


def faults_of(root, page, records):
    for mark, language, digest, text in blocks(page):
        first = text.strip().splitlines()[0] if text.strip() else "(empty)"
        if language not in ("sh", "bash", "console"):
            continue
        found = MARK.match(mark)
        if not found:
            yield f"the block '{first}' does not say whether it was executed"
            continue
        kind, how = found.groups()
        if kind == "not executed":
            continue
        by_hand = re.fullmatch(r"by hand (\d{4}-\d{2}-\d{2})", how)
        if by_hand:
            record = records.get((page.name, digest))
            if not record:
                yield f"the block '{first}' ({digest}) is not in executed.tsv: it was changed, or never executed"
            elif record != by_hand[1]:
                yield f"the block '{first}' says {by_hand[1]}, and executed.tsv says {record}"
            continue
        script, *words = how.split()
        if not (root / script).is_file():
            yield f"the block '{first}' names {script}, which is no file"
        else:
            for word in words:
                if not known_word(root, script, word):
                    yield f"the block '{first}' names {how}, and nothing knows '{word}'"
    for target, anchor in LINK.findall(page.read_text()):
        place = (page.parent / target).resolve()
        if not place.exists():
            yield f"the link to {target} leads nowhere"
        elif anchor and place.suffix == ".md" and anchor not in anchors(place):
            yield f"{target} has no section #{anchor}"


def main():
    root = Path(sys.argv[-1])
    pages = [root / "docs/operate.md", *sorted((root / "docs/runbooks").glob("*.md"))]
    if sys.argv[1] == "--hashes":
        for page in pages:
            for mark, language, digest, text in blocks(page):
                if language in ("sh", "bash", "console"):
                    print(page.name, digest, mark, text.strip().splitlines()[0], sep="\t")
        return
    records, used, bad = {}, set(), []
    for line in (root / "docs/runbooks/executed.tsv").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 5 or not all(fields):
            bad.append(f"'{line[:60]}' has not five fields")
            continue
        records[(fields[0], fields[1])] = fields[2]
    for page in pages:
        found = list(faults_of(root, page, records))
        if page.parent.name == "runbooks":
            opening = page.read_text().split("\n## ")[0]
            if len([line for line in opening.splitlines() if line.startswith("> ") and HANGUL.search(line)]) != 3:
                found.append("it does not begin with three lines in Korean")
            if f"runbooks/{page.name}" not in (root / "docs/operate.md").read_text():
                found.append("docs/operate.md does not name it")
        used |= {(page.name, digest) for _, _, digest, _ in blocks(page)}
        print(f"ok {page.name}" if not found else "\n".join(f"FAIL {page.name}: {fault}" for fault in found))
    bad += [f"{page} {digest} is a record of no block" for page, digest in records if (page, digest) not in used]
    print("ok executed.tsv" if not bad else "\n".join(f"FAIL executed.tsv: {fault}" for fault in bad))


if __name__ == "__main__":
    main()
