# SPDX-License-Identifier: Apache-2.0
"""Checks that the pages of the project belong together.

  README.md and README.ko.md   the same headings by level, blocks of commands (comments apart), rows of tables, points of
                               lists, links and commands in the text
  docs/README.md               names every page that git has; docs/adr/README.md every decision, docs/benchmarks.md every measurement
  docs/glossary.md             defines each word once
  Korean summaries             every page in docs/ that docs/README.md lists for operators begins with three lines in Korean
  links                        every relative link of every page leads to a file, and its anchor to a heading

  pages.py ROOT   prints one line for each check, "ok ..." or "FAIL ..."
"""

import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

HANGUL = re.compile("[\uac00-\ud7a3]")
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"`(\./[^`]+)`")
OPERATORS = re.compile(r"^## Operators\n(.*?)(?=^## |\Z)", re.M | re.S)


def prose(text):
    """The text without its fenced blocks."""
    return FENCE.sub("", text)


def shape(text):
    """What both languages of one page must share: (name, value) in turn."""
    body = prose(text)
    commands = [re.sub(r"\s+#.*", "", line) for block in FENCE.findall(text) for line in block.splitlines()]
    links = {target for target in LINK.findall(body) if not re.fullmatch(r"README(\.ko)?\.md", target)}
    yield "headings", [len(mark) for mark in re.findall(r"^(#+) ", body, re.M)]
    yield "blocks of commands", commands
    yield "rows of tables", len(re.findall(r"^\|", body, re.M))
    yield "points of lists", len(re.findall(r"^- ", body, re.M))
    yield "links", sorted(links)
    yield "commands in the text", sorted(set(COMMAND.findall(body)))


def differences(one, other):
    for (name, here), (_, there) in zip(shape(one), shape(other)):
        if here == there:
            continue
        if isinstance(here, list):
            apart = [f"{each!r}" for each in [*here, *there] if (each in here) != (each in there)]
            yield f"{name} differ: {', '.join(map(str, apart)) or 'their order'}"
        else:
            yield f"{name} differ: {here} and {there}"


def anchors(text):
    """The anchors of a page, as a forge makes them: a heading that comes again gets a number."""
    found, seen = set(), {}
    for heading in re.findall(r"^#+ (.*)$", prose(text), re.M):
        heading = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
        name = re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading))
        found.add(name if name not in seen else f"{name}-{seen[name]}")
        seen[name] = seen.get(name, 0) + 1
    return found


def resolved(page, target):
    """A relative link of a page as a path from the root, without `.` and `..`."""
    parts = []
    for part in (PurePosixPath(page).parent / target).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def links_of(page, text):
    """(path, anchor) of each relative link."""
    for target in LINK.findall(prose(text)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        yield (resolved(page, path) if path else page), anchor


def broken(page, pages, files):
    for path, anchor in links_of(page, pages[page]):
        if path not in files and not any(each.startswith(f"{path}/") for each in files):
            yield f"the link to {path} leads nowhere"
        elif anchor and path in pages and anchor not in anchors(pages[path]):
            yield f"{path} has no section #{anchor}"


def missing(index, names, pages):
    """The pages in `names` that the index does not link."""
    linked = {path for path, _ in links_of(index, pages[index])}
    return [name for name in names if name not in linked and name != index]


def in_korean(text):
    """True if three lines in Korean stand before the first section."""
    opening = re.split(r"^## ", text, maxsplit=1, flags=re.M)[0]
    return len([line for line in opening.splitlines() if line.startswith("> ") and HANGUL.search(line)]) == 3


def operators_pages(index, text):
    section = OPERATORS.search(text)
    linked = [path for path, _ in links_of(index, section[1] if section else "")]
    return [path for path in linked if path.startswith("docs/")]


def twice(text):
    """Words of the glossary that are defined more than once."""
    rows = re.findall(r"^\| ([^|]+) \| [^|]*[\uac00-\ud7a3][^|]* \| [^|]+ \|$(?!\n\|-)", text, re.M)
    words = [word.strip() for row in rows for word in row.split(",")]
    return sorted({word for word in words if words.count(word) > 1})


def main():
    root = Path(sys.argv[-1])
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    files = {name for name in listed.split("\0") if name and (root / name).is_file()}
    pages = {name: (root / name).read_text() for name in sorted(files) if name.endswith(".md")}

    def tell(what, faults):
        print("\n".join(f"FAIL {what}: {fault}" for fault in faults) if faults else f"ok {what}")

    tell("README.ko.md against README.md", list(differences(pages["README.md"], pages["README.ko.md"])))
    # Two pages are indexes of a folder of their own.
    folders = {"docs/adr/README.md": "docs/adr/", "docs/benchmarks.md": "docs/benchmarks/"}
    named = {index: [name for name in pages if name.startswith(folder)] for index, folder in folders.items()}
    kept = {name for index, names in named.items() for name in names if name != index}
    named["docs/README.md"] = [name for name in pages if name not in kept]
    for index, names in named.items():
        tell(f"{index} names every page", [f"it does not name {name}" for name in missing(index, names, pages)])
    tell("docs/glossary.md", [f"it defines {word} twice" for word in twice(pages["docs/glossary.md"])])
    for_operators = operators_pages("docs/README.md", pages["docs/README.md"])
    tell("docs/README.md lists pages for operators", [] if for_operators else ["it lists none"])
    for name in for_operators:
        opening = in_korean(pages.get(name, ""))
        tell(f"{name} in Korean", [] if opening else ["it does not begin with three lines in Korean"])
    for name in pages:
        tell(f"links of {name}", list(broken(name, pages, files)))


if __name__ == "__main__":
    main()
