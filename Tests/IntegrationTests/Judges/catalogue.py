#!/usr/bin/env python3
# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Reads a spec with PyYAML, follows its names in the plainest way, and compares what it says with the catalogue that
was generated from it. The other judges trust the catalogue.

    catalogue.py spec/vllm.yaml catalogue.json
"""
import json
import os
import re
import sys

import yaml


class Text(yaml.SafeLoader):
    """Only true, false and numbers are not text."""


# YAML 1.1 takes `on` and `no` for booleans; the spec language doesn't.
Text.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(path):
    """The root spec, with what its includes declare put into it, in their order."""
    with open(path, encoding="utf-8") as file:
        spec = yaml.load(file, Text)
    for name in spec.get("include", []):
        included = load(os.path.join(os.path.dirname(path), name))
        for key in ("parameters", "labels", "label_sets", "buckets", "units", "groups", "derived", "alerts", "slos"):
            spec.setdefault(key, {}).update(included.get(key, {}))
    return spec


class Query:
    """Any query that has these words."""

    def __init__(self, words):
        self.words = words

    def __eq__(self, other):
        return isinstance(other, str) and bool(self.words) and all(word in other for word in self.words)

    def __repr__(self):
        return "a query with " + " and ".join(self.words)


def as_list(value):
    return value if isinstance(value, list) else [value]


class Spec:
    def __init__(self, spec):
        self.spec, self.product = spec, spec["product"]
        self.prefix, self.prefix_parameter = self.prefix_of(self.product.get("prefix", ""))
        self.line = tuple(int(x) for x in self.product["version"].split(".")[:2])
        self.names = {
            metric.get("prefix", group.get("prefix", self.prefix)) + key
            for group in self.spec["groups"].values() for key, metric in group["metrics"].items()
        }

    def prefix_of(self, written):
        """The prefix with the default of its parameter, and what it consists of if it has one."""
        parameter, _, ending = written.partition(" + ")
        if not written.startswith("$"):
            return written, None
        ending = ending.strip('"')
        name = parameter[1:]
        return self.spec["parameters"][name]["default"] + ending, {"name": name, "ending": ending}

    def catalogue(self):
        return {
            "version": 2,
            "generatedBy": "metricsgen",
            "product": {
                "name": self.product["name"],
                "version": self.product["version"],
                "releaseLine": "%d.%d" % self.line,
                "granularity": self.spec.get("lifecycle", {}).get("granularity", "minor"),
                "prefix": self.prefix,
                "aliases": as_list(self.product.get("aliases", [])),
                "processes": self.product.get("processes"),
                "labels": [label["key"] for label in self.labels_of(self.product)],
                "maxSeries": self.product.get("max_series"),
            },
            "parameters": [
                {
                    "name": name,
                    "type": parameter["type"],
                    "help": parameter.get("help"),
                    "values": self.values(parameter.get("values", [])),
                    "environment": parameter.get("environment"),
                    "minimum": parameter.get("minimum"),
                    "maximum": parameter.get("maximum"),
                    "default": parameter.get("default"),
                }
                for name, parameter in self.spec.get("parameters", {}).items()
            ],
            "labels": [
                {key: value for key, value in self.label(name).items() if key != "own"}
                for name in self.spec.get("labels", {})
            ],
            "units": [
                {
                    "name": name,
                    "grafana": unit.get("grafana", "short"),
                    "suffix": unit.get("suffix"),
                    "baseUnit": self.base_unit(name),
                }
                for name, unit in self.spec.get("units", {}).items()
            ],
            "groups": [
                {
                    "key": key,
                    "prefix": self.prefix_of(group["prefix"])[0] if "prefix" in group else None,
                    "aliases": as_list(group.get("aliases", [])),
                    "title": group.get("title", key.replace("_", " ").capitalize()),
                    "swiftName": group.get("swift_name"),
                    "help": group.get("help"),
                    "owner": group.get("owner"),
                    "maxSeries": group.get("max_series"),
                    "metrics": [self.metric(k, m, group) for k, m in group["metrics"].items()],
                }
                for key, group in self.spec["groups"].items()
            ],
            "derived": [self.derived(name, value) for name, value in self.spec.get("derived", {}).items()],
            "alerts": [self.alert(name, alert) for name, alert in self.spec.get("alerts", {}).items()],
            "objectives": [self.objective(name, slo) for name, slo in self.spec.get("slos", {}).items()],
        }

    # What metrics say together. The queries are those of the rules, which promtool reads: here it only counts that each
    # has the names of its metrics.

    def full_name(self, written, suffix=""):
        name, brace, matchers = written.partition("{")
        return (name if name in self.names else self.prefix + name) + suffix + brace + matchers

    def derived(self, name, value):
        form = next(k for k in ("ratio", "rate", "saturation", "difference", "quantile", "mean", "expr") if k in value)
        operation = {
            "ratio": "ratio_rate5m", "rate": "rate5m", "saturation": "ratio", "difference": "difference",
            "mean": "mean5m", "expr": "value",
        }
        if form == "quantile":
            operation["quantile"] = "p%s_rate5m" % ("%g" % (100 * value["quantile"]["at"])).replace(".", "_")
        labels = ["job"] + as_list(value.get("by", []))
        if form == "expr":
            labels = [part.strip() for part in re.search(r"by \(([^)]*)\)", value["expr"]).group(1).split(",")]
        parts = value[form]
        parts = list(parts.values())[:2] if form in ("ratio", "saturation", "difference") else [parts]
        if form == "quantile":
            parts = [value["quantile"]["of"]]
        recorded = sorted(labels) if form == "expr" else labels
        return {
            "name": name,
            "help": value["help"],
            "record": "%s:%s%s:%s" % ("_".join(recorded), self.prefix.replace(":", "_"), name, operation[form]),
            "labels": sorted(labels),
            "unit": value.get("unit"),
            "group": value.get("group"),
            "query": Query(re.findall(r"vllm:\w+", value["expr"]) if form == "expr" else
                           [self.full_name(part).split("{")[0] for part in parts]),
        }

    def alert(self, name, alert):
        names = [self.full_name(alert["absent"])] if "absent" in alert else []
        for word in re.findall(r"[a-zA-Z_:]\w*(?::\w+)*", alert.get("when", "")):
            if word in self.spec.get("derived", {}):
                names.append(self.derived(word, self.spec["derived"][word])["record"])
        return {
            "name": name,
            "query": Query(names),
            "for": alert.get("for"),
            "severity": alert["severity"],
            "summary": alert["summary"],
            "description": alert.get("description"),
            "nextSteps": alert.get("next_steps", []),
        }

    def objective(self, name, slo):
        if "of" in slo:
            names = [self.full_name(slo["of"]) + "_bucket", self.full_name(slo["of"]) + "_count"]
        else:
            names = [self.full_name(slo.get("bad", slo.get("good"))), self.full_name(slo["total"])]
        return {
            "name": name,
            "help": slo.get("help"),
            "objective": slo["objective"],
            "days": int(slo["window"].removesuffix("d")),
            "minimumRate": slo.get("minimum_rate"),
            "query": Query(names + ["[5m]"]),
            "alert": slo.get("alert", "".join(word[:1].upper() + word[1:] for word in name.split("_")) + "ErrorBudgetBurn"),
            "page": slo.get("page", "critical"),
            "ticket": slo.get("ticket", "warning"),
            "nextSteps": slo.get("next_steps", []),
        }

    def label(self, name, own=None):
        """A declared label, with what a metric says about it."""
        declared = self.spec.get("labels", {}).get(name, {})
        label = declared | (own or {})
        if own and "max_values" in own:
            label.pop("values", None)
        if own and "values" in own:
            label.pop("max_values", None)
        values = self.values(label.get("values", []))
        known = {v["value"]: v for v in self.values(declared.get("values", []))}
        values = [
            {key: v[key] or known.get(v["value"], v)[key] for key in ("value", "help", "deprecation")} for v in values
        ]
        if values and not label.get("required", True) and all(v["value"] for v in values):
            values.append({"value": "", "help": None, "deprecation": None})
        source = "bound" if label.get("bind") == "instance" else "closed" if values else "open"
        return {
            "key": name,
            "name": label.get("name", name),
            "own": bool(own),
            "swiftName": label.get("swift_name"),
            "help": label["help"],
            "source": source,
            "values": values,
            "limit": self.limit(label.get("max_values")),
            "required": label.get("required", True),
            "deprecation": self.deprecation(label, self.label_name),
        }

    def label_name(self, key):
        return self.spec.get("labels", {}).get(key, {}).get("name", key)

    def deprecation(self, written, name=lambda value: value):
        """Of a label or a value."""
        deprecated = written.get("deprecated") if isinstance(written, dict) else None
        if not deprecated:
            return None
        replacement = deprecated["replaced_by"]
        return {
            "since": deprecated["since"],
            "reason": deprecated["reason"],
            "replacement": None if replacement == "none" else name(replacement),
        }

    def values(self, values):
        """A list, or a mapping from each to its description, alone or under `help`."""
        if isinstance(values, list):
            # The one notation that this reader takes for something else than a string.
            values = dict.fromkeys(str(v).lower() if isinstance(v, bool) else v for v in values)
        return [
            {"value": v, "help": h.get("help") if isinstance(h, dict) else h, "deprecation": self.deprecation(h)}
            for v, h in values.items()
        ]

    def labels_of(self, metric, key="labels"):
        written = metric.get(key, [])
        uses = written if isinstance(written, dict) else dict.fromkeys(as_list(written))
        labels = []
        for name, own in uses.items():
            labels += [self.label(n, own) for n in self.spec.get("label_sets", {}).get(name, [name])]
        return [
            label
            | {
                "values": [v["value"] for v in label["values"]],
                "help": label["help"] if label["own"] else None,
                "deprecatedValues": [
                    {"value": v["value"], "deprecation": v["deprecation"]} for v in label["values"] if v["deprecation"]
                ],
            }
            for label in labels
        ]

    def base_unit(self, unit):
        multiples = {"milliseconds": ("seconds", 0.001), "percent": ("ratio", 0.01)}
        own = self.spec.get("units", {}).get(unit, {})
        if "base" in own:
            multiples[unit] = (own["base"], own["factor"])
        base, factor = multiples.get(unit, (unit, 1))
        return {"unit": base, "factor": factor} if unit else None

    def budget(self, metric):
        if "removed" in metric:
            return 0
        count = 1
        for label in self.labels_of(metric):
            if label["source"] == "closed":
                count *= len(label["values"])
            elif label["source"] == "open":
                if label["limit"] is None:
                    return None
                limit = label["limit"]
                if isinstance(limit, dict):
                    greatest = self.spec["parameters"][limit["parameter"]].get("maximum")
                    if greatest is None:
                        return None
                    limit = greatest + limit["offset"]
                count *= limit
        if metric["type"] in ("histogram", "gaugehistogram"):
            bounds = self.bound_count(self.bounds(metric["buckets"]))
            return None if bounds is None else count * (bounds + 3)
        count *= 2 + len(metric.get("quantiles", [])) if metric["type"] == "summary" else len(metric.get("states", [])) or 1
        return count

    def bound_count(self, bounds):
        if bounds is None:
            return 0
        if bounds["kind"] == "sorted":
            return None
        if bounds["kind"] == "conditional":
            counts = [self.bound_count(bounds["then"]), self.bound_count(bounds["otherwise"])]
            return None if None in counts else max(counts)
        if bounds["values"] is not None:
            return len(bounds["values"])
        return sum(1 for exponent in range(20) for m in bounds["mantissas"] if m * 10**exponent <= 2**63 - 1)

    def panel(self, panel):
        group_by = panel.get("group_by")
        return {
            "title": panel.get("title"),
            "kind": panel.get("kind"),
            "unit": panel.get("unit"),
            "quantiles": panel.get("quantiles", []),
            "groupBy": None if group_by is None else as_list(group_by),
            "place": panel.get("place"),
        }

    def metric(self, key, metric, group):
        own = metric.get("prefix", group.get("prefix"))
        prefix, parameter = self.prefix_of(own) if own is not None else (self.prefix, self.prefix_parameter)
        others = [] if "prefix" in group else as_list(self.product.get("aliases", []))
        others = [] if "prefix" in metric else as_list(group.get("aliases", others))
        name = prefix + key
        suffixes = {
            "histogram": ["_bucket", "_sum", "_count"],
            "summary": ["_count", "_sum"],
            "gaugehistogram": ["_bucket", "_gcount", "_gsum"],
        }.get(metric["type"], [""])
        result = {
            "name": name,
            "key": key,
            "prefix": prefix,
            "prefixParameter": parameter,
            "registeredName": prefix + metric["registered_name"] if "registered_name" in metric else None,
            "aliases": [other + key for other in others] + as_list(metric.get("aliases", [])),
            "renamedFrom": as_list(metric.get("renamed_from", [])),
            "swiftName": metric.get("swift_name"),
            "type": metric["type"],
            "help": metric.get("help", ""),
            "unit": metric.get("unit"),
            "baseUnit": self.base_unit(metric.get("unit")),
            "valueType": metric.get("value"),
            "labels": ([] if "removed" in metric else self.labels_of(self.product)) + self.labels_of(metric),
            "series": [name + suffix for suffix in suffixes],
            "condition": self.joined([self.condition(m["if"]) for m in (group, metric) if "if" in m]),
            "seriesBudget": {"count": self.budget(metric), "maxSeries": metric.get("max_series")},
            "since": metric.get("since"),
            "stability": metric.get("stability", None if "removed" in metric else group.get("stability")),
            "owner": metric.get("owner", group.get("owner")),
            "howToRead": metric.get("how_to_read"),
            "nextSteps": as_list(metric.get("next_steps", [])),
            "changes": [
                {
                    "in": change["in"],
                    "kind": change["kind"],
                    "from": as_list(change.get("from", [])),
                    "to": as_list(change.get("to", [])),
                    "note": change.get("note"),
                }
                for change in metric.get("changes", [])
            ],
            "panel": self.panel(metric.get("panel", {})) | {"aggregate": metric.get("aggregate")},
            "lifecycle": self.lifecycle(metric, group),
        }
        if metric["type"] == "info":
            fields = metric.get("fields", [])
            given = fields.removeprefix("from $") if isinstance(fields, str) and fields.startswith("from $") else None
            result["fields"] = [] if given else self.labels_of(metric, "fields")
            result["fieldsParameter"] = given
        if metric["type"] == "stateset":
            result["stateLabel"] = name.replace(":", "_")
            result["states"] = self.values(metric["states"])
        several = self.spec["product"].get("processes") == "several"
        if metric["type"] in ("info", "stateset") and ("multiprocess" in metric or several):
            result["multiprocessMode"] = metric.get("multiprocess", "mostrecent")
        if metric["type"] == "gauge":
            result["multiprocessMode"] = metric.get("multiprocess", "all")
            result["initial"] = metric.get("initial")
            result["monotonic"] = metric.get("monotonic", False)
        if metric["type"] == "summary":
            result["quantiles"] = sorted(metric.get("quantiles", []))
        if metric["type"] in ("histogram", "gaugehistogram"):
            buckets = metric["buckets"]
            named = isinstance(buckets, str)
            result["buckets"] = {
                "name": buckets if named else None,
                "overridable": self.is_overridable(self.spec["buckets"][buckets]) if named else False,
                "bounds": self.bounds(self.spec["buckets"][buckets] if named else buckets),
            }
            native = self.native(buckets)
            if native is not None:
                result["buckets"]["native"] = native
                if result["buckets"]["bounds"] is None:
                    result["buckets"].update(name=None, overridable=False)
        return result

    def limit(self, written):
        """A number, or a parameter with a number added: `$name - 1`."""
        if not isinstance(written, str):
            return written
        name, *rest = written[1:].split(" ")
        return {"parameter": name, "offset": int("".join(rest) or 0)}

    def condition(self, written):
        if isinstance(written, dict):
            ((kind, parts),) = written.items()
            return {"kind": kind, "conditions": [self.condition(part) for part in parts]}
        if " == " in written or " != " in written or "<" in written or ">" in written:
            parameter, operator, constant = written.split(maxsplit=2)
            value = constant[1:-1] if constant[0] == '"' else int(constant)
        else:
            parameter, operator, value = written.removeprefix("not "), "==", not written.startswith("not ")
        return {"kind": "comparison", "parameter": parameter[1:], "operator": operator, "value": value}

    def joined(self, conditions):
        """The conditions of a group and of its metric, which both have to be true: one list."""
        def flat(one):
            return [part for inner in one["conditions"] for part in flat(inner)] if one["kind"] == "all" else [one]

        parts = [part for one in conditions for part in flat(one)]
        return {"kind": "all", "conditions": parts} if len(parts) > 1 else parts[0] if parts else None

    def is_overridable(self, bounds):
        return isinstance(bounds, dict) and bounds.get("overridable", False)

    def native(self, buckets):
        """Nil for a histogram that isn't native."""
        if isinstance(buckets, str):
            return self.native(self.spec["buckets"][buckets])
        if not isinstance(buckets, dict) or "native" not in buckets:
            return None
        native = buckets["native"]
        reset = native.get("reset_after")
        return {
            "growth": native.get("growth", 1.1),
            "maxBuckets": native.get("max_buckets", 160),
            "zeroThreshold": native.get("zero_threshold", 2.0**-128),
            "maxZeroThreshold": native.get("max_zero_threshold", 0),
            "resetAfter": reset and int(reset[:-1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[reset[-1]],
        }

    def bounds(self, bounds):
        if isinstance(bounds, dict) and set(bounds) <= {"native", "allow"}:
            return None
        if isinstance(bounds, str):
            return self.bounds(self.spec["buckets"][bounds])
        if isinstance(bounds, list):
            return {"kind": "fixed", "values": bounds}
        if "bounds" in bounds:
            return {"kind": "fixed", "values": bounds["bounds"]}
        if "sorted" in bounds:
            return {"kind": "sorted", "parameter": bounds["sorted"][1:]}
        if "if" in bounds:
            return {
                "kind": "conditional",
                "condition": self.condition(bounds["if"]),
                "then": self.bounds(bounds["then"]),
                "otherwise": self.bounds(bounds["else"]),
            }
        limit = bounds.get("max", bounds.get("less_than"))
        if isinstance(limit, str):
            limit = self.limit(limit) | {"exclusive": "less_than" in bounds}
            return {"kind": "series", "mantissas": bounds["series"], "limit": limit, "values": None}
        grid = (m * 10**exponent for exponent in range(20) for m in bounds["series"])
        values = [value for value in grid if value <= limit]
        return {"kind": "series", "mantissas": bounds["series"], "limit": limit, "values": values}

    def lifecycle(self, metric, group):
        deprecated, removed = metric.get("deprecated", group.get("deprecated")), metric.get("removed")
        if removed and "deprecated" not in metric and deprecated:
            # A metric that was removed before its group was deprecated has nothing to do with that.
            lines = [tuple(int(x) for x in line.split(".")) for line in (deprecated["since"], removed["in"])]
            deprecated = deprecated if lines[0] < lines[1] else None
        state, deprecation = "active", None
        if deprecated:
            rule = {"hide_after": 1, "remove_after": 2} | self.spec.get("lifecycle", {})
            since = tuple(int(x) for x in deprecated["since"].split("."))
            hidden, gone = ((since[0], since[1] + rule[key]) for key in ("hide_after", "remove_after"))
            states = [(gone, "removed"), (hidden, "hidden"), (since, "deprecated"), ((0, 0), "active")]
            if deprecated.get("remove_after") == "undecided":
                states = states[2:]
            state = next(name for line, name in states if self.line >= line)
            replacements = [] if deprecated["replaced_by"] == "none" else as_list(deprecated["replaced_by"])
            deprecation = {
                "since": deprecated["since"],
                "hiddenFrom": None if len(states) < 4 else "%d.%d" % hidden,
                "removedFrom": None if len(states) < 4 else "%d.%d" % gone,
                "reason": deprecated["reason"],
                "replacements": [
                    {
                        "name": self.external(r["name"]) if isinstance(r, dict) else r if r in self.names else self.prefix + r,
                        "external": isinstance(r, dict) and bool(r.get("external")),
                    }
                    for r in replacements
                ],
                "publish": deprecated.get("publish"),
            }
        return {
            "state": "removed" if removed else state,
            "deprecation": deprecation,
            "removal": {"in": removed["in"], "reason": removed["reason"]} if removed else None,
        }

    def external(self, name):
        return name if ":" in name else self.prefix + name


def differences(found, expected, path=""):
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in sorted(found.keys() | expected.keys()):
            if (key in found) != (key in expected):
                yield f"{path}.{key}: only in the {'catalogue' if key in found else 'spec'}"
            else:
                yield from differences(found[key], expected[key], f"{path}.{key}")
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for index, pair in enumerate(zip(found, expected)):
            yield from differences(*pair, f"{path}[{index}]")
    # True is 1 for Python, and isn't for a reader of JSON.
    elif found != expected or isinstance(found, bool) != isinstance(expected, bool):
        yield f"{path}: {found!r} in the catalogue, {expected!r} in the spec"


if __name__ == "__main__":
    expected = Spec(load(sys.argv[1])).catalogue()
    with open(sys.argv[2], encoding="utf-8") as file:
        faults = list(differences(json.load(file), expected))
    metrics = sum(len(group["metrics"]) for group in expected["groups"])
    print(f"{sys.argv[2]}: {metrics} metrics, {len(faults)} faults")
    for fault in faults:
        print("   ", fault)
    sys.exit(bool(faults))
