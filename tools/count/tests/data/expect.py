#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes what the package pabutools counts: expected.tsv for each instance in pabulib/, and made.tsv for elections that are
drawn by a seed, so small that ties are common.

  python3 -m venv venv && venv/bin/pip install pabutools==1.2.3
  venv/bin/python tools/count/tests/data/expect.py            writes both files
  venv/bin/python tools/count/tests/data/expect.py --check    fails if a file is another
"""

import random
import sys
from importlib.metadata import version
from pathlib import Path

from pabutools.election import ApprovalBallot, ApprovalProfile, Cardinality_Sat, Cost_Sat, Instance, Project
from pabutools.election.pabulib import parse_pabulib
from pabutools.rules import completion_by_rule_combination, greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule, lexico_tie_breaking

HERE = Path(__file__).resolve().parent
MADE = 300  # elections in made.tsv
SATISFACTION = {"cost": Cost_Sat, "count": Cardinality_Sat}


def places(path):
    """The place of each project in the file: its number on the published list. The instance of pabutools is a set."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    first = lines.index("PROJECTS") + 2
    return {line.split(";")[0].strip(): place for place, line in enumerate(lines[first : lines.index("VOTES")])}


def tie_rules(number):
    return {
        "cheaper": TieBreakingRule(lambda instance, profile, project: (project.cost, number[project.name])),
        "number": TieBreakingRule(lambda instance, profile, project: number[project.name]),
        # The default of pabutools: by name. The test gives out the numbers by name.
        "name": lexico_tie_breaking,
    }


def counts(instance, profile, ties):
    """(rule, utility, completion, winners in the order in which they win)."""
    # What fits by score: with Cost_Sat the satisfaction for a won is the number of voters.
    greedy = {"sat_class": Cost_Sat, "tie_breaking": ties}
    yield "greedy", "-", "-", greedy_utilitarian_welfare(instance, profile, **greedy)
    for utility, satisfaction in SATISFACTION.items():
        shares = {"sat_class": satisfaction, "tie_breaking": ties}
        yield "shares", utility, "none", method_of_equal_shares(instance, profile, **shares)
        yield "shares", utility, "greedy", completion_by_rule_combination(
            instance, profile, [method_of_equal_shares, greedy_utilitarian_welfare], [shares, greedy]
        )


def expected():
    yield f"# pabutools {version('pabutools')}, written by expect.py"
    yield "file\tties\trule\tutility\tcompletion\twinners"
    for path in sorted((HERE / "pabulib").glob("*.pb")):
        instance, ballots = parse_pabulib(str(path))
        # A project that a ballot names is picked, whatever points it got.
        profile = ApprovalProfile([ApprovalBallot(list(ballot)) for ballot in ballots], instance=instance)
        for name, ties in tie_rules(places(path)).items():
            for rule, utility, completion, winners in counts(instance, profile, ties):
                ids = ",".join(project.name for project in winners)
                yield "\t".join([path.name, name, rule, utility, completion, ids])


def made():
    """Elections with at most ten projects, named by their numbers: a digit each, as in the ballots and the winners."""
    yield f"# pabutools {version('pabutools')}, written by expect.py"
    yield "budget\tcosts\tballots\tties\trule\tutility\tcompletion\twinners"
    dice = random.Random(2026)
    for _ in range(MADE):
        costs = [dice.randint(1, 12) for _ in range(dice.randint(1, 7))]
        projects = [Project(str(number), cost) for number, cost in enumerate(costs)]
        instance = Instance(projects, budget_limit=dice.randint(1, 40))
        ballots = [[each for each in projects if dice.random() < 0.5] for _ in range(dice.randint(1, 12))]
        profile = ApprovalProfile([ApprovalBallot(ballot) for ballot in ballots], instance=instance)
        words = "|".join("".join(project.name for project in ballot) for ballot in ballots)
        number = {project.name: int(project.name) for project in projects}
        for name, ties in tie_rules(number).items():
            if name == "name":
                continue  # here as by number
            for rule, utility, completion, winners in counts(instance, profile, ties):
                found = "".join(project.name for project in winners)
                fields = [instance.budget_limit, ",".join(map(str, costs)), words, name, rule, utility, completion, found]
                yield "\t".join(map(str, fields))


def main():
    for name, lines in [("expected.tsv", expected()), ("made.tsv", made())]:
        text = "".join(f"{line}\n" for line in lines)
        target = HERE / name
        if sys.argv[1:] == ["--check"]:
            if target.read_text() != text:
                sys.exit(f"{target} is not what pabutools counts")
        else:
            target.write_text(text)


if __name__ == "__main__":
    main()
