# SPDX-License-Identifier: Apache-2.0
"""Checks that each pallet of ours stands in all the places that CONTRIBUTING.md names, and each call in its own.

  pallets   a pallet that has an index in runtime/src/lib.rs stands in every place of the checklist "A new pallet", and has
            no src/tests/to_do.rs; one that has none is only named, for its own tests fail until it has
  calls     each call has a row in the pallet's README, documents its origin, event and errors in one form, and is made by a
            test; each error of the pallet is documented by a call, and each that a test sees a call give by that call
  rooms     lib.rs of a pallet has at most 500 lines and its mock.rs 40, as STYLE.md says, and a crate that the runtime has of
            ours inherits the lints against panics
  pages     each place that is checked here is named by CONTRIBUTING.md
  plan      ARCHITECTURE.md names each crate of the workspace and each trait between pallets
  node      no source of the node names a pallet, and its manifest depends on none; JSON-RPC crates of the SDK are not pallets
  skeleton  each file of scripts/templates/pallet is well formed, and each place where the author has to write says so

  pallets.py ROOT                          prints one line for each check, "ok ..." or "FAIL ..."
  pallets.py --places NOUN [--open] ROOT   prints each place of one pallet, "done ..." or "open ..."
"""

import re
import sys
from pathlib import Path

TEMPLATE = "scripts/templates/pallet"
MARK = "To do:"
# The form of a call's documentation, in this order.
FORM = {"Origin:": r"Origin: ", "Emits": r"Emits \[`Event::", "Errors:": r"Errors: (?:`|none\.)"}
# Errors that no call has to document: of sums that no amount of won reaches, and those that only neighbours get, by a trait.
OF_NO_CALL = (
    *("Overflow", "CohortNotManaged", "TillLimitExceeded"),
    # Of drops that programmes and incomes open, and of debts that they charge.
    *("MaxDebtsExceeded", "MaxDropsExceeded"),
    # Of a quote: a payment that is stopped is refused before it reaches its pallet.
    "PaymentsStopped",
    # Of an opening of a ballot, and of what its user changes before the close.
    *("AlreadyShifted", "BodyNotFound", "DuplicateBody", "DuplicateConflict", "ListMismatch", "MaxBallotsExceeded"),
    "CannotBeSealed",
    *("MaxConflictsExceeded", "MaxLifeExceeded", "MaxShiftExceeded", "OneClassOnly", "OptionUnsound"),
    *("QuestionOutOfRange", "RuleMismatch", "ShareOutOfRange", "WeightsNotOne", "WindowUnsound"),
)
# The same for one pallet, where calls of other pallets give an error of this name.
OF_NO_CALL_OF = {"regional-currency": ("CohortNotFound",)}
# The first part of a name that says what STYLE.md has another word for.
OTHER_WORDS = {
    "Unsound": "…Unsound",
    "Invalid": "…Invalid or …NotFound",
    "TooSoon": "TooEarly",
    "NotAllowed|NotPermitted|Unauthorized|Forbidden": "NotAuthorized",
    "No(?!t)[A-Z]": "…NotFound or …Missing",
}
# Lines that a file of a pallet may have.
ROOMS = {"src/lib.rs": 500, "src/mock.rs": 40}


class Pallet:
    """A crate below pallets/ that declares a FRAME pallet, and the names that others use for the crate."""

    def __init__(self, folder):
        self.folder = folder
        self.noun = folder.name
        self.crate = f"pallet_{self.noun.replace('-', '_')}"
        self.name = f"pallet-{self.noun}"
        self.alias = "".join(part.capitalize() for part in self.noun.split("-"))

    def read(self, name):
        return (self.folder / name).read_text()

    def sources(self):
        """lib.rs and the files beside it, in one of which the calls stand, and in one the errors."""
        return "".join(each.read_text() for each in sorted((self.folder / "src").glob("*.rs")))


def pallets(root):
    """The pallets in the order of their names. Folders of families may lie between pallets/ and a pallet."""
    found = [each.parent.parent for each in (root / "pallets").rglob("src/lib.rs")]
    return [Pallet(each) for each in sorted(found) if "#[frame_support::pallet]" in (each / "src/lib.rs").read_text()]


def section(manifest, header):
    """The text of a table or list of a manifest, from its first line to the next empty one."""
    return f"\n{manifest}".partition(f"\n{header}\n")[2].partition("\n\n")[0]


