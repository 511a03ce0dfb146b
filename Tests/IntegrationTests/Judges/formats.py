# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Judges the formats of an exposition: other people's readers find the same samples in each.

    formats.py WRITER SEED ROUNDS PROTO

Random metrics of every kind, in one process of ours. Its text page is read by Prometheus' Python client, its OpenMetrics page
by that client's strict parser, its protobuf page by classes that protoc makes of PROTO, the `metrics.proto` of Prometheus'
client model. Then a real Prometheus scrapes each page of the first rounds and stores the same. WRITER gets its instructions in
the lines of `multiprocess_worker.py`.
"""
import collections
import importlib.resources
import math
import pathlib
import random
import sys
import tempfile

import grpc_tools.protoc
from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openmetrics
from prometheus_client.parser import text_string_to_metric_families as read_text
from prometheus_client.utils import floatToGoString

import exposition
import prometheus_server
from exposition import run

PROTOBUF = "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"
TYPES = ["text/plain; version=0.0.4; charset=utf-8", "application/openmetrics-text; version=1.0.0; charset=utf-8", PROTOBUF]
SCRAPED = 3


def message_classes(proto, directory):
    """The module that protoc makes."""
    proto = pathlib.Path(proto)
    well_known = importlib.resources.files("grpc_tools") / "_proto"
    status = grpc_tools.protoc.main(
        ["protoc", f"-I{proto.parent}", f"-I{well_known}", f"--python_out={directory}", proto.name])
    assert status == 0
    sys.path.insert(0, directory)
    import metrics_pb2

    return metrics_pb2


def messages(page, classes):
    """The families of a page: each comes after its length, a varint."""
    place = 0
    while place < len(page):
        length = shift = 0
        while True:
            byte = page[place]
            place += 1
            length |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        family = classes.MetricFamily()
        assert place + length <= len(page), "the last message is cut off"
        family.ParseFromString(page[place : place + length])
        place += length
        yield family


def samples_of(family, classes):
    for metric in family.metric:
        labels = {pair.name: pair.value for pair in metric.label}
        if family.type == classes.HISTOGRAM:
            for bucket in metric.histogram.bucket:
                yield f"{family.name}_bucket", labels | {"le": floatToGoString(bucket.upper_bound)}, bucket.cumulative_count
            yield f"{family.name}_bucket", labels | {"le": "+Inf"}, metric.histogram.sample_count
            yield f"{family.name}_sum", labels, metric.histogram.sample_sum
            yield f"{family.name}_count", labels, metric.histogram.sample_count
        elif family.type == classes.SUMMARY:
            yield f"{family.name}_sum", labels, metric.summary.sample_sum
            yield f"{family.name}_count", labels, metric.summary.sample_count
        elif family.type == classes.COUNTER:
            yield family.name, labels, metric.counter.value
        else:
            assert family.type == classes.GAUGE
            yield family.name, labels, metric.gauge.value


def counted(samples):
    """Each sample with how often it is there. What isn't a number equals itself here."""
    return collections.Counter(
        (name, frozenset(labels.items()), "NaN" if math.isnan(value) else float(value)) for name, labels, value in samples)


def samples(families):
    return counted((sample.name, sample.labels, sample.value) for family in families for sample in family.samples)


def main(writer, seed, rounds, proto):
    # OpenMetrics has no sums that can fall or aren't numbers; Prometheus reads them all the same.
    exposition.ODD[:] = [math.inf, -0.0]
    count, scraped = 0, []
    with tempfile.TemporaryDirectory() as directory:
        classes = message_classes(proto, directory)
        for number in range(int(rounds)):
            answer, _ = run(writer, random.Random(f"{seed} {number}"), command="formats")
            pages = [bytes.fromhex(line.decode()) for line in answer.splitlines()]
            text = samples(read_text(pages[0].decode()))
            openmetrics = samples(read_openmetrics(pages[1].decode()))
            protobuf = counted(
                sample for family in messages(pages[2], classes) for sample in samples_of(family, classes))
            for name, read in [("OpenMetrics", openmetrics), ("protobuf", protobuf)]:
                if read != text:
                    print(f"seed {seed}, round {number}: only in text {list(text - read)[:5]}, only in {name} {list(read - text)[:5]}")
                    return 1
            count += len(text)
            if number < SCRAPED:
                scraped += zip(TYPES, pages)
    stored = prometheus_server.scrape(scraped, interval=1)
    for index in range(0, len(stored), len(TYPES)):
        # The last label of a scrape's series is the page's number, which differs.
        read = [
            (error, sorted((name, sorted(labels.items()), value) for name, labels, value in series))
            for error, series in stored[index : index + len(TYPES)]
        ]
        for kind, (error, series) in zip(TYPES, read):
            if error or not series or series != read[0][1]:
                print(f"seed {seed}: Prometheus' scrape of {kind}: {error or 'other samples than of the text'}")
                return 1
    print(f"seed {seed}: {count} samples are the same in each format")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
