# SPDX-License-Identifier: Apache-2.0
"""Checks that runbooks are what they say: each block of commands says whether it was executed, and that is true.

Before every block of commands stands one of
  <!-- executed: by hand 2026-11-25 -->        docs/runbooks/executed.tsv must hold the block's hash, that of the programs it
                                               runs, and what came of it; change a letter of the block, or of one of those
                                               programs, and it counts as not executed
  <!-- executed: scripts/faults rotation -->   a case of ./scripts/faults
  <!-- executed: e2e/run operator -->          e2e/test/operator.test.mjs, which must run every command of scripts/operator that
                                               the block has
  <!-- executed: scripts/genesis -->           any other script that is there and knows the words behind it
  <!-- not executed: needs an engine -->       and why

The programs of a block are files of this checkout: scripts and settings it names, what those import, the unit that
systemctl starts, and for the node's own commands and answers the sources that have them.

  runbooks.py ROOT             prints one line for each check, "ok ..." or "FAIL ..."
  runbooks.py --hashes ROOT    prints page, hash, hash of the programs, mark and first line of every block
"""

import hashlib
import posixpath
import re
import sys
from pathlib import Path

from monitoring import anchors

BLOCK = re.compile(r"^([^\n]*)\n+```(\w*)\n(.*?)^```$", re.M | re.S)
MARK = re.compile(r"^<!-- (executed|not executed): (.+) -->$")
HANGUL = re.compile("[\uac00-\ud7a3]")
LINK = re.compile(r"\]\(([^)#:]+)(?:#([^)]*))?\)")


PATH = re.compile(r"[\w.-]*(?:/[\w.-]+)+")
IMPORT = re.compile(r"""(?:^|\n)(?:import|export)\b[^;]*?['"](\.[^'"]+)['"]""")
CALLED = re.compile(r"\$ROOT/((?:e2e|tools|scripts|packaging)/[\w./-]+)")
UNIT = "packaging/systemd/chungnam-node.service"
# What a block asks of the node, and where that stands.
OF_THE_NODE = {
    r"(?:^|[;&|(]|--)\s*(?:/usr/bin/)?chungnam-node [a-z]": ("node/src/cli.rs", "node/src/command.rs"),
    r'"method":': ("node/src/rpc.rs",),
    r":9615/metrics": ("node/src/watch.rs",),
    r"\bsystemctl\b.*\bchungnam-node\b": (UNIT,),
}


def sources(root, text, read=None):
    """Paths of the files of this checkout that a block runs or installs, and of all that those call."""
    read = read or (lambda path: (root / path).read_text() if (root / path).is_file() else None)
    found = set()
    wanted = [path.removeprefix("./") for path in PATH.findall(text)]
    for pattern, places in OF_THE_NODE.items():
        if re.search(pattern, text, re.M):
            wanted += places
    while wanted:
        path = wanted.pop()
        # What every script shares says how to find tools, and not what is done.
        if path in found or path.startswith("/") or ".." in path or path == "scripts/lib.sh":
            continue
        content = read(path)
        if content is None:
            continue
        found.add(path)
        if path.endswith(".mjs"):
            wanted += [posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) for target in IMPORT.findall(content)]
        elif content.startswith("#!"):
            wanted += CALLED.findall(content)
    return found


def acts(path, content):
    """A program without its lines of comment where it is Rust: other words about a program do not change what it does."""
    if not path.endswith(".rs"):
        return content
    return "".join(line for line in content.splitlines(keepends=True) if not line.lstrip().startswith("//"))


def programs(root, text, read=None):
    """A hash of all that a block runs; "-" where nothing of it is ours."""
    read = read or (lambda path: (root / path).read_text() if (root / path).is_file() else None)
    found = sorted(sources(root, text, read))
    if not found:
        return "-"
    whole = "".join(f"{path} {hashlib.sha256(acts(path, read(path)).encode()).hexdigest()}\n" for path in found)
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def blocks(path):
    """(mark, language, hash, text) of each fenced block."""
    for mark, language, text in BLOCK.findall(path.read_text()):
        yield mark, language, hashlib.sha256(text.encode()).hexdigest()[:12], text


def unknown(root, script, words, text):
    """What is wrong with the claim that a script executes this block, or None."""
    if not (root / script).is_file():
        return f"names {script}, which is no file"
    if script == "scripts/faults":
        cases = "".join(place.read_text() for place in (root / "e2e/network/cases").glob("*.mjs"))
        missing = [word for word in words if f"name: '{word}'" not in cases]
        return f"names {script}, which has no case {', '.join(missing)}" if missing or not words else None
    if script == "e2e/run":
        tests = [root / f"e2e/test/{word}.test.mjs" for word in words]
        missing = [test.name for test in tests if not test.is_file()]
        if missing or not words:
            return f"names {script}, which has no {', '.join(missing) or 'test without a name'}"
        known = "".join(test.read_text() for test in tests)
        untried = [word for word in re.findall(r"scripts/operator ([a-z-]+)", text) if f"'{word}'" not in known]
        return f"names {script} {' '.join(words)}, which does not run 'operator {untried[0]}'" if untried else None
    known = (root / script).read_text()
    missing = [word for word in words if not re.search(rf"\b{re.escape(word)}\b", known)]
    return f"names {script}, which does not know '{missing[0]}'" if missing else None


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
                continue
            ran, when = record
            now = programs(root, text)
            if when != by_hand[1]:
                yield f"the block '{first}' says {by_hand[1]}, and executed.tsv says {when}"
            if ran != now:
                changed = ", ".join(sorted(sources(root, text)))
                yield f"the block '{first}' ran programs {ran}, which are {now} now: execute it anew ({changed})"
            continue
        script, *words = how.split()
        fault = unknown(root, script, words, text)
        if fault:
            yield f"the block '{first}' {fault}"
    for target, anchor in LINK.findall(page.read_text()):
        place = (page.parent / target).resolve()
        if not place.exists():
            yield f"the link to {target} leads nowhere"
        elif anchor and place.suffix == ".md" and anchor not in anchors(place):
            yield f"{target} has no section #{anchor}"


def main():
    root = Path(sys.argv[-1])
    pages = [root / "docs/operate.md", root / "docs/launch.md", *sorted((root / "docs/runbooks").glob("*.md"))]
    if sys.argv[1] == "--hashes":
        for page in pages:
            for mark, language, digest, text in blocks(page):
                if language in ("sh", "bash", "console"):
                    print(page.name, digest, programs(root, text), mark, text.strip().splitlines()[0], sep="\t")
        return
    records, used, bad = {}, set(), []
    for line in (root / "docs/runbooks/executed.tsv").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 6 or not all(fields):
            bad.append(f"'{line[:60]}' has not six fields")
            continue
        records[(fields[0], fields[1])] = (fields[2], fields[3])
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
