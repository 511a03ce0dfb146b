#!/usr/bin/env python3
# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Renders a generated docs page with markdown-it-py and compares what a reader sees with the catalogue of the same
spec: every cell's text, every link's target, no element that a string of the spec injected.

    markdown_page.py metrics.md catalogue.json
"""
import json
import sys
from html.parser import HTMLParser

from markdown_it import MarkdownIt

OURS = {"h1", "h2", "p", "ul", "li", "a", "br", "code", "span", "strong", "table", "thead", "tbody", "tr", "th", "td"}
NOTHING = "–"


class Page(HTMLParser):
    """What is left of a page for a reader: headings, tables of strings, list items, anchors and links."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.headings, self.tables, self.items, self.ids, self.links, self.faults = [], [], [], [], [], []
        self.open = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in OURS:
            self.faults.append(f"an element that the page doesn't make: <{tag}>")
        if set(attributes) - {"id", "href"}:
            self.faults.append(f"<{tag}> has {sorted(attributes)}")
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "href" in attributes:
            self.links.append(attributes["href"])
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th", "h1", "h2", "li"):
            self.open.append((tag, []))
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag):
        if tag in ("td", "th", "h1", "h2", "li"):
            name, parts = self.open.pop()
            text = "".join(parts)
            if name in ("td", "th"):
                self.tables[-1][-1].append(text)
            elif name == "li":
                self.items.append(text.strip())
            else:
                self.headings.append(text)

    def handle_data(self, data):
        if self.open:
            self.open[-1][1].append(data)


def shown(text):
    """A string as a cell shows it; a dash for an empty one."""
    return (text or NOTHING).replace("\r\n", "\n").replace("\r", "\n") or NOTHING


def seen(value):
    """A label's value as a reader sees it, the empty one too."""
    return value or "(empty)"


def number(value):
    return str(int(value)) if value == int(value) else repr(value)


def label_cell(label):
    return label["name"] + (f" ({', '.join(map(seen, label['values']))})" if label["source"] == "closed" else "")


def labels_of(metric, common):
    """What a scrape shows as labels: those of the spec, the fields of an info, the state of a stateset. Those that every
    metric has are in no row."""
    states = [{"name": metric["stateLabel"], "source": "closed", "values": [s["value"] for s in metric["states"]]}] if "states" in metric else []
    labels = [label for label in metric["labels"] if label["own"] or label["key"] not in common]
    given = metric.get("fieldsParameter")
    fields = [{"name": f"those of {given}", "source": "open"}] if given else metric.get("fields", [])
    return labels + fields + states


def bounds_faults(bounds, text, is_part=False):
    """The numbers must be in one row, and so must the names that decide them."""
    values = bounds.get("values")
    if values and ", ".join(map(number, values)) not in text:
        yield f"{text!r} lacks {values}"
    if bounds["kind"] == "fixed" and not is_part and text != ", ".join(map(number, values)):
        yield f"{text!r} isn't {values}"
    if bounds["kind"] == "series":
        limit = bounds["limit"]
        if (limit["parameter"] if isinstance(limit, dict) else number(limit)) not in text:
            yield f"{text!r} lacks the limit {limit}"
    if bounds["kind"] == "sorted" and bounds["parameter"] not in text:
        yield f"{text!r} lacks {bounds['parameter']}"
    if bounds["kind"] == "conditional":
        yield from (f"{text!r} lacks {x}" for x in parameters_of(bounds["condition"]) if x not in text)
        yield from bounds_faults(bounds["then"], text, is_part=True)
        yield from bounds_faults(bounds["otherwise"], text, is_part=True)


def parameters_of(condition):
    if condition["kind"] == "comparison":
        return [condition["parameter"]]
    return [name for part in condition["conditions"] for name in parameters_of(part)]


def replacement_cell(deprecation):
    if deprecation is None:
        return NOTHING
    names = [r["name"] + (" (published elsewhere)" if r["external"] else "") for r in deprecation["replacements"]]
    return ", ".join(names) or "none"


def publication(deprecation, state):
    if deprecation["publish"] != "both" or state != "deprecated":
        return ""
    until = deprecation["hiddenFrom"] or deprecation["removedFrom"]
    return ", published under both names" + (f" until {until}" if until else "")


