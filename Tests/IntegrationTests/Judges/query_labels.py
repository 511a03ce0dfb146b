#!/usr/bin/env python3
# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Evaluates queries in a Prometheus, and compares the labels of the results with what was inferred.

The file that is named has the samples, as lines of OpenMetrics, and the queries with what is said of the labels of their
results: {"samples": [line, …], "time": seconds, "queries": [{"query", "isRefused", "certain": [label, …], "possible":
[label, …] or null for any, "impossible": [label, …]}, …]}. A second argument is the address of a Prometheus that runs already; without it
one is started that has the samples. Without a time the queries are evaluated now. Prints each result that has a label
that is impossible, or lacks one that is certain; then how many queries were compared, how many series they found, and how
many of those that Prometheus should refuse to evaluate were refused. Without series it refuses none.
"""
import json
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

from prometheus_server import Prometheus


def answer(address, query, time):
    """The labels of each series of the answer; None where the query can't be evaluated over these samples."""
    form = urllib.parse.urlencode({"query": query} | ({"time": time} if time else {})).encode()
    try:
        with urllib.request.urlopen(f"http://{address}/api/v1/query", form, timeout=60) as response:
            data = json.load(response)["data"]
    except urllib.error.HTTPError as error:
        fault = json.load(error)
        if fault["errorType"] == "bad_data":
            raise SystemExit(f"{query}\n   {fault['error']}") from None
        return None
    return [series["metric"] for series in data["result"]] if data["resultType"] == "vector" else []


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    if len(sys.argv) > 2:
        sys.exit(compare(cases, sys.argv[2]))
    with tempfile.TemporaryDirectory() as directory:
        prometheus = Prometheus(directory, samples=cases["samples"])
        try:
            sys.exit(compare(cases, prometheus.address))
        finally:
            prometheus.stop()


def compare(cases, address):
    """Whether there is a fault."""
    faults, answered, found, refused = [], 0, 0, 0
    for case in cases["queries"]:
        series = answer(address, case["query"], cases.get("time"))
        answered += bool(series)
        refused += case["isRefused"] and series is None
        for labels in series or []:
            found += 1
            certain, possible = set(case["certain"]), case["possible"]
            missing = certain - set(labels)
            beyond = {
                label for label in set(labels) - certain
                if label in case["impossible"] or (possible is not None and label not in possible)}
            if missing or beyond:
                faults.append(f"{case}\n   {labels}: lacks {sorted(missing)}, has {sorted(beyond)}")
                break
    print("\n".join(faults))
    print(f"{len(cases['queries'])} queries, {answered} with an answer, {found} series, {refused} refused, {len(faults)} faults")
    return bool(faults)


main()
