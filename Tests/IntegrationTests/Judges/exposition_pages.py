#!/usr/bin/env python3
"""Has pages scraped by a Prometheus, and read by the parsers of its Python client.

    exposition_pages.py PAGES

PAGES is a JSON list of pages, each with the result of our reader: {"page": text, "format": "text" or "openMetrics",
"accepted": whether Prometheus takes it, "samples": [[name, {label: value}, value], …]}. Values are strings, since JSON
has no infinities. Prints each difference and how many pages were compared, accepted and refused.

A page that the Python client takes as well has to have the same samples there. The client refuses more than Prometheus
does, so its refusals say nothing.
"""
import http.server
import json
import math
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families as text

from prometheus_server import Prometheus

TYPES = {
    "text": "text/plain; version=0.0.4; charset=utf-8",
    "openMetrics": "application/openmetrics-text; version=1.0.0; charset=utf-8",
}
CONFIGURATION = """
global: {{scrape_interval: 5s, scrape_timeout: 5s}}
scrape_configs:
- job_name: pages
  honor_labels: true
  static_configs:
{targets}
"""
# Also what was stored before a later scrape that had no answer.
STORED = 'last_over_time({page_number!="",__name__!~"up|scrape_.*"}[1h])'
TARGET = '  - {{targets: ["127.0.0.1:{port}"], labels: {{__metrics_path__: "/{index}", page_number: "{index}"}}}}'


def serve(pages):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            page = pages[int(self.path[1:])]
            body = page["page"].encode("utf-8", "surrogateescape")
            self.send_response(200)
            self.send_header("Content-Type", TYPES[page["format"]])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, request, client_address):
            """A scrape that was given up comes again."""

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def ask(address, path, **parameters):
    with urllib.request.urlopen(f"http://{address}/api/v1/{path}?{urllib.parse.urlencode(parameters)}") as response:
        return json.load(response)["data"]


def scrape(pages, directory):
    """For each page the error of its first scrape, the empty string where there is none, and the samples stored."""
    port = serve(pages)
    targets = "\n".join(TARGET.format(port=port, index=index) for index in range(len(pages)))
    prometheus = Prometheus(directory, CONFIGURATION.format(targets=targets))
    try:
        errors = {}
        while len(errors) < len(pages):
            for target in ask(prometheus.address, "targets", state="active")["activeTargets"]:
                # A scrape that had no answer, as on a busy machine, comes again.
                if target["health"] != "unknown" and not target["lastError"].startswith("Get "):
                    errors.setdefault(int(target["labels"]["page_number"]), target["lastError"])
            time.sleep(0.2)
        stored = {index: [] for index in range(len(pages))}
        for series in ask(prometheus.address, "query", query=STORED)["result"]:
            labels = {name: value for name, value in series["metric"].items() if name not in ("job", "instance")}
            stored[int(labels.pop("page_number"))].append([labels.pop("__name__"), labels, series["value"][1]])
        return errors, stored
    finally:
        prometheus.stop()


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
    with tempfile.TemporaryDirectory() as directory:
        errors, stored = scrape(pages, directory)
    faults, accepted, read_by_python = [], 0, 0
    for index, page in enumerate(pages):
        accepted += page["accepted"]
        if page["accepted"] != (errors[index] == ""):
            faults.append(f"{page}\n   Prometheus: {errors[index] or 'accepts it'}")
        elif page["accepted"]:
            ours = comparable(page["samples"])
            if not page.get("hasTimestamps") and ours != comparable(stored[index]):
                faults.append(f"{page}\n   Prometheus stored {stored[index]}")
            theirs = python_samples(page)
            if theirs is not None:
                read_by_python += 1
                if comparable(without_total(page["samples"])) != comparable(without_total(theirs)):
                    faults.append(f"{page}\n   the Python client read {theirs}")
    print("\n".join(faults))
    print(f"{len(pages)} pages, {accepted} accepted, {read_by_python} read by the Python client, {len(faults)} faults")
    sys.exit(bool(faults))


main()
