# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Random legal specs become Swift that compiles, and an exposition that Prometheus' Python client reads back.

usage: random_specs.py METRICSGEN DIRECTORY-OF-BUILT-PROGRAMS SEED COUNT
       random_specs.py --print SEED COUNT    (only prints the files of the specs, as JSON)

Names are words that Swift reserves or that differ in their underscores; label values and helps are strings that Swift,
Markdown, JSON or the exposition could take for their own. A spec that the compiler refuses for a collision of names isn't
legal and is drawn again. Each spec has three files, start-up parameters of every type, bucket sets of every form, metrics
and groups on conditions of every form, deprecations before, at and after the product's version, and tombstones. All products are compiled
into one program, which starts each with parameters and as a release of its own, records a known amount into every series
and prints their expositions: what is there, what is not, and every number is worked out here once more.
"""

import functools
import glob
import itertools
import json
import operator
import os
import random
import re
import subprocess
import sys
import tempfile

import jsonschema
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.utils import floatToGoString

WORDS = (
    "default class func self Self in init switch case where Type Protocol get set async await throws is as any some"
    " import operator var let return nil true false super text rawValue allCases declaration registry visibility"
    " parameters x y z items total counter gauge count hash description buckets series labels String Int Double Bool"
    " Sendable Optional Array MetricsRuntime Swift _x x_ x__y x_y X camelCase snake_case a1 _1 e"
).split()
TEXTS = [
    "1.5", "default", "+Inf", "-1", "", "🙂", "é", "a b", 'say "hi"', "back\\slash", "two\nlines", '"""', "\\(x)", "*/ /*",
    "|", "<script>alert(1)</script>", "$__interval", "`code`", "#", "// no", "{a=\"b\"}", "le", "NaN", "\\n", "0x10", "yes",
    "ünïcödé", "100 %", "tab\there", "'", "~", "@available", "#if", "a:b", "-", "_", "__", "self", "nil", "\\",
    "-Inf", "ab\u202edc", "\u200b", "👩\u200d💻",
]

UNITS = "seconds milliseconds bytes ratio percent celsius tokens requests items unix_seconds bool none".split()
KINDS = ["counter", "gauge", "histogram", "summary", "info", "stateset"]
MINOR = 4  # of the products' version, 1.4.2