def feature(manifest, name):
    return re.search(rf"^{name} = \[(.*?)^\]", manifest, re.M | re.S)[1]


def has(folder, pattern, text):
    """True if a file below `folder` whose name matches `pattern` contains the text."""
    return any(text in each.read_text() for each in sorted(folder.glob(pattern)))


def places(root, pallet):
    """(path, what stands there, true if the pallet stands there) of each place of the checklist."""
    cargo, runtime = (root / "Cargo.toml").read_text(), (root / "runtime/Cargo.toml").read_text()
    folder = pallet.folder.relative_to(root).as_posix()
    sources = root / "runtime/src"
    tests = root / "runtime/tests"

    def contains(path, text):
        return text in (root / path).read_text()

    yield "Cargo.toml", "[workspace] members", f'"{folder}",' in section(cargo, "[workspace]")
    yield "Cargo.toml", "[workspace.dependencies]", f'{pallet.name} = {{ path = "{folder}"' in cargo
    yield "Cargo.toml", f"[profile.dev.package.{pallet.name}]", f"[profile.dev.package.{pallet.name}]" in cargo
    yield "Cargo.lock", "the package", contains("Cargo.lock", f'name = "{pallet.name}"\n')
    yield "docs/README.md", "a row in the index of pages", contains("docs/README.md", f"]({'../' + folder}/README.md)")
    # The row of a decision seldom carries the noun, so the pallet's README names the decision.
    adr = re.search(r"ADR (\d{4})|docs/adr/(\d{4})", pallet.read("README.md"))
    number = adr and (adr[1] or adr[2])
    decided = bool(number) and any((root / "docs/adr").glob(f"{number}-*.md"))
    yield "docs/adr/", "a decision, whose number the pallet's README names", decided
    yield "runtime/Cargo.toml", "[dependencies]", f"\n{pallet.name}.workspace = true" in runtime or (
        f"\n{pallet.name} = {{ workspace = true" in runtime
    )
    for name in ["std", "runtime-benchmarks", "try-runtime"]:
        yield "runtime/Cargo.toml", f"the feature {name}", f'"{pallet.name}/{name}"' in feature(runtime, name)
    yield "runtime/src/lib.rs", "an index", contains("runtime/src/lib.rs", f"= {pallet.crate};")
    yield "runtime/src/configs/", "the Config", has(sources / "configs", "*.rs", f"impl {pallet.crate}::Config for Runtime")
    configs = "".join(each.read_text() for each in sorted((sources / "configs").glob("*.rs")))
    asserted = bool(re.search(rf"assert_weighed!\([^;]*\b{pallet.crate}\b", configs))
    yield "runtime/src/configs/", "a test that the weights are generated (assert_weighed!)", asserted
    yield "runtime/src/benchmarks.rs", "the benchmarks", contains(
        "runtime/src/benchmarks.rs", f"[{pallet.crate}, {pallet.alias}]"
    )
    measured = "Generated by `scripts/weights`" in pallet.read("src/weights.rs")
    used = f"{pallet.crate}::weights::Measured<Runtime>" in configs
    yield "runtime/src/configs/", "weights that ./scripts/weights wrote, none by hand", measured and used
    for path, what in [
        ("runtime/src/configs/mandatory.rs", "what it does in every block"),
        ("runtime/src/configs/powers/tests.rs", "who decides about its calls"),
    ]:
        yield path, what, contains(path, f'"{pallet.alias}"')
    yield "fuzz/src/play.rs", "do_try_state after every step of the fuzzer", contains(
        "fuzz/src/play.rs", f"{pallet.alias}::do_try_state()"
    )
    yield "runtime/tests/driver/mod.rs", "do_try_state after every story", has(
        tests / "driver", "*.rs", f"{pallet.alias}::do_try_state()"
    )
    has_story = any(has(tests, "story_*.rs", name) for name in [pallet.crate, pallet.alias, pallet.noun])
    yield "runtime/tests/", "a story in which the pallet has a part", has_story
    # The plan is a drawing: in the text a noun like "notices" could be any word.
    for page in ["README.md", "README.ko.md", "ARCHITECTURE.md"]:
        drawings = "".join(re.findall(r"^```.*?^```$", (root / page).read_text(), re.M | re.S))
        yield page, "the noun in the plan of the parts", bool(re.search(rf"\b{pallet.noun}\b", drawings))


