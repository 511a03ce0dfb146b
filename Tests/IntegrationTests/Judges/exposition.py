# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Judges the text format 0.0.4 against Prometheus' Python client, byte for byte.

    exposition.py WRITER SEED ROUNDS

Random operations on metrics of every kind, with and without labels, in one process of ours and in this one: both pages are
the same bytes. WRITER gets its instructions in the lines of `multiprocess_worker.py`.
"""
import os
import random
import subprocess
import sys

from prometheus_client import CollectorRegistry, Counter, Enum, Gauge, Histogram, Info, Summary, disable_created_metrics
from prometheus_client.exposition import generate_latest

from multiprocess import NASTY, hexadecimal

FIELDS = ["version", "a", "zone2", "commit"]
# They add up without rounding: our counters are exact where Python's aren't.
AMOUNTS = [0, 1, 2, 0.25, 3.5, 1e6, 123456.75, 2.0**40]
ODD = [float("nan"), float("inf"), float("-inf"), -0.0]
FINE = [0.1, 1e15, 1e16, 1e-9, 5e-324, 1.7976931348623157e308, 2.0**53 + 2, 1e21, 1e22]


def swift_number(value):
    return {"inf": "inf", "-inf": "-inf", "nan": "nan"}.get(repr(value), repr(value))


def declare(generator, kind, name, text, labels, registry):
    """The metric of Python's client, and the detail that the writer gets."""
    if kind == "counter":
        return Counter(name, text, labels, registry=registry), "-"
    if kind == "gauge":
        return Gauge(name, text, labels, registry=registry), "all"
    if kind == "histogram":
        bounds = generator.choice([[0.1, 1, 10], [0.25, 0.5, 1e6, 1.5e7, 1e10], [1, 2, 5, 10, 1048576, 1e15, 1e16]])
        return Histogram(name, text, labels, registry=registry, buckets=bounds), ",".join(map(str, bounds))
    if kind == "summary":
        return Summary(name, text, labels, registry=registry), "-"
    if kind == "info":
        fields = generator.sample(FIELDS, generator.randint(1, 3))
        # Python appends the ending by itself.
        metric = Info(name.removesuffix("_info"), text, labels, registry=registry)
        metric.fields = fields
        return metric, ",".join(fields)
    states = generator.sample([text for text in NASTY if text], generator.choice([1, 2, 5]))
    metric = Enum(name, text, labels, registry=registry, states=states)
    metric.names = states
    return metric, ",".join(map(hexadecimal, states))


def record(generator, kind, metric, child, say):
    amount = generator.choice(AMOUNTS)
    if kind == "counter":
        child.inc(amount)
        say("inc", swift_number(float(amount)))
    elif kind == "gauge":
        amount = generator.choice([amount, -amount, generator.choice(ODD + FINE)])
        child.set(amount)
        say("set", swift_number(float(amount)))
    elif kind in ("histogram", "summary"):
        if generator.random() < 0.05:
            # Python's histogram counts NaN into no bucket, ours into the last: the count is that of the buckets.
            amount = generator.choice(ODD[1:] if kind == "histogram" else ODD)
        child.observe(amount)
        say("observe", swift_number(float(amount)))
    elif kind == "info":
        values = [generator.choice(NASTY) for _ in metric.fields]
        child.info(dict(zip(metric.fields, values)))
        say("say", ",".join(map(hexadecimal, values)))
    else:
        place = generator.randrange(len(metric.names))
        child.state(metric.names[place])
        say("state", place)


def run(writer, generator, command="page"):
    """What the writer answers to the last line, and the registry of Python's client."""
    registry, lines, metrics = CollectorRegistry(), [], []
    kinds = ["counter", "gauge", "histogram", "summary", "info", "stateset"]
    for labels in ([], ["l"], ["zone", "b"]):
        for kind in generator.sample(kinds, len(kinds)):
            name = f"{generator.choice(['shop:', '', 'x_'])}{kind}_{'_'.join(labels) or 'plain'}"
            name += {"counter": "_total", "info": "_info"}.get(kind, "")
            text = generator.choice(NASTY) + "."
            metric, detail = declare(generator, kind, name, text, labels, registry)
            lines.append(f"{kind} {hexadecimal(name)} {hexadecimal(text)} {','.join(labels) or '-'} {detail}")
            metrics.append((kind, labels, metric))
    lines.append("register")

    def operate(index):
        kind, labels, metric = metrics[index]
        values = [generator.choice(NASTY) for _ in labels]
        child = metric.labels(*values) if labels else metric
        record(
            generator, kind, metric, child,
            lambda verb, detail: lines.append(" ".join([verb, str(index), str(detail), *map(hexadecimal, values)])))

    # Python shows a gauge and an info before anyone has set it, as 0 and without a field; ours are there once they are.
    for index, (kind, labels, _) in enumerate(metrics):
        if kind in ("gauge", "info") and not labels:
            operate(index)
    for _ in range(300):
        operate(generator.randrange(len(metrics)))
    lines.append(command)
    environment = {key: value for key, value in os.environ.items() if key.upper() != "PROMETHEUS_MULTIPROC_DIR"}
    result = subprocess.run([writer], input="\n".join(lines).encode() + b"\n", capture_output=True, env=environment)
    assert result.returncode == 0 and not result.stderr, result.stderr
    return result.stdout.removeprefix(b"ok\n"), registry


def sum_first(page):
    """Of a histogram Python prints the count before the sum, Go's client and ours the sum before the count."""
    lines, names = page.split(b"\n"), set()
    for index, line in enumerate(lines):
        words = line.split(b" ")
        if words[:2] == [b"#", b"TYPE"] and words[3] == b"histogram":
            names.add(words[2])
        name = words[0].split(b"{")[0]
        if name.endswith(b"_sum") and name.removesuffix(b"_sum") in names:
            lines[index - 1], lines[index] = line, lines[index - 1]
    return b"\n".join(lines)


def main(writer, seed, rounds):
    disable_created_metrics()
    size = 0
    for number in range(int(rounds)):
        ours, registry = run(writer, random.Random(f"{seed} {number}"))
        ours, python = ours.removesuffix(b".\n"), sum_first(generate_latest(registry))
        if ours != python:
            left, right = ours.split(b"\n"), python.split(b"\n")
            line = next((i for i, (a, b) in enumerate(zip(left, right)) if a != b), min(len(left), len(right)))
            print(f"seed {seed}, round {number}, line {line + 1}:\nours:   {left[line:line + 1]}\nPython: {right[line:line + 1]}")
            return 1
        size += len(ours)
    print(f"seed {seed}: {rounds} pages of {size} bytes in all are the same")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