class SpecMaker:
    def __init__(self, seed, number):
        self.random = random.Random(f"{seed}/{number}")
        self.name = f"p{number}"
        self.type = f"Product{number}Metrics"
        self.prefix = self.random.choice(["", "p_", "p:"]) + f"n{number}_"

    def word(self):
        count = self.random.choice([1, 1, 2])
        return "_".join(self.random.choice(WORDS) for _ in range(count)).lstrip("_") or "x"

    def names(self, count):
        names = []
        while len(names) < count:
            name = self.word()
            if name not in names and not name[0].isdigit():
                names.append(name)
        return names

    def text(self):
        return " ".join(self.random.choice(TEXTS) for _ in range(self.random.randint(1, 3)))

    def maybe(self, chance):
        return self.random.random() < chance

    def swift_name(self):
        """Legal wherever Swift needs a name: some are words of its own, the others are surely free."""
        names = [word for word in WORDS if word[0].islower()]
        return self.random.choice(names) if self.maybe(0.3) else f"given{self.random.randint(0, 10**6)}"

    def with_swift_name(self, declaration, chance=0.15):
        return declaration | ({"swift_name": self.swift_name()} if self.maybe(chance) else {})

    def values(self, count):
        """A closed set: how it is written, and what it holds."""
        values = self.random.sample(TEXTS, count)
        if self.maybe(0.3):
            return values
        return {v: self.random.choice([self.text(), self.with_swift_name({"help": self.text()}, 0.5)]) for v in values}

    def label_deprecation(self, others):
        """Of a label, one of its values, or a state. It changes nothing in what a scrape shows."""
        replacement = self.random.choice(["none", *others])
        return {"since": f"1.{self.random.randint(1, MINOR + 1)}", "reason": self.text() + ".", "replaced_by": replacement}

    def with_deprecated_value(self, values):
        """Only a mapping can say that one of its values is deprecated, and `none` as a replacement is none."""
        if isinstance(values, dict) and self.maybe(0.3):
            value = self.random.choice(list(values))
            others = [other for other in values if other not in (value, "", "none")]
            described = values[value] if isinstance(values[value], dict) else {"help": values[value]}
            values[value] = described | {"deprecated": self.label_deprecation(others)}
        return values

    def make_variants(self):
        """Two groups that exclude each other, and have a metric of one name. It is never set, so a scrape has no sample."""
        flag, number = self.random.choice(self.typed["boolean"]), self.random.choice(self.typed["integer"])
        conditions = self.random.choice([("$" + flag, "not $" + flag), (f"${number} >= 5", f"${number} < 5")])
        labels = [name for name in self.labels if name not in self.common]
        return {
            f"variant{index}": {
                "if": condition,
                "metrics": {
                    "one_of_two": {"type": "gauge", "help": self.text(), "labels": self.random.sample(labels, index)}},
            }
            for index, condition in enumerate(conditions)
        }

    def make_labels(self):
        names = [name for name in self.names(6) if name not in ("le", "pid", "quantile")]
        self.labels = {}
        # The last is bound to the instance, the two before it take any text, the rest have values.
        for name in names[-3:-1]:
            self.labels[name] = self.with_swift_name({"help": self.text(), "max_values": 5})
            if self.maybe(0.3):
                self.labels[name]["required"] = False
        for name in names[:-3]:
            values = self.with_deprecated_value(self.values(self.random.randint(1, 4)))
            self.labels[name] = self.with_swift_name({"help": self.text(), "values": values})
        self.bound = names[-1]
        self.labels[self.bound] = self.with_swift_name({"help": self.text(), "bind": "instance"})
        sets = [name for name in self.names(2) if name not in self.labels]
        # Where every metric has the bound label, none lists it.
        self.common = [self.bound] if self.maybe(0.25) else []
        self.label_sets = {
            name: self.random.sample([n for n in names if n not in self.common], 2) for name in sets}
        # What a scrape calls some of them.
        for number, name in enumerate(names):
            if self.maybe(0.15):
                self.labels[name]["name"] = f"label{number}"
            if self.maybe(0.15):
                self.labels[name]["deprecated"] = self.label_deprecation(other for other in names if other != name)
        return names

    def exposed(self, label):
        """What a scrape calls a label."""
        return self.labels.get(label, {}).get("name", label)

    def full_name(self, key):
        return self.prefixes.get(key, self.prefix) + key

    def make_parameters(self):
        """Two of each type, and what the program gives for each; nothing where the default counts."""
        self.parameters, self.given = {}, {}
        pick, self.typed = self.random, {"integer": [], "boolean": [], "list of integers": [], "string": [], "list of strings": []}
        for name, kind in zip(self.names(10), [kind for kind in self.typed for _ in range(2)]):
            declaration, value = {"type": kind}, None
            if self.maybe(0.5):
                declaration["help"] = self.text()
            if kind == "boolean":
                value = self.maybe(0.7)
            elif kind == "integer":
                value = pick.randint(1, 10 ** pick.randint(1, 5))
            elif kind == "string":
                declaration["values"] = self.values(pick.randint(1, 4))
                value = pick.choice(list(declaration["values"]))
            elif kind == "list of strings":
                value = [f"field_{place}" for place in pick.sample(range(20), pick.randint(0, 4))]
            else:
                value = pick.sample(range(1, 10**4), pick.randint(1, 5))
            if kind in ("integer", "list of integers") and self.maybe(0.5):
                least, greatest = (value, value) if kind == "integer" else (min(value), max(value))
                declaration |= {"minimum": least - pick.randint(0, 3), "maximum": greatest + pick.randint(0, 3)}
            if not kind.startswith("list") and self.maybe(0.5):
                declaration["default"] = value
                if self.maybe(0.3) and kind != "string":
                    value = not value if kind == "boolean" else declaration.get("minimum", value + 1)
            self.parameters[name], self.given[name] = declaration, value
            self.typed[kind].append(name)
        # Where the prefix is a parameter, the program gives none: the names are the same.
        self.written_prefix = self.prefix
        if self.maybe(0.2):
            self.written_prefix, default = pick.choice(
                [("$prefix_of_all", self.prefix), ('$prefix_of_all + "_"', self.prefix[:-1])])
            self.parameters["prefix_of_all"] = {"type": "string", "default": default}
            self.given["prefix_of_all"] = default

    def condition(self, depth=0):
        """A condition in one of the forms, and whether it is true in the program."""
        pick = self.random
        form = pick.choice(["flag", "flag", "not", "number", "string", "all", "any"])
        if form in ("all", "any") and depth < 2:
            parts = [self.condition(depth + 1) for _ in range(pick.randint(1, 3))]
            return {form: [part for part, _ in parts]}, (all if form == "all" else any)(truth for _, truth in parts)
        if form == "number":
            name = pick.choice(self.typed["integer"])
            number = self.given[name] + pick.randint(-1, 1)
            sign, compare = pick.choice([
                ("<", operator.lt), ("<=", operator.le), (">", operator.gt), (">=", operator.ge), ("==", operator.eq),
                ("!=", operator.ne)])
            return f"${name} {sign} {number}", compare(self.given[name], number)
        if form == "string":
            name = pick.choice(self.typed["string"])
            # A constant has no way to write a quotation mark.
            known = [value for value in self.parameters[name]["values"] if '"' not in value]
            if known:
                value = pick.choice(known)
                sign, compare = pick.choice([("==", operator.eq), ("!=", operator.ne)])
                return f'${name} {sign} "{value}"', compare(self.given[name], value)
        name = pick.choice(self.typed["boolean"])
        return ("not $" + name, not self.given[name]) if form == "not" else ("$" + name, self.given[name])

    def bounds(self, depth=0):
        """Buckets in one of the forms, and the bounds that they have in the program."""
        pick = self.random
        form = pick.choice(["list", "bounds", "linear", "exponential", "series", "series of a parameter", "sorted", "if"])
        if form == "if" and depth < 2:
            condition, truth = self.condition()
            then, otherwise = self.bounds(depth + 1), self.bounds(depth + 1)
            return {"if": condition, "then": then[0], "else": otherwise[0]}, (then if truth else otherwise)[1]
        if form == "sorted":
            name = pick.choice(self.typed["list of integers"])
            return {"sorted": "$" + name}, sorted(self.given[name])
        if form in ("linear", "exponential"):
            start, count = pick.choice([1, 2, 5]), pick.randint(1, 6)
            key, step = ("width", pick.choice([1, 0.5, 10])) if form == "linear" else ("factor", pick.choice([2, 10]))
            made = [start + step * i if form == "linear" else start * step**i for i in range(count)]
            return {form: {"start": start, key: step, "count": count}}, made
        if form.startswith("series"):
            mantissas = sorted(pick.sample([1, 2, 2.5, 5, 8], pick.randint(1, 3)))
            name = pick.choice(self.typed["integer"])
            written = limit = pick.choice([8, 30, 1000])
            key = "max"
            if form != "series":
                offset = pick.choice([0, 0, 1, -1])
                written, limit = "$" + name + (f" {offset:+d}".replace("+", "+ ").replace("-", "- ") if offset else ""), self.given[name] + offset
                if self.maybe(0.3):
                    key, limit = "less_than", limit - 0.25
            made = []
            for exponent in range(20):
                made += [m * 10**exponent for m in mantissas]
            if limit < mantissas[0]:
                # A histogram without bounds doesn't start.
                key, written, limit = "max", 8, 8
            return {"series": mantissas, key: written}, list(itertools.takewhile(lambda bound: bound <= limit, made))
        made = sorted(pick.sample([0.1, 0.25, 1, 2.5, 10, 1e6], 3))
        return made if form == "list" else {"bounds": made}, made

    def make_buckets(self):
        self.buckets, self.set_bounds, self.overrides, self.given_bounds = {}, {}, [], {}
        for name in self.names(3):
            written, made = self.bounds()
            if self.maybe(0.4):
                written = {"bounds": written} if isinstance(written, list) else dict(written)
                written["overridable"] = True
                # Those that are in use can be given, in the order of their use.
                self.overrides.append(name)
                if self.maybe(0.6):
                    self.given_bounds[name] = made = sorted(self.random.sample(range(1, 100), 3))
            self.buckets[name], self.set_bounds[name] = written, made

    def deprecation(self, key):
        """A deprecation that isn't overdue, and when the metric is hidden and removed: minors of version 1."""
        pick = self.random
        hide = self.lifecycle.get("hide_after", 1)
        remove = self.lifecycle.get("remove_after", 2)
        written = {"since": "", "reason": self.text() + "."}
        if self.maybe(0.4):
            hide = pick.randint(1, 2)
            remove = pick.randint(hide, 4)
            written |= {"hide_after": hide, "remove_after": remove}
        since = pick.randint(max(0, MINOR - remove + 1), MINOR + 1)
        written["since"] = self.release(since)
        others = [other for other in self.keys if other != key]
        written["replaced_by"] = pick.choice(
            ["none", {"name": "elsewhere", "external": True}] + [pick.choice(others), [self.full_name(pick.choice(others))]])
        return written, (since, since + hide, since + remove)

    def make_metric(self, key, condition, ends):
        """
        :param ends: when a metric is deprecated, hidden and removed with its group; None where the group isn't deprecated
        """
        pick, label_names = self.random, [name for name in self.labels if name not in self.common]
        kind = pick.choice(KINDS)
        if self.maybe(0.05):
            # Given as a whole, or declared and not recorded.
            written = pick.choice([
                {"type": "gauge", "value": "callback"}, {"type": "counter", "value": "absolute"}, {"type": "unknown"},
                {"type": "summary", "quantiles": [0.5, 0.99]}, {"type": "gaugehistogram", "buckets": [1, 2]},
            ])
            if written["type"] not in ("summary", "gaugehistogram") and label_names and self.maybe(0.5):
                written["labels"] = pick.choice(label_names)
            return written | {"help": self.text()}
        if self.maybe(0.1):
            self.tombstones.add(self.full_name(key))
            written = {"type": kind, "removed": {"in": self.release(pick.randint(1, MINOR)), "reason": self.text() + "."}}
            if kind == "stateset" and self.maybe(0.5):
                written["states"] = self.values(3)
            return self.with_swift_name(written)
        closed, fixed = [n for n in label_names if "values" in self.labels[n]], [n for n in [self.bound] if n not in self.common]
        # With an open label all are looked up; without one the closed ones are a table.
        pool = label_names if self.maybe(0.4) else closed + fixed
        used = pick.sample(pool, pick.randint(0, min(2, len(pool))))
        labels = used if len(used) != 1 or self.maybe(0.5) else used[0]
        if self.label_sets and self.maybe(0.2):
            name = pick.choice(list(self.label_sets))
            rest = [label for label in used if label not in self.label_sets[name]][:1]
            labels, used = [name] + rest, self.label_sets[name] + rest
        own = {}
        if isinstance(labels, list) and labels == used and self.maybe(0.4):
            # The metric says itself what its closed labels are.
            labels = {name: {} for name in used}
            for name in used:
                if "values" in self.labels[name] and self.maybe(0.7):
                    own[name] = self.with_deprecated_value(self.values(pick.randint(1, 3)))
                    labels[name] = {"help": self.text(), "values": own[name]}
        written = {"type": kind, "help": self.text(), "labels": labels}
        if self.maybe(0.2):
            written["aliases"] = f"{self.name}_alias_{key}"
            written["renamed_from"] = f"former_{key}"
        metric = {"type": kind, "help": written["help"], "labels": self.common + used, "conditions": list(condition), "ends": ends,
                  "own": own}
        if kind == "histogram":
            if self.maybe(0.6):
                written["buckets"] = pick.choice(list(self.buckets))
                metric["bounds"] = self.set_bounds[written["buckets"]]
                self.used_sets.append(written["buckets"])
            else:
                written["buckets"], metric["bounds"] = self.bounds()
        if kind == "info":
            if self.maybe(0.3):
                name = pick.choice(self.typed["list of strings"])
                written["fields"], metric["fields"], metric["given"] = "from $" + name, self.given[name], True
            else:
                rest = [name for name in label_names if name not in used and name != self.bound]
                written["fields"] = metric["fields"] = pick.sample(rest, pick.randint(1, min(3, len(rest))))
        elif kind == "stateset":
            written["states"] = metric["states"] = self.with_deprecated_value(self.values(pick.randint(1, 5)))
        if kind in ("info", "stateset"):
            if self.maybe(0.3):
                written["multiprocess"] = pick.choice(["mostrecent", "livemostrecent"] + ["max"] * (kind == "stateset"))
        else:
            if self.maybe(0.3):
                written["value"] = metric["value"] = "integer"
            if kind == "gauge" and self.maybe(0.3):
                written["initial"] = metric["initial"] = pick.choice([0, -3] if "value" in metric else [0, 0.25, 1e6])
            if kind == "gauge" and self.maybe(0.2):
                written["monotonic"] = self.maybe(0.8)
            if self.maybe(0.3):
                written["unit"] = pick.choice(UNITS + list(self.units))
        if self.maybe(0.2):
            written["if"], truth = self.condition()
            metric["conditions"].append(truth)
        if self.maybe(0.3):
            written["deprecated"], metric["ends"] = self.deprecation(key)
        if self.maybe(0.2):
            changes = [{"in": self.release(pick.randint(1, MINOR)), "kind": "meaning", "note": self.text() + "."}]
            if "unit" in written:
                # Two changes that lead to the present unit.
                changes[0] |= {"kind": "unit", "from": "none", "to": "watts"}
                changes.append({"in": changes[0]["in"], "kind": "unit", "from": "watts", "to": written["unit"]})
            written["changes"] = changes
        written = self.with_swift_name(written, 0.2)
        metric["swift_name"] = written.get("swift_name")
        self.metrics[self.full_name(key)] = metric
        return written

    def add_former_name(self, metrics, index):
        """Publishes one of the metrics of a group under another name too."""
        # A declared metric that isn't recorded, a tombstone and a deprecated metric have no former name.
        keys = [key for key in metrics
                if self.full_name(key) in self.metrics and not self.metrics[self.full_name(key)]["ends"]]
        if not keys:
            return
        key, former = self.random.choice(keys), f"formerly{index}"
        written, name = metrics[key], self.full_name(key)
        deprecated, ends = self.deprecation(key)
        same = {k: v for k, v in written.items() if k not in ("aliases", "changes", "swift_name", "help")}
        metrics[former] = same | {
            "help": self.text(), "prefix": self.prefix, "deprecated": deprecated | {"replaced_by": key, "publish": "both"}}
        self.metrics[self.prefix + former] = self.metrics[name] | {
            "help": metrics[former]["help"], "ends": ends, "swift_name": None, "present": name}

    @property
    def formers(self):
        """The former names of metrics, by their names."""
        return {metric["present"]: name for name, metric in self.metrics.items() if "present" in metric}

    def release(self, number):
        """The minor versions of 1, or the patch releases of one of them."""
        return f"1.2.{number}" if self.counts_patches else f"1.{number}"

    def version(self, number):
        return self.release(number) + ("" if self.counts_patches else ".2")

    def policies(self):
        pick = self.random
        demands = [
            {"require": pick.sample(["unit", "owner", "since", "how_to_read", "next_steps", "max_series", "value"], 2)},
            {"forbid_labels": [self.exposed(label) for label in pick.sample(list(self.labels), 2)]},
            {"name": {"pattern": self.prefix + "[a-zA-Z0-9_]+", "except": pick.choice(["up", ["g:.*", "m_.*"]])}},
            {"max_series_per_metric": pick.randint(1, 1000)},
            {"together": [[self.exposed(label) for label in pick.sample(list(self.labels), 2)]]},
        ]
        severities = pick.choice([{}, {"severity": "error"}, {"severity": "note"}])
        return [demand | {"reason": self.text() + "."} | severities for demand in pick.sample(demands, 3)]

    def make(self):
        """The files of the spec, by name."""
        pick = self.random
        self.make_labels()
        self.make_parameters()
        self.make_buckets()
        self.units = {
            name: pick.choice([{}, {"grafana": "suffix:x", "suffix": "x"}, {"base": "seconds", "factor": 0.5}])
            for name in self.names(2) if name not in UNITS
        }
        self.lifecycle = pick.choice([{}, {"hide_after": 1, "remove_after": 3}, {"hide_after": 2}])
        self.counts_patches = self.maybe(0.25)
        if self.counts_patches:
            self.lifecycle = self.lifecycle | {"granularity": "patch"}
        self.metrics, self.tombstones, self.used_sets, self.group_names, groups = {}, set(), [], {}, []
        self.keys, names = self.names(9), self.names(3)
        self.prefixes, group_prefixes, metric_prefixes = {}, {}, {}
        for index, name in enumerate(names):
            for key in self.keys[3 * index : 3 * index + 3]:
                if self.maybe(0.1):
                    self.prefixes[key] = metric_prefixes[key] = f"m_{self.name}_"
                elif name in group_prefixes or key == self.keys[3 * index] and self.maybe(0.3):
                    # One prefix for all metrics of a group.
                    if "prefix_of_all" in self.parameters and index % 2:
                        group_prefixes[name] = '$prefix_of_all + "_g_"'
                        self.prefixes[key] = self.given["prefix_of_all"] + "_g_"
                    else:
                        self.prefixes[key] = group_prefixes[name] = f"g:{self.name}_"
        for index, name in enumerate(names):
            condition = self.condition() if self.maybe(0.25) else None
            truths = [condition[1]] if condition else []
            deprecated, ends = self.deprecation(None) if self.maybe(0.2) else (None, None)
            metrics = {key: self.make_metric(key, truths, ends) for key in self.keys[3 * index : 3 * index + 3]}
            for key in metrics:
                if key in metric_prefixes:
                    metrics[key]["prefix"] = metric_prefixes[key]
            if self.maybe(0.4):
                self.add_former_name(metrics, index)
            group = self.with_swift_name({"title": self.text() or "t", "metrics": metrics})
            if deprecated:
                group["deprecated"] = deprecated | {"replaced_by": "none"}
            if self.maybe(0.3):
                group["stability"] = pick.choice(["alpha", "beta", "stable"])
            if name in group_prefixes:
                group["prefix"] = group_prefixes[name]
            groups.append({name: group | ({"if": condition[0]} if condition else {})})
        if self.maybe(0.4):
            groups[2] |= self.make_variants()
        self.choose_visibility()
        root = {
            "metricsgen": 1,
            "product": {"name": self.name, "version": self.version(MINOR), "prefix": self.written_prefix,
                        "aliases": ["seen_" + self.name]} | ({"labels": self.common} if self.common else {}),
            "include": ["parts/declared.yaml", "metrics of all.yaml"],
            "outputs": {
                "swift": {"directory": "Swift", "type": self.type}, "docs": {"file": "page.md"},
                "grafana": {"directory": "grafana"}, "catalogue": {"file": "catalogue.json"},
            },
            "parameters": self.parameters,
            "groups": groups[0],
        } | ({"lifecycle": self.lifecycle} if self.lifecycle else {})
        if self.maybe(0.5):
            # No output may depend on them, and a build doesn't look at them.
            root["policies"] = self.policies()
        declared = {"labels": self.labels, "label_sets": self.label_sets, "buckets": self.buckets, "units": self.units, "groups": groups[1]}
        return {"metrics.yaml": root, "parts/declared.yaml": declared, "metrics of all.yaml": {"groups": groups[2]}}

    # What the program sees

    def is_there(self, name):
        return all(self.metrics[name]["conditions"])

    def state(self, name):
        """At the version that the process acts as."""
        ends = self.metrics[name]["ends"]
        if not ends or self.acting < ends[0]:
            return "active"
        return "removed" if self.acting >= ends[2] else "hidden" if self.acting >= ends[1] else "deprecated"

    def choose_visibility(self):
        self.acting = self.random.choice([MINOR, MINOR, MINOR + 1, MINOR + 2])
        there = [name for name in self.metrics if self.is_there(name)]
        # What shows nothing would stop the start.
        lines = sorted({self.metrics[name]["ends"][0] for name in there if self.state(name) == "hidden"})
        self.shown = self.random.choice(lines) if lines and self.maybe(0.5) else None
        self.disabled = self.random.choice(there) if there and self.maybe(0.2) else None

    def visibility(self):
        settings = [f'productVersion: "{self.version(self.acting)}"'] if self.acting != MINOR else []
        settings += [f'showHiddenFor: "{self.release(self.shown)}"'] if self.shown is not None else []
        settings += [f"disabling: [{swift_literal(self.disabled)}]"] if self.disabled else []
        return f", visibility: try .init({', '.join(settings)})" if settings else ""

    def is_served(self, name):
        state = self.state(name)
        if not self.is_there(name) or name == self.disabled or state == "removed":
            return False
        if "present" in self.metrics[name] and not self.is_served(self.metrics[name]["present"]):
            return False
        return state != "hidden" or self.metrics[name]["ends"][0] == self.shown


