#!/usr/bin/env python3
"""Evaluates queries in a Prometheus over a small series of samples.

The file that is named has pairs of queries that have to mean the same, and strings with the literals that have to mean
them: {"pairs": [[query, query], …], "strings": [[literal, string], …]}. Prints each difference and each query that does
not parse, then how many pairs were compared and how many of them have an answer that isn't empty.
"""
import json
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

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


class Prometheus:
    def __init__(self, directory):
        with open(f"{directory}/samples", "w") as file:
            file.write("\n".join(samples()) + "\n")
        subprocess.run(
            ["promtool", "tsdb", "create-blocks-from", "openmetrics", f"{directory}/samples", f"{directory}/data"],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(f"{directory}/prometheus.yml", "w") as file:
            file.write("{}\n")
        self.process = subprocess.Popen(
            ["prometheus", f"--config.file={directory}/prometheus.yml", f"--storage.tsdb.path={directory}/data",
             # The samples are old.
             "--storage.tsdb.retention.time=100y", "--web.listen-address=127.0.0.1:0", "--log.level=info"],
            stderr=subprocess.PIPE, text=True)
        log = ""
        for line in self.process.stderr:
            log += line
            if found := re.search(r'"?Listening on"? address=(127\.0\.0\.1:\d+)', line):
                self.address = found[1]
            if "ready to receive web requests" in line:
                return
        raise SystemExit(f"Prometheus ended:\n{log}")

    def answer(self, query):
        """What the query finds, in an order of ours; a string where that is an error."""
        form = urllib.parse.urlencode({"query": query, "time": NOW}).encode()
        try:
            with urllib.request.urlopen(f"http://{self.address}/api/v1/query", form, timeout=60) as response:
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
        prometheus = Prometheus(directory)
        try:
            for one, other in cases["pairs"]:
                first, second = prometheus.answer(one), prometheus.answer(other)
                if first != second or str(first).startswith("parse error"):
                    faults.append(f"{one}\n   {first}\n{other}\n   {second}")
                answered += bool(first) and not isinstance(first, str)
            for literal, string in cases["strings"]:
                answer = prometheus.answer(f'label_replace(vector(0), "s", {literal}, "", "")')
                if isinstance(answer, str) or json.loads(answer[0])["metric"].get("s", "") != string:
                    faults.append(f"{literal} isn't {string!r}: {answer}")
        finally:
            prometheus.process.kill()
            prometheus.process.wait()
    print("\n".join(faults))
    print(f"{len(cases['pairs'])} pairs, {answered} with an answer, {len(faults)} faults")
    sys.exit(bool(faults))


main()
