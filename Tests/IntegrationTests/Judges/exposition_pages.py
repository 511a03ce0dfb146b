#!/usr/bin/env python3
# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Has pages scraped by a Prometheus, and read by the parsers of its Python client.

    exposition_pages.py PAGES

PAGES is a JSON list of pages, each with the result of our reader: {"page": text, "format": "text" or "openMetrics",
"accepted": whether Prometheus takes it, "samples": [[name, {label: value}, value], …]}. Values are strings, since JSON
has no infinities. Prints each difference and how many pages were compared, accepted and refused.

A page that the Python client takes as well has to have the same samples there. The client refuses more than Prometheus
does, so its refusals say nothing.
"""
import json
import math
import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families as text

from prometheus_server import scrape

TYPES = {
    "text": "text/plain; version=0.0.4; charset=utf-8",
    "openMetrics": "application/openmetrics-text; version=1.0.0; charset=utf-8",
}


def python_samples(page):
    """The samples that the Python client reads; None where it refuses the page."""
    parser = open_metrics if page["format"] == "openMetrics" else text
    try:
        families = list(parser(page["page"]))
    except Exception:  # Its parsers raise whatever they run into.
        return None
    return [[sample.name, sample.labels, repr(float(sample.value))] for family in families for sample in family.samples]


def without_total(samples):
    """The Python client appends `_total` to the names of counters that lack it."""
    return [[name.removesuffix("_total"), labels, value] for name, labels, value in samples]


def comparable(samples):
    """Without empty labels, which are none; values as numbers; the first of two samples of a series counts."""
    series = {}
    for name, labels, value in samples:
        key = (name, tuple(sorted((name, value) for name, value in labels.items() if value != "")))
        number = float(value)
        series.setdefault(key, "NaN" if math.isnan(number) else number)
    return series


def main():
    with open(sys.argv[1], encoding="utf-8", errors="surrogateescape") as file:
        pages = json.load(file)
    scraped = scrape([(TYPES[page["format"]], page["page"].encode("utf-8", "surrogateescape")) for page in pages])
    faults, accepted, read_by_python = [], 0, 0
    for page, (error, stored) in zip(pages, scraped):
        accepted += page["accepted"]
        if page["accepted"] != (error == ""):
            faults.append(f"{page}\n   Prometheus: {error or 'accepts it'}")
        elif page["accepted"]:
            ours = comparable(page["samples"])
            if not page.get("hasTimestamps") and ours != comparable(stored):
                faults.append(f"{page}\n   Prometheus stored {stored}")
            theirs = python_samples(page)
            if theirs is not None:
                read_by_python += 1
                if comparable(without_total(page["samples"])) != comparable(without_total(theirs)):
                    faults.append(f"{page}\n   the Python client read {theirs}")
    print("\n".join(faults))
    print(f"{len(pages)} pages, {accepted} accepted, {read_by_python} read by the Python client, {len(faults)} faults")
    sys.exit(bool(faults))


main()