def files(maker, **root):
    """:param root: keys of the root spec that are written instead of its own"""
    made = maker.make()
    made["metrics.yaml"] |= root
    # JSON is YAML, but parameters and conditions have no quotes, unless a string in them needs some.
    return {
        name: re.sub(
            r'"((?:not |from )?\$\w+|\$\w+ (?:[-+]|[<>=!]=?) -?\d+)"', r"\1",
            re.sub(r'"(\$\w+ \+ )\\"(\w+)\\""', r'\1"\2"', json.dumps(content, ensure_ascii=False)))
        for name, content in made.items()
    }


@functools.cache
def catalogue_schema():
    with open(os.path.join(os.path.dirname(__file__), *[".."] * 3, "docs", "catalogue.schema.json"), encoding="utf-8") as file:
        return json.load(file)


def compiles(metricsgen, maker, directory, collisions, **root):
    """False where the spec isn't legal: two of its names are one to a language or to Prometheus, by these codes."""
    os.makedirs(os.path.join(directory, "parts"))
    open(os.path.join(directory, "Package.swift"), "w").close()
    for name, text in files(maker, **root).items():
        with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
            file.write(text)
    run = subprocess.run(
        [metricsgen, "build", "metrics.yaml", "--format", "json"], cwd=directory, capture_output=True, text=True
    )
    if run.returncode == 0:
        return True
    codes = {d["code"] for d in json.loads(run.stdout)["diagnostics"] if d["severity"] == "error"}
    if codes <= collisions:
        return False
    sys.exit(f"{directory}: {run.stdout}")


