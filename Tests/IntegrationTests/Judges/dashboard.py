#!/usr/bin/env python3
# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""What no schema says about a dashboard: that its parts fit each other, that each query asks for something that the
product serves in a way that its kind allows, and what Grafana's own linter wants.

    dashboard.py dashboard.json catalogue.json
"""
import json
import re
import sys

import promql_parser as promql

BUILT_IN = {"__rate_interval": "1m", "__range": "1h", "__interval": "15s"}
TARGET_LABELS = {"job", "instance"}


def panels_of(panels):
    for panel in panels:
        yield panel
        yield from panels_of(panel.get("panels") or [])


class Dashboard:
    def __init__(self, document, catalogue):
        self.document, self.faults = document, []
        self.panels = list(panels_of(document["panels"]))
        self.variables = {v["name"]: v for v in document["templating"]["list"]}
        self.metrics = {m["name"]: m for g in catalogue["groups"] for m in g["metrics"]}
        self.series = {s: m for m in self.metrics.values() for s in m["series"]}

    def fault(self, where, text):
        self.faults.append(f"{where}: {text}")

    def check(self):
        self.check_head()
        self.check_identities()
        self.check_places()
        self.check_variables()
        for panel in self.panels:
            if panel["type"] != "row":
                self.check_panel(panel)
        self.check_coverage()
        return self.faults

    # The dashboard as a whole

    def check_head(self):
        document = self.document
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", document.get("uid") or ""):
            self.fault("dashboard", f"uid {document.get('uid')!r}")
        if document.get("editable") is not False:
            self.fault("dashboard", "editable isn't false")
        if document.get("schemaVersion") != 39:
            self.fault("dashboard", f"schemaVersion {document.get('schemaVersion')}")
        for key in ("id", "version", "iteration", "__inputs", "__requires"):
            if document.get(key) is not None:
                self.fault("dashboard", f"{key} doesn't belong into a generated file")

    def check_identities(self):
        seen = {}
        for panel in self.panels:
            number, title = panel.get("id"), panel.get("title")
            if not isinstance(number, int) or not 0 < number < 2**31:
                self.fault(title, f"id {number}")
            if number in seen:
                self.fault(title, f"has the id of {seen[number]!r}")
            seen[number] = title
            if panel["type"] == "row":
                continue
            letters = [t.get("refId") for t in panel["targets"]]
            if not letters or len(set(letters)) != len(letters) or not all(re.fullmatch("[A-Z]", letter) for letter in letters):
                self.fault(title, f"refIds {letters}")
            if "pluginVersion" in panel:
                self.fault(title, "pluginVersion")

    def check_places(self):
        groups = [self.document["panels"]]
        for panel in self.document["panels"]:
            if panel["type"] == "row":
                if bool(panel["panels"]) != panel["collapsed"]:
                    self.fault(panel["title"], "a closed row holds its panels, an open one holds none")
                if panel["gridPos"] | {"y": 0} != {"h": 1, "w": 24, "x": 0, "y": 0}:
                    self.fault(panel["title"], f"a row at {panel['gridPos']}")
                if panel["collapsed"]:
                    groups.append(panel["panels"])
                    if any(p["gridPos"]["y"] <= panel["gridPos"]["y"] for p in panel["panels"]):
                        self.fault(panel["title"], "a panel above its row")
        if self.document["panels"] and self.document["panels"][0]["type"] != "row":
            self.fault("dashboard", "doesn't begin with a row")
        # Panels of a closed row may lie where the next row is; those on the page lie apart.
        for group in groups:
            cells = {}
            for panel in group:
                place = panel["gridPos"]
                if place["x"] < 0 or place["w"] < 1 or place["h"] < 1 or place["x"] + place["w"] > 24:
                    self.fault(panel["title"], f"lies at {place}")
                for x in range(place["x"], place["x"] + place["w"]):
                    for y in range(place["y"], place["y"] + place["h"]):
                        if (x, y) in cells:
                            return self.fault(panel["title"], f"lies on {cells[x, y]!r}")
                        cells[x, y] = panel["title"]
        order = [(p["gridPos"]["y"], p["gridPos"]["x"]) for p in self.document["panels"]]
        if order != sorted(order):
            self.fault("dashboard", "the panels aren't in the order of their places")

    def check_variables(self):
        wanted = {"datasource": "datasource", "job": "query", "instance": "query"}
        for name, kind in wanted.items():
            variable = self.variables.get(name)
            if not variable or variable["type"] != kind:
                self.fault("variables", f"no {kind} variable {name}")
        if len(self.variables) != len(self.document["templating"]["list"]):
            self.fault("variables", "two of one name")
        known = set()
        for variable in self.document["templating"]["list"]:
            name = variable["name"]
            if variable["type"] == "query":
                if not variable["multi"] or not variable["includeAll"] or variable["refresh"] != 2:
                    self.fault(f"${name}", "isn't multi, includeAll, refresh 2")
                if variable["datasource"] != {"type": "prometheus", "uid": "${datasource}"}:
                    self.fault(f"${name}", "doesn't ask the chosen data source")
                if name in TARGET_LABELS and variable["allValue"] != ".+":
                    self.fault(f"${name}", f"allValue {variable['allValue']!r}")
                match = re.fullmatch(r"label_values\((.+), (\w+)\)", variable["query"]["query"])
                if not match or variable["definition"] != variable["query"]["query"]:
                    self.fault(f"${name}", f"query {variable['query']}")
                else:
                    self.check_query(f"${name}", match.group(1), known, is_variable=True)
            known.add(name)

    # A panel

    def check_panel(self, panel):
        title, defaults = panel.get("title"), panel["fieldConfig"]["defaults"]
        for key in ("title", "description"):
            if not panel.get(key):
                self.fault(title, f"no {key}")
        if not defaults.get("unit"):
            self.fault(title, "no unit")
        if panel["type"] == "heatmap" and not panel["options"]["yAxis"].get("unit"):
            self.fault(title, "no unit at the axis of the heatmap")
        if panel.get("datasource") != {"type": "prometheus", "uid": "${datasource}"}:
            self.fault(title, f"data source {panel.get('datasource')}")
        fields = {"Value", "Time"}
        for target in panel["targets"]:
            expression = self.check_query(title, target["expr"], set(self.variables))
            if target["instant"] == target["range"]:
                self.fault(title, "a query is either instant or over a range")
            by = self.output_labels(expression) if expression else set()
            fields |= by
            for label in re.findall(r"{{(.*?)}}", target["legendFormat"]):
                if label not in by:
                    self.fault(title, f"the legend names {label}, the query gives {sorted(by)}")
        # Misspelled names are ignored by Grafana without a word.
        shown = set(fields)
        for transformation in panel.get("transformations", []):
            if transformation["id"] != "organize":
                self.fault(title, f"transformation {transformation['id']}")
            options = transformation["options"]
            for part in ("excludeByName", "indexByName", "renameByName"):
                for field in options.get(part, {}):
                    if field not in fields:
                        self.fault(title, f"{part} names {field}, which the query doesn't give")
            shown = {options["renameByName"].get(f, f) for f in fields if not options["excludeByName"].get(f)}
        for override in panel["fieldConfig"]["overrides"]:
            if override["matcher"]["id"] != "byName" or override["matcher"]["options"] not in shown:
                self.fault(title, f"an override for {override['matcher']}")
        for sort in panel["options"].get("sortBy", []):
            if sort["displayName"] not in shown:
                self.fault(title, f"sorted by {sort['displayName']}")

    def check_query(self, where, query, known, is_variable=False):
        def substitute(match):
            name = match.group(1) or match.group(2)
            if name in BUILT_IN:
                return BUILT_IN[name]
            if name not in known:
                self.fault(where, f"${name} isn't declared")
            return ".+"

        text = re.sub(r"\$(\w+)|\$\{(\w+)\}", substitute, query)
        try:
            expression = promql.parse(text)
        except ValueError as error:
            return self.fault(where, f"{error}: {text}")
        self.walk(where, expression, None, is_variable)
        if "rate(" in query and "[$__rate_interval]" not in query:
            self.fault(where, f"a rate over a fixed range: {query}")
        for selector in re.findall(r"{[^}]*}", query) if not is_variable else []:
            if 'job=~"$job"' not in selector or 'instance=~"$instance"' not in selector:
                self.fault(where, f"a selector without job and instance: {selector}")
        return expression

    def walk(self, where, node, function, is_variable):
        if isinstance(node, promql.MatrixSelector):
            self.check_selector(where, node.vector_selector, function, is_variable)
        elif isinstance(node, promql.VectorSelector):
            self.check_selector(where, node, None, is_variable)
        elif isinstance(node, promql.Call):
            for argument in node.args:
                self.walk(where, argument, node.func.name, is_variable)
        elif isinstance(node, promql.BinaryExpr):
            self.walk(where, node.lhs, None, is_variable)
            self.walk(where, node.rhs, None, is_variable)
        elif isinstance(node, (promql.AggregateExpr, promql.ParenExpr, promql.UnaryExpr, promql.SubqueryExpr)):
            self.walk(where, node.expr, None, is_variable)
            labels = set(node.modifier.labels) if isinstance(node, promql.AggregateExpr) and node.modifier else set()
            for name in self.names(node):
                if name in self.series and not labels <= self.labels(name):
                    self.fault(where, f"{name} has no label {sorted(labels - self.labels(name))}")

    def check_selector(self, where, selector, function, is_variable):
        if is_variable and selector.name == "up":
            return
        # Of a label that only metrics with a condition have: one series for each condition.
        names = [m.value for m in selector.matchers.matchers if m.name == "__name__"]
        if is_variable and not selector.name and names:
            for name in names[0].split("|"):
                metric = self.series.get(name)
                if metric is None or not metric["condition"]:
                    self.fault(where, f"{name} isn't a series with a condition")
            return
        name, metric = selector.name, self.series.get(selector.name)
        if is_variable and metric and metric["condition"]:
            self.fault(where, f"{name} is there only under a condition")
        if metric is None:
            return self.fault(where, f"{name} isn't a series of the product")
        if metric["lifecycle"]["state"] not in ("active", "deprecated"):
            self.fault(where, f"{name} is {metric['lifecycle']['state']}")
        for matcher in selector.matchers.matchers:
            if matcher.name not in self.labels(name):
                self.fault(where, f"{name} has no label {matcher.name}")
        if is_variable:
            return
        bound = {label["name"] for label in metric["labels"] if label["source"] == "bound"}
        named = {matcher.name.removeprefix("exported_") for matcher in selector.matchers.matchers}
        if not bound <= named:
            self.fault(where, f"{name} isn't filtered by {sorted(bound - named)}")
        counts = metric["type"] in ("counter", "histogram", "summary")
        if counts != (function in ("rate", "increase", "irate")):
            self.fault(where, f"the {metric['type']} {name} in {function}")

    def labels(self, series):
        metric = self.series[series]
        own = {label["name"] for label in metric["labels"] + metric.get("fields", [])}
        if "states" in metric:
            own.add(metric["stateLabel"])
        own = {f"exported_{name}" if name in TARGET_LABELS else name for name in own}
        return own | TARGET_LABELS | ({"le"} if series.endswith("_bucket") else set())

    def names(self, node):
        return [n for n in re.findall(r"[a-zA-Z_:][a-zA-Z0-9_:]*", str(node.prettify())) if n in self.series]

    def output_labels(self, node):
        if isinstance(node, promql.AggregateExpr):
            return set(node.modifier.labels) if node.modifier else set()
        if isinstance(node, promql.BinaryExpr):
            return self.output_labels(node.lhs) | self.output_labels(node.rhs)
        if isinstance(node, promql.Call):
            return set().union(*map(self.output_labels, node.args)) - {"le"}
        return set()

    def check_coverage(self):
        """Each served metric has a panel; a deprecated one only in the row of those, and a former name of one none."""
        former = {m["name"] for m in self.metrics.values() if (m["lifecycle"]["deprecation"] or {}).get("publish") == "both"}
        closed = [p for row in self.document["panels"] if row["type"] == "row" and row["collapsed"] for p in row["panels"]]
        for places, state in ((self.document["panels"], "active"), (closed, "deprecated")):
            shown = {
                self.series[name]["name"]
                for panel in places for target in panel.get("targets", [])
                for name in re.findall(r"[a-zA-Z_:][a-zA-Z0-9_:]*", target["expr"]) if name in self.series
            }
            expected = {m["name"] for m in self.metrics.values() if m["lifecycle"]["state"] == state}
            shown, expected = shown - former, expected - former
            if shown != expected:
                self.fault(f"{state} metrics", f"panels lack {sorted(expected - shown)}, and also show {sorted(shown - expected)}")


if __name__ == "__main__":
    document, catalogue = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
    dashboard = Dashboard(document, catalogue)
    faults = dashboard.check()
    print(f"{sys.argv[1]}: {len(dashboard.panels)} panels, {len(faults)} faults")
    for fault in faults:
        print("   ", fault)
    sys.exit(bool(faults))
