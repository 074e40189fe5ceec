# SPDX-License-Identifier: Apache-2.0
"""What a client is asked to do, and how it tells what it did. See task.mjs: the same in Python."""

import json
import os
import time

URL = os.environ["CONFORMANCE_URL"]
PAYER = os.environ["CONFORMANCE_PAYER"]
PAYEE = os.environ["CONFORMANCE_PAYEE"]
WON = int(os.environ["CONFORMANCE_WON"])

_last = time.monotonic()


def lap():
    """Seconds since the last time this was asked."""
    global _last
    now = time.monotonic()
    seconds, _last = now - _last, now
    return round(seconds, 2)


def shown(cell, **facts):
    """Says that a cell was shown, with what the driver compares with the chain."""
    print("@@ " + json.dumps({"cell": cell, **facts}), flush=True)


def values_of(version):
    """Values that a client must decode to the last byte: pairs of type and bytes."""
    path = f"{os.environ['CONFORMANCE_FACTS']}/values-{version}.txt"
    with open(path, encoding="ascii") as lines:
        for line in lines:
            kind, text = line.rstrip("\n").split(" ")
            yield int(kind), bytes.fromhex(text)