def build(metricsgen, maker, directory):
    """The generated Swift; None where the spec isn't legal."""
    if not compiles(metricsgen, maker, directory, {"MG3102", "MG1205", "MG1204"}):
        return None
    with open(os.path.join(directory, "catalogue.json"), encoding="utf-8") as file:
        jsonschema.Draft202012Validator(catalogue_schema()).validate(json.load(file))
    return os.path.join(directory, "Swift", maker.type + ".swift")


def starting_values(maker):
    """What each parameter and each set of buckets is given, and its default, in the order of the spec."""
    # A set of buckets can have the name of a parameter.
    sets = [name for name in dict.fromkeys(maker.used_sets) if name in maker.overrides]
    values = [(maker.given[name], declaration.get("default")) for name, declaration in maker.parameters.items()]
    return values + [(maker.given_bounds.get(name), None) for name in sets]


def plain(text):
    """Generated Swift without what says which module a name is of, and where a declaration may be used."""
    return re.sub(r"\bSwift\.(?=[A-Z])|@frozen |nonisolated ", "", text)


def arguments(maker, path):
    """What the generated initializer is called with, behind the registry."""
    with open(path, encoding="utf-8") as file:
        text = plain(file.read())
    lines = text.split("init(\n", 1)[1].split(") throws", 1)[0].split("\n")
    # There is none where no metric has the label.
    bound = [line.strip().split(":")[0].strip("`") for line in lines[:-1] if line.strip().endswith(": String,")]
    names = [argument.split(":")[0].strip("`") for argument in parameters_of(text)]
    values = starting_values(maker)
    if len(names) != len(values):
        sys.exit(f"{path}: {names} for {values}")
    given = [f"{name}: {swift_value(value)}" for name, (value, default) in zip(names, values) if value != default]
    made = "".join(f", {name}: {swift_literal(maker.value)}" for name in bound)
    return made + f", parameters: .init({', '.join(given)})" + maker.visibility()


