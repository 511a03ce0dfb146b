#!/usr/bin/env python3
# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Evaluates queries in a Prometheus over a small series of samples.

The file that is named has pairs of queries that have to mean the same, and strings with the literals that have to mean
them: {"pairs": [[query, query], …], "strings": [[literal, string], …]}. Prints each difference and each query that does
not parse, then how many pairs were compared and how many of them have an answer that isn't empty.
"""
import json
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

from prometheus_server import Prometheus

START, STEP, COUNT = 1_700_000_000, 15, 120
NOW = START + STEP * (COUNT - 1)


def samples():
    """Four metrics with the same labels: an operator finds a partner for each series."""
    for metric in range(4):
        yield f"# TYPE m{metric} gauge"
        for series, (a, b) in enumerate([("x", "1"), ("x", "2"), ("y", "1"), ("y", "2")]):
            for index in range(COUNT):
                value = (metric * 7 + series * 5 + index * (metric + 1)) % 11 + 1
                yield f'm{metric}{{a="{a}",b="{b}"}} {value} {START + index * STEP}'
    yield "# EOF"


def answer(prometheus, query):
    """What the query finds, in an order of ours; a string where that is an error."""
    form = urllib.parse.urlencode({"query": query, "time": NOW}).encode()
    try:
        with urllib.request.urlopen(f"http://{prometheus.address}/api/v1/query", form, timeout=60) as response:
            data = json.load(response)["data"]
    except urllib.error.HTTPError as error:
        fault = json.load(error)
        # A fault of the query itself; what fails only at these samples is an answer like any other.
        return "parse error: " + fault["error"] if fault["errorType"] == "bad_data" else "error"
    if data["resultType"] in ("scalar", "string"):
        return data["result"][1]
    return sorted(json.dumps(series, sort_keys=True) for series in data["result"])


def main():
    with open(sys.argv[1]) as file:
        cases = json.load(file)
    faults, answered = [], 0
    with tempfile.TemporaryDirectory() as directory:
        prometheus = Prometheus(directory, samples=samples())
        try:
            for one, other in cases["pairs"]:
                first, second = answer(prometheus, one), answer(prometheus, other)
                if first != second or str(first).startswith("parse error"):
                    faults.append(f"{one}\n   {first}\n{other}\n   {second}")
                answered += bool(first) and not isinstance(first, str)
            for literal, string in cases["strings"]:
                found = answer(prometheus, f'label_replace(vector(0), "s", {literal}, "", "")')
                if isinstance(found, str) or json.loads(found[0])["metric"].get("s", "") != string:
                    faults.append(f"{literal} isn't {string!r}: {found}")
        finally:
            prometheus.stop()
    print("\n".join(faults))
    print(f"{len(cases['pairs'])} pairs, {answered} with an answer, {len(faults)} faults")
    sys.exit(bool(faults))


main()
