# SPDX-License-Identifier: Apache-2.0
"""Checks what promtool does not: that rules and dashboards ask for metrics a real node has, and say what they must.

  monitoring.py ROOT              prints one line for each check, "ok ..." or "FAIL ..."
  monitoring.py --list URL...     asks running nodes, and prints what monitoring/metrics.txt holds
"""

import json
import re
import sys
import urllib.request
from pathlib import Path

# What Prometheus itself knows of each target.
OWN = {"up": {"job", "instance"}, "ALERTS": None}
# Labels that the scrape adds to every series.
SCRAPED = {"job", "instance"}
LANGUAGES = ["summary", "description", "summary_ko", "description_ko"]
SEVERITIES = {"critical", "warning", "none"}
HANGUL = re.compile("[\uac00-\ud7a3]")


def listing(urls):
    """Names, types and label names of every metric that the nodes at these addresses show."""
    types, labels = {}, {}
    for url in urls:
        with urllib.request.urlopen(url, timeout=10) as answer:
            text = answer.read().decode()
        for line in text.splitlines():
            if line.startswith("# TYPE "):
                _, _, name, kind = line.split(" ", 3)
                types[name] = kind
        for line in text.splitlines():
            if not line or line.startswith("#"):
                continue
            series = re.match(r"([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? ", line)
            name = base(series[1], types)
            found = set(re.findall(r'([a-zA-Z_][a-zA-Z0-9_]*)="(?:[^"\\]|\\.)*"', series[2] or ""))
            if types[name] == "histogram":
                found.discard("le")
            labels.setdefault(name, set()).update(found)
    return [f"{name} {types[name]} {','.join(sorted(labels[name])) or '-'}" for name in sorted(labels)]


def base(name, types):
    """A histogram is listed by its own name and asked for by three others."""
    if name in types:
        return name
    for suffix in ("_bucket", "_sum", "_count"):
        stem = name.removesuffix(suffix)
        if stem != name and types.get(stem) in ("histogram", "summary"):
            return stem
    return None


class Known:
    def __init__(self, path):
        self.types, self.labels = {}, {}
        for line in path.read_text().splitlines():
            if not line or line.startswith("#"):
                continue
            name, kind, labels = line.split(" ")
            self.types[name] = kind
            self.labels[name] = set() if labels == "-" else set(labels.split(","))

    def faults(self, query):
        """What is wrong with a query: it does not parse, or asks for what no node has."""
        import promql_parser

        try:
            tree = promql_parser.parse(query)
        except ValueError as error:
            return [f"does not parse: {error}"]
        faults = []
        for selector in selectors(tree):
            name = selector.name
            if name in OWN:
                continue
            found = base(name, self.types) if name else None
            if not found:
                faults.append(f"no node has the metric {name}")
                continue
            if self.types[found] == "histogram" and found == name:
                faults.append(f"{name} is a histogram: ask for {name}_bucket, _sum or _count")
            allowed = self.labels[found] | SCRAPED | ({"le"} if name.endswith("_bucket") else set())
            for matcher in selector.matchers.matchers:
                if matcher.name not in allowed:
                    faults.append(f"{name} has no label {matcher.name}")
        return faults


def selectors(node):
    """Every vector selector in a parsed query, wherever it stands."""
    import promql_parser

    if isinstance(node, promql_parser.VectorSelector):
        yield node
    for part in ("expr", "lhs", "rhs", "vector_selector", "vs", "args", "param"):
        child = getattr(node, part, None)
        for each in child if isinstance(child, list) else [child]:
            if isinstance(each, (promql_parser.Expr, promql_parser.VectorSelector)):
                yield from selectors(each)


class Report:
    def say(self, what, faults):
        if not faults:
            print(f"ok {what}")
        for fault in faults:
            print(f"FAIL {what}: {fault}")


def anchors(path):
    """The headings of a page, as links name them."""
    found = set()
    for line in path.read_text().splitlines():
        heading = re.match(r"#+ (.*)", line)
        if heading:
            text = re.sub(r"[^\w\s가-힣-]", "", heading[1].strip().lower())
            found.add(re.sub(r"\s", "-", text))
    return found