def calls(pallet):
    """(name, documentation) of each call."""
    pattern = r"((?:^\t+///.*\n)+)(?:^\t+#\[.*\]\n)*^\t+#\[pallet::call_index\(\d+\)\]\n(?:^\t+#\[.*\]\n)*^\t+pub fn (\w+)"
    for each in re.finditer(pattern, pallet.sources(), re.M):
        yield each[2], re.sub(r"^\t+///", "", each[1], flags=re.M)


def errors(pallet):
    """The names of the pallet's errors, from whichever file declares them."""
    declared = re.search(r"pub enum Error<T>[^{]*\{(.*?)\n\t\}", pallet.sources(), re.S)
    return set(re.findall(r"^\s*([A-Z]\w+)(?:\([\w:]+\))?,", declared[1], re.M)) if declared else set()


def words_of(error):
    """What STYLE.md calls this, if the name of an error says it in other words."""
    for other, usual in OTHER_WORDS.items():
        if re.match(rf"{other}(?![a-z])", error):
            yield usual


def refusals(tests):
    """(call, error) of each refusal in tests, where the call or a helper of its name stands in the assertion."""
    pattern = r"assert_(?:noop|err)!\(\s*(?:\w+(?:::<\w+>)?::)*(\w+)\([^;]*?\bError(?:::<Test>)?::(\w+)"
    return sorted(set(re.findall(pattern, tests)))


def faults_of_calls(pallet):
    readme = pallet.read("README.md")
    rows = [row.split("|")[1] for row in re.findall(r"^\|.*", readme, re.M)]
    named = set(re.findall(r"`(\w+)`", " ".join(rows)))
    tests = "".join(each.read_text() for each in sorted((pallet.folder / "src/tests").rglob("*.rs")))
    indices = len(re.findall(r"#\[pallet::call_index\(", pallet.sources()))
    silent = {*OF_NO_CALL, *OF_NO_CALL_OF.get(pallet.noun, ())}
    found, told = list(calls(pallet)), set(silent)
    if len(found) != indices:
        yield f"{indices} calls have an index, and {len(found)} are documented above it"
    for name, doc in found:
        if name not in named:
            yield f"README.md has no row for {name}"
        flat = " ".join(line.strip().lstrip("/").strip() for line in doc.splitlines())
        for part, pattern in FORM.items():
            if not re.search(pattern, flat):
                yield f"the documentation of {name} does not say '{part}'"
        for listed in re.findall(r"Errors?: (.*?)(?:\. |\.$|$)", flat):
            told.update(re.findall(r"`(\w+)`", listed))
            for error in re.findall(r"`(?:\w+::)?([A-Z][A-Za-z]+)`", listed):
                if error not in errors(pallet):
                    yield f"the documentation of {name} names {error}, and there is no such error"
        if not re.search(rf"\b{name}\b", tests):
            yield f"no test makes the call {name}"
    for error in sorted(errors(pallet)):
        for usual in words_of(error):
            yield f"the error {error} is a word of its own: STYLE.md says {usual}"
    for error in sorted(errors(pallet) - told):
        yield f"no call documents the error {error}"
    documented = dict(found)
    for name, error in refusals(tests):
        if name in documented and error in errors(pallet) - silent and f"`{error}`" not in documented[name]:
            yield f"a test sees {name} refuse with {error}, and the documentation of {name} does not list it"


def faults_of_rooms(folder):
    """Files of a pallet's folder that are too long to be read at once, and a manifest without our lints."""
    for name, most in ROOMS.items():
        path = folder / name
        lines = len(path.read_text().splitlines()) if path.is_file() else 0
        if lines > most:
            yield f"{name} has {lines} lines; {most} is the limit"
    if "\n[lints]\nworkspace = true\n" not in (folder / "Cargo.toml").read_text():
        yield "Cargo.toml does not inherit the lints of the workspace"


