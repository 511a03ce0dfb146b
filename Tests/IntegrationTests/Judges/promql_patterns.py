#!/usr/bin/env python3
# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Asks promtool which patterns are valid, and which values they match.

    promql_patterns.py CASES PROMTOOLS

CASES has {"values": [value, …], "cases": [{"pattern", "isValid", "matches": [index of a value, …]}]}; what is missing isn't
asked. PROMTOOLS is a directory with more promtools. Prints each disagreement, and how many patterns each promtool was asked.
"""
import glob
import json
import re
import subprocess
import sys
import tempfile


def quoted(text):
    """A string of PromQL."""
    return json.dumps(text, ensure_ascii=False)


def refused(program, patterns, directory):
    rules = [{"record": f"pattern:{index}", "expr": f"s{{v=~{quoted(pattern)}}}"} for index, pattern in enumerate(patterns)]
    with open(f"{directory}/rules.yml", "w") as file:
        json.dump({"groups": [{"name": "patterns", "rules": rules}]}, file)
    outcome = subprocess.run([program, "check", "rules", f"{directory}/rules.yml"], capture_output=True, text=True)
    found = {int(index) for index in re.findall(r'"pattern:(\d+)": could not parse', outcome.stdout + outcome.stderr)}
    if outcome.returncode != 0 and not found:
        raise SystemExit(f"{program}: {outcome.stdout}{outcome.stderr}")
    return found


def wrong_matches(program, cases, values, directory):
    """The indices of the cases whose matches promtool doesn't find."""
    series = [
        {"series": f"s{{i=\"{index}\"" + (f",v={quoted(value)}" if value else "") + "}", "values": "1"}
        for index, value in enumerate(values)
    ]
    tests = []
    for index, case in enumerate(cases):
        query = f"count by (i) (s{{v=~{quoted(case['pattern'])}}}) * {index + 1}"
        samples = [{"labels": f"{{i=\"{match}\"}}", "value": index + 1} for match in case["matches"]]
        tests.append({"expr": query, "eval_time": "0s", "exp_samples": samples})
    with open(f"{directory}/test.yml", "w") as file:
        json.dump({"rule_files": [], "tests": [{"interval": "1m", "input_series": series, "promql_expr_test": tests}]}, file)
    outcome = subprocess.run([program, "test", "rules", f"{directory}/test.yml"], capture_output=True, text=True)
    text = outcome.stdout + outcome.stderr
    found = {int(number) - 1 for number in re.findall(r"\}\) \* (\d+)\"?, time", text)}
    if outcome.returncode != 0 and not found:
        raise SystemExit(f"{program}: {text}")
    return found


def main():
    document, promtools = json.load(open(sys.argv[1])), sys.argv[2]
    values, cases, faults = document["values"], document["cases"], 0
    for program in ["promtool", *sorted(glob.glob(f"{promtools}/*/usr/bin/promtool"))]:
        text = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
        release = tuple(map(int, re.search(r"version (\d+)\.(\d+)", text).groups()))
        if release < (2, 53):
            print(f"skipped: promtool {release} reads a pattern with parentheses around it, which makes `\\Q` another thing")
            continue
        with tempfile.TemporaryDirectory() as directory:
            found = refused(program, [case["pattern"] for case in cases], directory)
            for index, case in enumerate(cases):
                if case.get("isValid") is not None and case["isValid"] == (index in found):
                    faults += 1
                    print(f"promtool {release} on {case['pattern']!r}: valid is {index not in found}")
            asked = [case for index, case in enumerate(cases) if case.get("matches") is not None and index not in found]
            if release < (3, 0):
                # The dot doesn't match a line break yet.
                asked = []
            for index in wrong_matches(program, asked, values, directory) if asked else ():
                faults += 1
                print(f"promtool {release} on {asked[index]['pattern']!r}: not {[values[at] for at in asked[index]['matches']]}")
        print(f"promtool {release}: {len(cases)} patterns, {len(found)} refused, {len(asked)} matched")
    print(f"{faults} faults")


main()