def parameters_of(text):
    """The arguments of the initializer of the parameters, in the order of the spec."""
    signature = text.split("struct Parameters: Sendable {", 1)[1].split("\n        init(", 1)[1].split(") {\n", 1)[0]
    return signature.split(", ")


def swift_value(value):
    if isinstance(value, str):
        return f".init(rawValue: {swift_literal(value)})!"
    if isinstance(value, list) and value and isinstance(value[0], str):
        return f"[{', '.join(map(swift_literal, value))}]"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def swift_literal(text):
    return '"' + "".join(f"\\u{{{ord(c):x}}}" for c in text) + '"'


class Generated:
    """Where the generated Swift of a product has what the spec names: found in its text, which names it in comments."""

    def __init__(self, maker, path):
        self.maker = maker
        with open(path, encoding="utf-8") as file:
            text = plain(file.read())
        self.labels = self.closed_labels(text, 4)
        groups = {kind: name for name, kind in re.findall(r"^    var (\S+): (\w+) \{ \2\(_series\) \}$", text, re.M)}
        self.metrics = {}
        for part in text.split("\nextension ")[1:]:
            group = re.search(r"^    struct (\w+): Sendable", part, re.M)
            if not group:
                continue
            structs = {
                name: body for name, body in re.findall(r"^        struct (\w+): Sendable \{\n((?:            .*\n|\n)*)", part, re.M)}
            found = re.findall(r"^        /// `(\S+)`: an? (?:\w+).*\n(?:        (?:///|@).*\n)*        var (\S+): (\S+) \{", part, re.M)
            for name, accessor, kind in found:
                self.metrics[name] = (f"m.{groups[group[1]]}.{accessor}", kind, group[1], structs)

    def closed_labels(self, text, indentation):
        """The labels by the types of their values."""
        pattern = rf"^ {{{indentation}}}enum (\w+): UInt(?:8|16), .*\n(?:.*\n)*?.*ClosedLabel\(\"(\w+)\""
        keys = {self.maker.exposed(label): label for label in self.maker.labels}
        return {kind: keys[label] for kind, label in re.findall(pattern, text, re.M)}

    def values(self, metric, label):
        return metric["own"].get(label) or self.maker.labels[label].get("values")

    def statements(self, name):
        """Swift that records into every series of a metric, and the label values of each in the order of recording."""
        metric = self.maker.metrics[name]
        path, kind, group, structs = self.metrics[name]
        loops, choices, handle = [], [{}], kind
        subscript = re.search(r"subscript\((.*)\) -> (\S+) \{", structs.get(kind, ""))
        call = re.search(r"func with\((.*)\) -> (\S+) \{", structs.get(kind, ""))
        if subscript:
            handle, arguments = subscript[2], []
            for index, argument in enumerate(subscript[1].split(", ")):
                values = argument.split(": ")[1]
                own = self.closed_labels(structs[kind], 12)
                label = own.get(values) or self.labels[values]
                scope = f"{group}.{kind}." if values in own else ""
                full = f"{self.maker.type}.{scope}{values}"
                loops.append(f"for a{index} in {full}.allCases {{ precondition({full}(text: a{index}.text) == a{index}); ")
                arguments.append(f"a{index}")
                choices = [c | {label: v} for c in choices for v in self.values(metric, label)]
            path += f"[{', '.join(arguments)}]"
        elif call:
            handle = call[2]
            names = [label for label in metric["labels"] if "bind" not in self.maker.labels[label]]
            texts, arguments = self.arguments(call[1], names, metric, f"{group}.{kind}.", structs[kind])
            choices, path = [texts], f"{path}.with({arguments})"
        fields = {}
        if "given" in metric:
            fields = {name: self.maker.random.choice(TEXTS) for name in metric["fields"]}
            given = [f"{swift_literal(name)}: {swift_literal(text)}" for name, text in fields.items()]
            action = f"h.set([{', '.join(given) or ':'}])"
        elif metric["type"] == "info":
            call = re.search(r"func set\((.*)\) \{", structs[handle])
            fields, arguments = self.arguments(call[1], metric["fields"], metric, f"{group}.{handle}.", structs[handle])
            action = f"h.set({arguments})"
        elif metric["type"] == "stateset":
            states = f"{self.maker.type}.{group}.{handle.split('<')[1].rstrip('>')}.allCases"
            action = f"h.set({states}[n % {states}.count])"
        else:
            action = {
                "counter": "h.increment(by: n + 1)", "histogram": "h.observe(n * 7 + 3)", "summary": "h.observe(n * 7 + 3)",
                "gauge": "h.increment()" if "initial" in metric else "h.set(n - 3)" if metric.get("value") else "h.set(Double(n) - 3.5)",
            }[metric["type"]]
        swift = "do { var n = 0; " + "".join(loops) + f"let h = {path}; {action}; n += 1 " + "}" * len(loops) + "; _ = n }"
        return swift, [choice | fields for choice in choices]

    def arguments(self, signature, labels, metric, scope, struct):
        """Strings for the arguments of a call, in the order of the labels, and how they are written.

        The enum of a label that the metric describes itself is in the struct of the metric."""
        texts, written = {}, []
        for label, argument in zip(labels, re.findall(r"(\S+): (\w+)(?: = \"\")?", signature)):
            values = self.values(metric, label)
            own = scope if f"enum {argument[1]}:" in struct else ""
            texts[label] = list(values)[-1] if values else self.maker.random.choice(TEXTS)
            value = f"{self.maker.type}.{own}{argument[1]}.allCases[{len(values) - 1}]" if values else swift_literal(texts[label])
            written.append(f"{argument[0].strip(chr(96))}: {value}")
        return texts, ", ".join(written)