def check(page, catalogue):
    faults = list(page.faults)

    def equal(what, found, expected):
        if found != expected:
            faults.append(f"{what}: shows {found!r}, the spec says {expected!r}")

    tables = {}
    for table in page.tables:
        tables.setdefault(tuple(table[0]), []).append(table[1:])
    metrics = [metric for group in catalogue["groups"] for metric in group["metrics"]]
    product = catalogue["product"]
    equal("title", page.headings[0], f"Metrics of {product['name']} {product['version']}")

    # One table for each group, one row for each metric.
    found = [t for t in page.tables if t[0][:2] == ["Metric", "Type"] and t[0][-1] == "Help"]
    groups = [
        (group, [m for m in group["metrics"] if m["lifecycle"]["state"] != "removed"]) for group in catalogue["groups"]
    ]
    groups = [(group, listed) for group, listed in groups if listed]
    equal("number of groups", len(found), len(groups))
    for table, (group, listed) in zip(found, groups):
        if group["title"] not in page.headings:
            faults.append(f"group {group['title']!r} has no heading")
        equal(f"rows of {group['title']}", len(table) - 1, len(listed))
        for cells, metric in zip(table[1:], listed):
            row, name = dict(zip(table[0], cells)), metric["name"]
            state, deprecation = metric["lifecycle"]["state"], metric["lifecycle"]["deprecation"]
            mark = {
                "active": "",
                "deprecated": f"\ndeprecated since {deprecation and deprecation['since']}",
                "hidden": f"\nhidden since {deprecation and deprecation['hiddenFrom']}",
            }[state]
            mode = f" ({metric['multiprocessMode']})" if "multiprocessMode" in metric else ""
            equal(f"{name}, name", row.get("Metric"), name + mark)
            whole = "\nwhole numbers" if metric["valueType"] == "integer" else ""
            equal(f"{name}, type", row.get("Type"), metric["type"] + whole + mode)
            equal(f"{name}, unit", row.get("Unit"), metric["unit"] or NOTHING)
            equal(f"{name}, labels", row.get("Labels"), ", ".join(map(label_cell, labels_of(metric, product["labels"]))) or NOTHING)
            equal(f"{name}, help", row.get("Help"), shown(metric["help"]))
            if "buckets" in metric:
                faults += [f"{name}, buckets: {x}" for x in bounds_faults(metric["buckets"]["bounds"], row.get("Buckets", ""))]
            elif "Buckets" in row:
                equal(f"{name}, buckets", row.get("Buckets", ""), NOTHING)
            # Two groups can have the same key, with different prefixes.
            is_shared = metric["prefix"] == catalogue["product"]["prefix"]
            if "metric-" + ("" if is_shared else group["key"] + "-") + metric["key"] not in page.ids:
                faults.append(f"{name}: no anchor")

    # What each closed value means.
    for label in catalogue["labels"]:
        for value in label["values"]:
            if value["help"] and any(label["key"] == use["key"] and not use["own"] for m in metrics for use in m["labels"] + m.get("fields", [])):
                line = f"{seen(value['value'])}: {shown(value['help'])}"
                if not any(line in item for item in page.items):
                    faults.append(f"{label['name']}: no line {line!r}")

    for metric in metrics:
        for state in metric.get("states", []):
            line = f"{seen(state['value'])}: {shown(state['help'])}"
            if state["help"] and not any(line in item for item in page.items):
                faults.append(f"{metric['name']}: no line {line!r}")

    # The lifecycle's tables.
    def rows(*columns):
        return [row for table in tables.get(columns, []) for row in table]

    equal(
        "deprecated metrics",
        rows("Metric", "State", "Since", "Hidden from", "Removed from", "Reason", "Replacement"),
        [
            [m["name"], m["lifecycle"]["state"], d["since"], d["hiddenFrom"] or "undecided", d["removedFrom"] or "undecided",
             shown(d["reason"]), replacement_cell(d) + publication(d, m["lifecycle"]["state"])]
            for m in metrics
            if m["lifecycle"]["state"] in ("deprecated", "hidden")
            for d in [m["lifecycle"]["deprecation"]]
        ],
    )
    removed = []
    for m in metrics:
        if m["lifecycle"]["state"] == "removed":
            d, r = m["lifecycle"]["deprecation"], m["lifecycle"]["removal"]
            removed.append([
                m["name"], m["type"], r["in"] if r else d["removedFrom"], shown((r or d)["reason"]),
                d["since"] if d else NOTHING, replacement_cell(d),
            ])
    equal("removed metrics", rows("Metric", "Type", "Removed in", "Reason", "Deprecated since", "Replacement"), removed)

    # Labels and parameters.
    uses = [
        use for m in metrics if m["lifecycle"]["state"] != "removed" for use in m["labels"] + m.get("fields", [])
    ]
    used = [
        label for label in catalogue["labels"] if any(u["key"] == label["key"] and not u["own"] for u in uses)
    ]
    # What a metric says itself about a label has a line of its own.
    used += [use | {"values": [{"value": value} for value in use["values"]]} for use in uses if use["own"]]
    found = rows("Label", "Values", "Meaning", "On")
    equal("labels", [[r[0], r[2]] for r in found], [[label["name"], shown(label["help"])] for label in used])
    for row, label in zip(found, used):
        if label["source"] == "closed":
            optional = "" if label["required"] else "; optional"
            equal(f"values of {label['name']}", row[1], ", ".join(seen(v["value"]) for v in label["values"]) + optional)
    found = rows("Parameter", "Type", "Allowed", "Default", "Meaning", "Decides the buckets of")
    equal(
        "parameters", [[r[0], r[1], r[4]] for r in found],
        [[p["name"], p["type"], shown(p["help"])] for p in catalogue["parameters"]],
    )

    # Links lead somewhere, and to one place only.
    for link in page.links:
        if not link.startswith("#") or link[1:] not in page.ids:
            faults.append(f"a link to nowhere: {link}")
    faults += [f"anchor {i} is there twice" for i in sorted({i for i in page.ids if page.ids.count(i) > 1})]
    return faults


if __name__ == "__main__":
    source = open(sys.argv[1], encoding="utf-8").read()
    catalogue = json.load(open(sys.argv[2], encoding="utf-8"))
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    page = Page(renderer.render(source))
    faults = check(page, catalogue)
    if not source.startswith("<!-- Generated by metricsgen"):
        faults.append("the first line doesn't say that the page is generated")
    cells = sum(len(row) for table in page.tables for row in table)
    print(f"{sys.argv[1]}: {len(page.tables)} tables, {cells} cells, {len(faults)} faults")
    for fault in faults:
        print("   ", fault)
    sys.exit(bool(faults))
