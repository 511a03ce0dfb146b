#!/usr/bin/env python3
# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Asks other readers of PromQL whether they accept the queries that PromQLSyntax accepts, and print what it prints.

    promql_readers.py CASES KNOWN PROMTOOLS

CASES has a list of {"query", "accepted", "features": [{"release": [major, minor], "flag", "stable", "before"}], "multiline"}.
KNOWN lists the disagreements that are right, each with its reason. PROMTOOLS is a directory with more promtools. Prints each
disagreement that isn't known, each known one that wasn't seen, and for each reader how many queries it was asked.
"""
import concurrent.futures
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import promql_parser

EXPERIMENTAL = "promql-experimental-functions"

# Where promql-parser differs from Prometheus: it has no experimental syntax but `fill`, an older lexer, and other patterns.
REFUSED_BY_PARSER = [
    r"\d_|0x_", r"\b0(ms|[smhdwy])", r"offset\s+[-+]?0", r"`[^`]*\\", r"\\Q", r"\\0\d", r"\[\\d-", r"\(\?P?<n>.*\(\?P?<n>",
    r"\b(anchored|smoothed)\b", r"(by|without|on|ignoring)\s*\([^)]*:", r"info\s*\(.*\{\s*\}", r"\[[^]\"'`]*#", r"\[.*[*/+-].*\]",
    r"offset\s*\(", r"\b(step|range|start|end)\s*\(\s*\)", r"</|>/",
]
ACCEPTED_BY_PARSER = [
    r"\*\*|\*\+|\{2\}\{3\}|\{1001\}|\{11\}|\{501\}|\(\?x\)|\\u0041|\[\[:foo:\]\]", r"1e999", "\f", r"9\.5e10|\d{3}y", r"info\s*\(.*,\s*[^{\s]",
]


class Promtool:
    def __init__(self, program, limit=None):
        text = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
        major, minor = re.search(r"version (\d+)\.(\d+)", text).groups()
        self.program, self.release = program, (int(major), int(minor))
        self.name = f"promtool {major}.{minor}"
        self.flags = [EXPERIMENTAL] if self.release >= (3, 0) else []
        self.options = [f"--enable-feature={flag}" for flag in self.flags]

    def knows(self, feature):
        if tuple(feature["release"]) > self.release or feature.get("before") and tuple(feature["before"]) <= self.release:
            return False
        stable = feature.get("stable")
        return not feature.get("flag") or feature["flag"] in self.flags or bool(stable) and tuple(stable) <= self.release

    def accepts(self, queries):
        rules = [{"record": f"query:{index}", "expr": query} for index, query in enumerate(queries)]
        with tempfile.TemporaryDirectory() as directory:
            path = f"{directory}/rules.yml"
            with open(path, "w") as file:
                json.dump({"groups": [{"name": "queries", "rules": rules}]}, file, ensure_ascii=False)
            outcome = subprocess.run([self.program, *self.options, "check", "rules", path], capture_output=True, text=True)
        refused = {int(index) for index in re.findall(r'"query:(\d+)": could not parse', outcome.stdout + outcome.stderr)}
        if outcome.returncode != 0 and not refused:
            raise SystemExit(f"{self.name}: {outcome.stdout}{outcome.stderr}")
        return [index not in refused for index in range(len(queries))]

    def printed(self, query):
        outcome = subprocess.run(
            [self.program, *self.options, "--experimental", "promql", "format", "--", query], capture_output=True, text=True)
        return outcome.stdout.removesuffix("\n") if outcome.returncode == 0 else None


class Parser:
    name = "promql-parser"

    def knows(self, feature):
        return not feature.get("before") and feature.get("flag") in (None, EXPERIMENTAL, "promql-binop-fill-modifiers")

    def accepts(self, queries):
        def accepts(query):
            try:
                promql_parser.parse(query)
                return True
            except ValueError:
                return False

        return [accepts(query) for query in queries]


def main():
    cases, known, promtools = json.load(open(sys.argv[1])), json.load(open(sys.argv[2])), sys.argv[3]
    tools = [Promtool(path) for path in ["promtool", *sorted(glob.glob(f"{promtools}/*/usr/bin/promtool"))]]
    for tool in [tool for tool in tools if tool.release[0] == 3 and tool.release != (3, 5)]:
        print(f"skipped: {tool.name} is not of the release 3.5, which the test knows")
        tools.remove(tool)
    queries = [case["query"] for case in cases]
    expected = {(entry["reader"], entry["query"]): entry for entry in known}
    seen, faults = set(), 0

    def judge(reader, query, ours, theirs):
        nonlocal faults
        if ours == theirs:
            return
        for name in (reader, "any"):
            if (name, query) in expected:
                seen.add((name, query))
                return
        faults += 1
        print(f"{reader} on {query!r}: PromQLSyntax says {ours!r}, the other {theirs!r}")

    for reader in [*tools, Parser()]:
        theirs = reader.accepts(queries)
        for case, answer in zip(cases, theirs):
            ours = case["accepted"] and all(map(reader.knows, case["features"]))
            table = [] if isinstance(reader, Promtool) else ACCEPTED_BY_PARSER if answer else REFUSED_BY_PARSER
            if ours != answer and any(re.search(pattern, case["query"], re.DOTALL) for pattern in table):
                continue
            judge(reader.name, case["query"], ours, answer)
        print(f"{reader.name}: {len(queries)} queries, {theirs.count(False)} refused")

    for tool in tools:
        if tool.release < (3, 5):
            continue
        printable = [
            case for case in cases if case["accepted"] and case.get("multiline") and all(map(tool.knows, case["features"]))]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as executor:
            for case, text in zip(printable, executor.map(tool.printed, [case["query"] for case in printable])):
                if text is not None:
                    judge(f"{tool.name} format", case["query"], case["multiline"], text)
        print(f"{tool.name} format: {len(printable)} queries")

    readers = {tool.name for tool in tools} | {"promql-parser", "any"} | {f"{tool.name} format" for tool in tools}
    for reader, query in expected:
        if reader in readers and (reader, query) not in seen:
            faults += 1
            print(f"known, but {reader} agrees on {query!r}")
    print(f"{faults} faults")


main()
