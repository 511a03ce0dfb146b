# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Prometheus' Python client: in and out of multiprocess mode, `name|operation|nanoseconds` a line. With a directory:
its collector and page of that directory."""
import os
import subprocess
import sys
import tempfile
import time


def least(body, count, rounds=5):
    times = []
    for _ in range(rounds):
        start = time.perf_counter_ns()
        for _ in range(count):
            body()
        times.append((time.perf_counter_ns() - start) / count)
    return min(times)


def operations(name, suffix):
    from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

    registry = CollectorRegistry()
    counter = Counter("c", "C.", registry=registry)
    gauge = Gauge("g", "G.", registry=registry, multiprocess_mode="sum")
    labelled = Counter("l", "L.", ["tenant"], registry=registry)
    three = Counter("t", "T.", ["method", "route", "status"], registry=registry)
    bounds = [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60]
    histogram = Histogram("h", "H.", registry=registry, buckets=bounds)
    for number in range(1000):
        labelled.labels(f"tenant-{number}").inc()
        three.labels("GET", f"tenant-{number}", "200").inc()
    for operation, body in [
        ("counter increment, bound handle", counter.inc), ("counter increment by 1.5", lambda: counter.inc(1.5)),
        ("gauge set", lambda: gauge.set(1)), ("histogram observe, 15 bounds", lambda: histogram.observe(7)),
        ("look-up and increment, 1 label, 1,000 series", lambda: labelled.labels("tenant-500").inc()),
        ("look-up and increment, 3 labels, 1,000 series", lambda: three.labels("GET", "tenant-500", "200").inc()),
    ]:
        if suffix:
            operation = {
                "counter increment, bound handle": "counter increment in a shared directory",
                "gauge set": "gauge set in a shared directory",
                "histogram observe, 15 bounds": "histogram observe in a shared directory",
            }.get(operation)
        if operation:
            print(f"{name}|{operation}|{least(body, 100_000)}", flush=True)


if len(sys.argv) > 1 and sys.argv[1] == "--multiprocess":
    operations("prometheus-client", True)
elif len(sys.argv) > 1:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = sys.argv[1]
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    print(f"prometheus-client|page|{least(lambda: generate_latest(registry), 1)}")
else:
    operations("prometheus-client", False)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as directory:
        subprocess.run(
            [sys.executable, __file__, "--multiprocess"], env={**os.environ, "PROMETHEUS_MULTIPROC_DIR": directory})
