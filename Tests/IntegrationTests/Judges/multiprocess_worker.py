# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""A process that records with Prometheus' Python client what its input says: the counterpart of the `multiprocess-writer`
of this package, with the same lines on standard input. An argument is its `process_identifier`."""
import os
import sys

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Summary
from prometheus_client import values as client_values

if len(sys.argv) > 1:
    client_values.ValueClass = client_values.MultiProcessValue(process_identifier=lambda: sys.argv[1])

registry = CollectorRegistry()
metrics = []


class Info:
    """An info metric by hand: a gauge of value 1, which has no time, and so no sample, once its fields are replaced."""

    def __init__(self, name, documentation, labels, fields, mode):
        self.gauge = Gauge(name, documentation, [*labels, *fields], registry=registry, multiprocess_mode=mode)
        self.shown = {}

    def say(self, fields, values):
        child = self.gauge.labels(*values, *fields)
        shown = self.shown.get(values)
        if shown not in (None, child):
            shown._value.set(1)
        child.set(1)
        self.shown[values] = child


class StateSet:
    """A stateset by hand: a gauge for each state."""

    def __init__(self, name, documentation, labels, states, mode):
        label = name.replace(":", "_")
        self.gauge = Gauge(name, documentation, [*labels, label], registry=registry, multiprocess_mode=mode)
        self.states = states

    def state(self, number, values):
        for place, state in enumerate(self.states):
            self.gauge.labels(*values, state).set(place == number)



def text(word):
    return "" if word == "-" else bytes.fromhex(word).decode("utf-8")


for line in sys.stdin:
    words = line.split()
    if words[0] in ("counter", "gauge", "histogram", "summary", "info", "stateset"):
        name, documentation = text(words[1]), text(words[2])
        labels = [] if words[3] == "-" else words[3].split(",")
        if words[0] == "counter":
            metrics.append(Counter(name, documentation, labels, registry=registry))
        elif words[0] == "gauge":
            metrics.append(Gauge(name, documentation, labels, registry=registry, multiprocess_mode=words[4].split("=")[0]))
        elif words[0] == "info":
            metrics.append(Info(name, documentation, labels, words[4].split(","), words[5]))
        elif words[0] == "stateset":
            states = [text(word) for word in words[4].split(",")]
            metrics.append(StateSet(name, documentation, labels, states, words[5]))
        elif words[0] == "summary":
            metrics.append(Summary(name, documentation, labels, registry=registry))
        else:
            bounds = [float(bound) for bound in words[4].split(",")]
            metrics.append(Histogram(name, documentation, labels, registry=registry, buckets=bounds))
    elif words[0] == "register":
        print("ok", flush=True)
    elif words[0] in ("inc", "set", "observe"):
        values = [text(word) for word in words[3:]]
        metric = metrics[int(words[1])]
        metric = metric.labels(*values) if values else metric
        getattr(metric, words[0])(float(words[2]))
    elif words[0] == "say":
        values = tuple(text(word) for word in words[3:])
        metrics[int(words[1])].say([text(word) for word in words[2].split(",")], values)
    elif words[0] == "state":
        metrics[int(words[1])].state(int(words[2]), tuple(text(word) for word in words[3:]))
    elif words[0] == "many":
        for number in range(int(words[2])):
            metrics[int(words[1])].labels(str(int(words[3]) + number)).inc()
    elif words[0] == "fork":
        child = os.fork()
        if child:
            os.waitpid(child, 0)
            os._exit(0)
    elif words[0] == "sync":
        print("ok", flush=True)