def expected_samples(maker, name, choices):
    """What the page has to say of a metric: value by sample name and labels."""
    metric, samples = maker.metrics[name], {}
    bound = {label: maker.value for label in metric["labels"] if "bind" in maker.labels[label]}

    def add(suffix, labels, value):
        shown = {maker.exposed(label): value for label, value in (bound | labels).items()}
        samples[name + suffix, tuple(sorted(shown.items()))] = float(value)

    for n, labels in enumerate(choices):
        if metric["type"] == "counter":
            # The client's parser gives every counter the ending.
            add("" if name.endswith("_total") else "_total", labels, n + 1)
        elif metric["type"] == "gauge":
            add("", labels, metric["initial"] + 1 if "initial" in metric else n - 3 if metric.get("value") else n - 3.5)
        elif metric["type"] == "info":
            add("", labels, 1)
        elif metric["type"] == "stateset":
            states = list(metric["states"])
            for place, state in enumerate(states):
                add("", labels | {name.replace(":", "_"): state}, place == n % len(states))
        else:
            add("_count", labels, 1)
            add("_sum", labels, n * 7 + 3)
            for bound_value in metric.get("bounds", []) + ([float("inf")] if "bounds" in metric else []):
                add("_bucket", labels | {"le": floatToGoString(bound_value)}, n * 7 + 3 <= bound_value)
    return samples


