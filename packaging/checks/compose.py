# SPDX-License-Identifier: Apache-2.0
"""Checks docker/compose.yaml beyond its schema: what it names exists, and each service is fenced in. And the Dockerfile: what
a build needs on a machine (scripts/setup) it names itself, rather than getting it by way of another package.

  compose.py ROOT     prints one line for each check, "ok ..." or "FAIL ..."
"""

import re
import sys
from pathlib import Path

import yaml

# A service that lacks one of these runs with more than it needs, or dies in silence.
FENCES = {
    "restart": lambda s: s.get("restart") == "unless-stopped",
    "read_only": lambda s: s.get("read_only") is True,
    "cap_drop ALL": lambda s: s.get("cap_drop") == ["ALL"] and not s.get("cap_add"),
    "no-new-privileges": lambda s: "no-new-privileges:true" in s.get("security_opt", []),
    "no privileged mode": lambda s: not s.get("privileged") and s.get("network_mode") is None and s.get("pid") is None,
    "mem_limit": lambda s: bool(s.get("mem_limit")),
    "cpus": lambda s: bool(s.get("cpus")),
    "pids_limit": lambda s: bool(s.get("pids_limit")),
    "rotated log": lambda s: {"max-size", "max-file"} <= set(s.get("logging", {}).get("options", {})),
    "networks": lambda s: bool(s.get("networks")),
}


def faults_of(name, service, whole, folder, image_has_check):
    for fence, holds in FENCES.items():
        if not holds(service):
            yield f"lacks {fence}"
    if not service.get("healthcheck") and not (service.get("build") and image_has_check):
        yield "has no health check, nor has its image"
    tag = service["image"].rpartition(":")[2]
    if "/" in tag or tag == "latest":
        yield f"image {service['image']} has no fixed tag"
    for port in service.get("ports", []):
        if not str(port).startswith("127.0.0.1:"):
            yield f"port {port} is open to the outside"
    for kind in ("networks", "secrets"):
        for each in service.get(kind, []):
            if each not in whole.get(kind, {}):
                yield f"{kind}: {each} is not declared"
    for volume in service.get("volumes", []):
        source = volume.split(":")[0]
        if source.startswith("."):
            if not (folder / source).exists():
                yield f"{source} does not exist"
            if not volume.endswith(":ro"):
                yield f"{source} is not mounted read-only"
        elif source not in whole.get("volumes", {}):
            yield f"volume {source} is not declared"
    for other in service.get("depends_on", {}):
        if other not in whole["services"]:
            yield f"depends on {other}, which is no service"
    for key, value in service.get("environment", {}).items():
        if re.search("PASSWORD|SECRET|TOKEN", key) and not key.endswith("__FILE"):
            yield f"{key} is a secret in the environment"


# A package of Debian that stands for others.
STANDS_FOR = {"build-essential": ["g++", "make"]}


def tools_not_named(root, dockerfile):
    """Packages that scripts/setup installs for a build and the Dockerfile does not name."""
    setup = re.search(r"^check_packages\(\) \{(.*?)^\}", (root / "scripts/setup").read_text(), re.M | re.S)[1]
    named = set(re.search(r"apt-get install (.*)", dockerfile)[1].split())
    wanted = re.findall(r"wanted\+=\(([\w+-]+)\)", setup)
    return wanted, [each for package in wanted for each in STANDS_FOR.get(package, [package]) if each not in named]


def main():
    root = Path(sys.argv[1])
    folder = root / "docker"
    whole = yaml.safe_load((folder / "compose.yaml").read_text())
    dockerfile = (folder / "Dockerfile").read_text()
    image_has_check = re.search(r"^HEALTHCHECK .*\[", dockerfile, re.M) is not None
    wanted, missing = tools_not_named(root, dockerfile)
    if wanted and not missing:
        print("ok the Dockerfile names all that scripts/setup installs for a build")
    else:
        print(f"FAIL the Dockerfile does not name {', '.join(missing) or 'anything that scripts/setup installs'}")
    scraped = yaml.safe_load((root / "monitoring/targets/compose.yml").read_text())
    nodes = {name for name, service in whole["services"].items() if service.get("build")}
    for name, service in whole["services"].items():
        found = list(faults_of(name, service, whole, folder, image_has_check))
        print(f"ok compose service {name}" if not found else "\n".join(f"FAIL compose service {name}: {f}" for f in found))
    for kind in ("volumes", "networks", "secrets"):
        used = {str(each).split(":")[0] for s in whole["services"].values() for each in s.get(kind, [])}
        for each in set(whole.get(kind, {})) - used:
            print(f"FAIL compose {kind}: nobody uses {each}")
    targets = {target for entry in scraped for target in entry["targets"]}
    if targets == {f"{name}:9615" for name in nodes}:
        print("ok Prometheus watches every node of compose")
    else:
        print(f"FAIL Prometheus watches {sorted(targets)}, and the nodes are {sorted(nodes)}")


if __name__ == "__main__":
    main()
