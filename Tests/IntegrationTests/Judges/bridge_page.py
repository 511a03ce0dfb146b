# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Judges what swift-metrics records in a registry.

    bridge_page.py TEXT OPENMETRICS

Prometheus' Python client reads the page in the text format, its strict parser the page in OpenMetrics, and a real Prometheus
scrapes both. All of them have to find the same samples. Prints them as JSON: a list of [name, labels, value].
"""
import json
import pathlib
import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openmetrics
from prometheus_client.parser import text_string_to_metric_families as read_text

import prometheus_server

TYPES = ["text/plain; version=0.0.4; charset=utf-8", "application/openmetrics-text; version=1.0.0; charset=utf-8"]


def samples(families):
    return sorted(
        [sample.name, sorted(sample.labels.items()), float(sample.value)] for family in families for sample in family.samples)


def main(*paths):
    pages = [pathlib.Path(path).read_bytes() for path in paths]
    text = samples(read_text(pages[0].decode()))
    if (strict := samples(read_openmetrics(pages[1].decode()))) != text:
        print(f"text: {text}\nOpenMetrics: {strict}")
        return 1
    for kind, (error, stored) in zip(TYPES, prometheus_server.scrape(list(zip(TYPES, pages)), interval=1)):
        read = sorted([name, sorted(labels.items()), float(value)] for name, labels, value in stored)
        if error or read != text:
            print(f"Prometheus' scrape of {kind}: {error or read}\ntext: {text}")
            return 1
    print(json.dumps([[name, dict(labels), value] for name, labels, value in text]))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