def only_errors(text):
    """What the compiler refuses, without what it warns of."""
    lines = text.split("\n")
    return "\n".join("\n".join(lines[i : i + 5]) for i, line in enumerate(lines) if ": error: " in line)[:4000]


def main(metricsgen, programs, seed, count):
    faults = []
    with tempfile.TemporaryDirectory() as root:
        makers, number = [], 0
        while len(makers) < count:
            number += 1
            maker = SpecMaker(seed, number)
            maker.directory = os.path.join(root, str(number))
            path = build(metricsgen, maker, maker.directory)
            if path:
                maker.value = maker.text()
                makers.append((maker, path))
        calls, functions, expected = [], [], {}
        for maker, path in makers:
            calls.append(f"    record(try {maker.type}(in: registry{arguments(maker, path)}))")
            generated, lines = Generated(maker, path), []
            for name, metric in maker.metrics.items():
                # The names `self` and `init` can't be had.
                accessor = generated.metrics[name][0].split(".")[-1].strip("`")
                if metric["swift_name"] and accessor not in (metric["swift_name"], metric["swift_name"] + "Metric"):
                    faults.append(f"{name}: is called {accessor} and not {metric['swift_name']}")
                # What has two names is recorded by its former one.
                if name in maker.formers:
                    continue
                swift, choices = generated.statements(name)
                lines.append("    " + swift)
                for shown in [name] + ([metric["present"]] if "present" in metric else []):
                    expected[shown] = expected_samples(maker, shown, choices) if maker.is_served(shown) else {}
            functions.append(f"func record(_ m: {maker.type}) {{\n" + "\n".join(lines) + "\n}\n")
        with open(os.path.join(root, "main.swift"), "w", encoding="utf-8") as file:
            file.write("import MetricsRuntime\nlet registry = MetricsRegistry()\n" + "".join(functions))
            file.write("do {\n" + "\n".join(calls))
            file.write('\n} catch { print("\\(error)") }\nprint(registry.exposition(), terminator: "")\n')
        objects = glob.glob(f"{programs}/MetricsRuntime.build/**/*.o", recursive=True)
        objects += glob.glob(f"{programs}/MetricsVocabulary.build/**/*.o", recursive=True)
        objects += glob.glob(f"{programs}/CLibrary.build/**/*.o", recursive=True)
        objects += glob.glob(f"{programs}/CAtomic*.build/**/*.o", recursive=True)
        program = os.path.join(root, "program")
        compiled = subprocess.run(
            ["swiftc", "-swift-version", "6", "-module-name", "RandomSpecs", "-warnings-as-errors"]
            # What the spec deprecates is recorded all the same.
            + ["-Wwarning", "DeprecatedDeclaration", "-I"]
            + [os.path.join(programs, "Modules"), os.path.join(root, "main.swift")]
            + [path for _, path in makers] + objects + ["-o", program],
            capture_output=True, text=True,
        )
        if compiled.returncode != 0:
            print(f"seed {seed}: {only_errors(compiled.stderr)}")
            return 1
        page = subprocess.run([program], capture_output=True, check=True).stdout.decode()
        families = {family.name: family for family in text_string_to_metric_families(page)}
        printed = {line.split(" ")[2] for line in page.split("\n") if line.startswith("# HELP ")}
        for maker, _ in makers:
            gone = maker.tombstones | {name for name in maker.metrics if not maker.is_served(name)}
            faults += [f"{name}: isn't there, and is served" for name in sorted(gone & printed)]
            for name, metric in maker.metrics.items():
                if name in gone:
                    continue
                counter = metric["type"] == "counter"
                family = families.get(name.removesuffix("_total") if counter else name) or families.get(name)
                if family is None:
                    faults.append(f"{name}: the client doesn't see it")
                    continue
                # The client's parser removes spaces at both ends.
                if family.documentation != metric["help"].strip():
                    faults.append(f"{name}: help {family.documentation!r} for {metric['help']!r}")
                found = {(x.name, tuple(sorted(x.labels.items()))): x.value for x in family.samples}
                if found != expected[name]:
                    rest = {k: v for k, v in found.items() if expected[name].get(k) != v}
                    lacking = {k: v for k, v in expected[name].items() if found.get(k) != v}
                    faults.append(f"{name} ({metric['type']}): {rest!r} and not {lacking!r}")
        print("\n".join(faults + [
            f"seed {seed}: {count} specs of {number}, {len(families)} families, {sum(map(len, expected.values()))} samples;"
            f" {sum(not maker.is_served(name) for maker, _ in makers for name in maker.metrics)} metrics aren't served,"
            f" {sum(len(maker.tombstones) for maker, _ in makers)} are removed"]))
    return 1 if faults else 0


if __name__ == "__main__":
    if sys.argv[1] == "--print":
        seed, count = sys.argv[2:]
        print(json.dumps([files(SpecMaker(int(seed), number)) for number in range(int(count))]))
        sys.exit()
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