def check_rules(root, known, report):
    import yaml

    alerts = {}
    for path in sorted((root / "monitoring/rules").glob("*.yml")):
        for group in yaml.safe_load(path.read_text())["groups"]:
            for rule in group["rules"]:
                name = rule.get("alert", "?")
                faults = [f"queries: {fault}" for fault in known.faults(rule["expr"])]
                if name in alerts:
                    faults.append("there are two alerts of this name")
                alerts[name] = rule
                if rule.get("labels", {}).get("severity") not in SEVERITIES:
                    faults.append(f"its severity is none of {sorted(SEVERITIES)}")
                notes = rule.get("annotations", {})
                faults += [f"it has no {key}" for key in LANGUAGES if not notes.get(key)]
                faults += [f"{key} is not Korean" for key in LANGUAGES if key.endswith("_ko") and not HANGUL.search(notes.get(key, ""))]
                page, _, anchor = notes.get("runbook", "").partition("#")
                if not (page and (root / page).is_file()):
                    faults.append(f"its runbook {page or 'is missing'} is no file")
                elif anchor not in anchors(root / page):
                    faults.append(f"{page} has no section #{anchor}")
                report.say(f"alert {name}", faults)
    return alerts


def check_tests(root, alerts, report):
    """Each alert must be seen firing and seen silent. What promtool says of the tests is promtool's."""
    import yaml

    fires, silent = set(), set()
    for path in sorted((root / "monitoring/tests").glob("*.yml")):
        for test in yaml.safe_load(path.read_text())["tests"]:
            for case in test.get("alert_rule_test", []):
                (fires if case.get("exp_alerts") else silent).add(case["alertname"])
            for case in test.get("promql_expr_test", []):
                pattern = re.search(r'alertname=(~?)"([^"]*)"', case["expr"])
                if not pattern:
                    continue
                names = [n for n in alerts if re.fullmatch(pattern[2], n)] if pattern[1] else [pattern[2]]
                # A filter that leaves others out tells of silence only by what is missing; so count an empty answer alone.
                (fires if case.get("exp_samples") else silent).update(names)
    for name in alerts:
        faults = [] if name in fires else ["no test sees it fire"]
        if name not in silent and name != "ChungnamWatchdog":
            faults.append("no test sees it silent")
        report.say(f"tests of {name}", faults)
    unknown = (fires | silent) - set(alerts)
    report.say("tests are about alerts there are", [f"{name} is no alert" for name in sorted(unknown)])


def panels(dashboard):
    for panel in dashboard.get("panels", []):
        yield panel
        yield from panel.get("panels", [])


def check_dashboards(root, known, report):
    folder = root / "monitoring/grafana/dashboards"
    uids = set()
    for path in sorted(folder.glob("*.json")):
        try:
            dashboard = json.loads(path.read_text())
        except ValueError as error:
            report.say(f"dashboard {path.name}", [f"is no JSON: {error}"])
            continue
        faults = []
        if not dashboard.get("uid") or dashboard["uid"] in uids:
            faults.append("its uid is missing or taken")
        uids.add(dashboard.get("uid"))
        variables = {each["name"] for each in dashboard.get("templating", {}).get("list", [])}
        for each in dashboard.get("templating", {}).get("list", []):
            asked = re.fullmatch(r"label_values\((.*), *(\w+)\)", each.get("definition", ""))
            if asked:
                faults += [f"variable {each['name']}: {fault}" for fault in known.faults(asked[1])]
        seen = set()
        for panel in panels(dashboard):
            title = panel.get("title") or "(no title)"
            if panel["id"] in seen:
                faults.append(f"two panels have the id {panel['id']}")
            seen.add(panel["id"])
            if panel["type"] == "row":
                continue
            if title == "(no title)" or not panel.get("description"):
                faults.append(f"panel {panel['id']} lacks a title or a description")
            queries = [target.get("expr", "") for target in panel.get("targets", [])]
            if not queries and panel["type"] not in ("text", "alertlist"):
                faults.append(f"panel {title} asks for nothing")
            for query in queries:
                for used in re.findall(r"\$\{?(\w+)", query):
                    if used not in variables and used not in ("__rate_interval", "__range", "__interval"):
                        faults.append(f"panel {title} uses ${used}, which is no variable")
                plain = query.replace("$__rate_interval", "5m").replace("$__range", "1h").replace("$__interval", "15s")
                plain = re.sub(r"\$\{?\w+\}?", "x", plain)
                faults += [f"panel {title}: {fault}" for fault in known.faults(plain)]
        report.say(f"dashboard {path.name} ({len(seen)} panels)", faults)
    if not uids:
        report.say("dashboards", ["there is none"])


def main():
    if sys.argv[1] == "--list":
        print("# What a node shows at /metrics: name, type, labels. Written by a command, never by hand:")
        print("#   ./scripts/check-packages --metrics URL...")
        print("\n".join(listing(sys.argv[2:])))
        return
    root = Path(sys.argv[1])
    known = Known(root / "monitoring/metrics.txt")
    report = Report()
    alerts = check_rules(root, known, report)
    check_tests(root, alerts, report)
    check_dashboards(root, known, report)


if __name__ == "__main__":
    main()