def faults_of_skeleton(root):
    """What would make a skeleton that is incomplete, or that nobody has to fill."""
    folder = root / TEMPLATE
    to_do = (folder / "to_do.rs").read_text()
    asked = set(re.findall(r'assert_filled\("([^"]+)"\)', to_do))
    for name in sorted(asked - {"Cargo.toml"}):
        if MARK not in (folder / name).read_text():
            yield f"{name} has no line '{MARK}', so its test in to_do.rs could not fail"
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        if name != "to_do.rs" and MARK in path.read_text() and name not in asked:
            yield f"{name} has a line '{MARK}', and no test in to_do.rs asks for it"
    modules = re.findall(r"^mod (\w+);$", (folder / "src/tests/mod.rs").read_text(), re.M)
    files = {each.stem for each in (folder / "src/tests").glob("*.rs")} - {"mod"}
    if set(modules) != files:
        yield f"src/tests/mod.rs names {sorted(set(modules) ^ files)} only on one side"
    if f'"{TEMPLATE}"' not in section((root / "Cargo.toml").read_text(), "[workspace]"):
        yield "it is not a member of the workspace, so nothing compiles it"


def faults_of_plan(root):
    """Crates and traits that the plan does not name."""
    plan = (root / "ARCHITECTURE.md").read_text()
    folders = [pallet.folder for pallet in pallets(root)]
    for member in re.findall(r'^\t"([^"]+)",', section((root / "Cargo.toml").read_text(), "[workspace]"), re.M):
        # A pallet stands in the drawing, which the checklist asks for.
        if root / member not in folders and f"`{member}/`" not in plan:
            yield f"it does not name the crate in {member}/"
    shared = sorted((root / "crates").glob("*/src"))
    for path in sorted(each for folder in shared for each in folder.rglob("*.rs")):
        if "mock" in path.name or "testkit" in path.parts:
            continue
        for trait in re.findall(r"^pub trait (\w+)", path.read_text(), re.M):
            if f"`{trait}`" not in plan:
                yield f"it does not name the trait {trait} of {path.relative_to(root).as_posix()}"


def faults_of_node(root):
    """Pallets that the node knows. It knows the runtime, and the answers of pallets by crates/wallet-api."""
    pallet = re.compile(r"\bpallet[_-][a-z_-]+")
    for path in [root / "node/Cargo.toml", *sorted((root / "node").rglob("*.rs"))]:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            for name in pallet.findall(line):
                if not re.search("[_-]rpc$", name):
                    yield f"{path.relative_to(root).as_posix()}:{number} names {name}"


def print_places(root, noun, only_open):
    chosen = [each for each in pallets(root) if each.noun == noun]
    if not chosen:
        sys.exit(f"There is no pallet {noun} below pallets/.")
    for path, what, stands in places(root, chosen[0]):
        if not (stands and only_open):
            print(f"{'done' if stands else 'open'}  {path}: {what}")


def main():
    arguments = sys.argv[1:]
    root = Path(arguments[-1]).resolve()
    if arguments[0] == "--places":
        print_places(root, arguments[1], "--open" in arguments)
        return

    def tell(what, faults):
        print("\n".join(f"FAIL {what}: {fault}" for fault in faults) if faults else f"ok {what}")

    found = pallets(root)
    contributing = (root / "CONTRIBUTING.md").read_text()
    runtime = (root / "runtime/src/lib.rs").read_text()
    for pallet in found:
        folder = pallet.folder.relative_to(root).as_posix()
        if f"= {pallet.crate};" not in runtime:
            print(f"ok {folder} is not in the runtime yet")
            continue
        faults = [f"{path} lacks {what}" for path, what, stands in places(root, pallet) if not stands]
        if (pallet.folder / "src/tests/to_do.rs").exists():
            faults.append("src/tests/to_do.rs is still there")
        tell(f"places of {folder}", faults)
        tell(f"calls of {folder}", list(faults_of_calls(pallet)))
    # The runtime has these crates as well, and the skeleton is a pallet.
    shared = [root / "crates/count", root / "crates/primitives", root / "crates/ports", root / "crates/frame-kit", root / TEMPLATE]
    for folder in [*shared, *(each.folder for each in found)]:
        tell(f"rooms of {folder.relative_to(root).as_posix()}", list(faults_of_rooms(folder)))
    named = [path for path, _, _ in places(root, found[0])]
    unnamed = sorted({path for path in named if f"`{path}`" not in contributing and f"({path})" not in contributing})
    tell("CONTRIBUTING.md names each place", [f"it does not name {path}" for path in unnamed])
    tell("ARCHITECTURE.md", list(faults_of_plan(root)))
    tell("the node", list(faults_of_node(root)))
    tell("the skeleton of a pallet", list(faults_of_skeleton(root)))


if __name__ == "__main__":
    main()
