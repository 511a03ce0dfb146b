# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Judges native histograms: a real Prometheus scrapes them, and answers queries about them.

    native_histograms.py WRITER PROTO

One process of ours records histograms of every kind and forks; its child goes on. Its protobuf page is read by classes that
protoc makes of PROTO, the `metrics.proto` of Prometheus' client model, and scraped by a Prometheus with native histograms, whose
answers are compared with the observations themselves. WRITER gets its instructions in the lines that its source describes.
"""
import math
import random
import subprocess
import sys
import tempfile
import time

import formats
import prometheus_server

# Name, bounds, growth, limit, observations.
GENERATOR = random.Random(7)
HISTOGRAMS = [
    ("alone", "-", 1.1, 160, [GENERATOR.lognormvariate(0, 2) for _ in range(2000)]),
    ("beside", "0.5,1,2", 1.1, 160, [GENERATOR.lognormvariate(0, 1) for _ in range(500)]),
    ("reduced", "-", 1.001, 20, [GENERATOR.lognormvariate(0, 3) for _ in range(2000)]),
    ("signed", "-", 1.5, 160, [GENERATOR.gauss(0, 100) for _ in range(1000)] + [0.0] * 10),
    ("odd", "-", 1.1, 160, [math.nan, math.inf, -math.inf, 5e-324, 1.7976931348623157e308, 0.0, -0.0, 1.0]),
    ("empty", "-", 1.1, 160, []),
]
QUANTILES = [0.1, 0.5, 0.9, 0.99]


def page(writer):
    lines = [
        f"histogram {name.encode().hex()} {b'Help.'.hex()} - {bounds} {growth},{limit}" for name, bounds, growth, limit, _ in HISTOGRAMS
    ] + ["register"]
    for index, (_, _, _, _, values) in enumerate(HISTOGRAMS):
        half = len(values) // 2
        lines += [f"observe {index} {value!r}" for value in values[:half]]
    lines.append("fork")
    for index, (_, _, _, _, values) in enumerate(HISTOGRAMS):
        half = len(values) // 2
        lines += [f"observe {index} {value!r}" for value in values[half:]]
    lines.append("formats")
    answer = subprocess.run([writer], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout
    return [bytes.fromhex(line) for line in answer.split() if line != "ok"]


def counted(message):
    """The number of observations in the native buckets of a message."""
    total = message.zero_count
    for spans, deltas in [
        (message.negative_span, message.negative_delta), (message.positive_span, message.positive_delta)]:
        assert sum(span.length for span in spans) == len(deltas)
        count = 0
        for delta in deltas:
            count += delta
            assert count >= 0
            total += count
    return total


def main(writer, proto):
    text, _, protobuf = page(writer)
    complaints = []

    def check(what, found, expected):
        if found != expected:
            complaints.append(f"{what}: {found}, expected {expected}")

    with tempfile.TemporaryDirectory() as directory:
        classes = formats.message_classes(proto, directory)
        families = {family.name: family.metric[0].histogram for family in formats.messages(protobuf, classes)}
    for name, bounds, _, _, values in HISTOGRAMS:
        message = families[name]
        check(f"count of {name}", message.sample_count, len(values))
        # NaN has no bucket.
        check(f"buckets of {name}", counted(message), sum(not math.isnan(value) for value in values))
        check(f"bounds of {name}", len(message.bucket), 0 if bounds == "-" else bounds.count(",") + 1)
        check(f"text of {name}", f'{name}_bucket{{le="+Inf"}} {len(values)}.0' in text.decode(), True)
    server = prometheus_server.serve([(formats.PROTOBUF, protobuf)])
    target = prometheus_server.TARGET.format(port=server.server_port, index=0)
    with tempfile.TemporaryDirectory() as directory:
        configuration = prometheus_server.CONFIGURATION.format(targets=target, interval=1)
        prometheus = prometheus_server.Prometheus(directory, configuration, flags=["--enable-feature=native-histograms"])
        try:
            while True:
                targets = prometheus.ask("targets", state="active")["activeTargets"]
                if targets and targets[0]["health"] != "unknown":
                    break
                time.sleep(0.2)
            check("the scrape", targets[0]["lastError"], "")

            def ask(query):
                result = prometheus.ask("query", query=query)["result"]
                return float(result[0]["value"][1]) if result else None

            for name, _, growth, _, values in HISTOGRAMS:
                check(f"histogram_count of {name}", ask(f"histogram_count({name})"), len(values))
                if name == "odd":
                    check("histogram_sum of odd", math.isnan(ask(f"histogram_sum({name})")), True)
                    continue
                # A sum depends on the order.
                sum_error = abs(ask(f"histogram_sum({name})") - math.fsum(values))
                check(f"error of histogram_sum of {name}", sum_error < 1e-9 * sum(map(abs, values)) + 1e-9, True)
                check(f"series of {name}_bucket", ask(f"{name}_bucket"), None)
                if not values or name == "reduced":
                    continue
                ordered = sorted(values)
                for quantile in QUANTILES:
                    found = ask(f"histogram_quantile({quantile}, {name})")
                    # Between the observations around it, and a bucket further.
                    low, high = (ordered[min(len(ordered) - 1, max(0, round(quantile * len(ordered)) + step))] for step in (-2, 1))
                    width = growth**1.01
                    low = low / width if low > 0 else low * width
                    high = high * width if high > 0 else high / width
                    # In the zero bucket, whose bounds are that close to 0.
                    tiny = 1e-30
                    check(
                        f"quantile {quantile} of {name} is {found}, between {low} and {high}",
                        low - tiny <= found <= high + tiny, True)
        finally:
            prometheus.stop()
            server.shutdown()
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
