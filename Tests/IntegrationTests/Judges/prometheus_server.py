# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""A Prometheus of the judges, on a port of its own."""
import http.server
import json
import re
import subprocess
import tempfile
import threading
import time
import urllib.parse
import urllib.request

CONFIGURATION = """
global: {{scrape_interval: {interval}s, scrape_timeout: {interval}s}}
scrape_configs:
- job_name: pages
  static_configs:
{targets}
"""
TARGET = '  - {{targets: ["127.0.0.1:{port}"], labels: {{__metrics_path__: "/{index}", page_number: "{index}"}}}}'
# Also what was stored before a later scrape that had no answer.
STORED = 'last_over_time({page_number!="",__name__!~"up|scrape_.*"}[1h])'


class Prometheus:
    """Runs until `stop`. Its data and its configuration are below a directory, which has to exist."""

    def __init__(self, directory, configuration="{}\n", samples=None, flags=()):
        """`samples` are the lines of an OpenMetrics page with timestamps, which become its data."""
        if samples is not None:
            with open(f"{directory}/samples", "w", encoding="utf-8") as file:
                file.write("\n".join(samples) + "\n")
            subprocess.run(
                ["promtool", "tsdb", "create-blocks-from", "openmetrics", f"{directory}/samples", f"{directory}/data"],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(f"{directory}/prometheus.yml", "w", encoding="utf-8") as file:
            file.write(configuration)
        self.process = subprocess.Popen(
            ["prometheus", f"--config.file={directory}/prometheus.yml", f"--storage.tsdb.path={directory}/data",
             # The samples are old.
             "--storage.tsdb.retention.time=100y", "--web.listen-address=127.0.0.1:0", "--log.level=info",
             *flags],
            stderr=subprocess.PIPE, text=True)
        log, self.address, is_ready = "", None, False
        for line in self.process.stderr:
            log += line
            if found := re.search(r'"?Listening on"? address=(127\.0\.0\.1:\d+)', line):
                self.address = found[1]
            is_ready = is_ready or "ready to receive web requests" in line
            # On a busy machine either may come first.
            if is_ready and self.address:
                break
        else:
            raise SystemExit(f"Prometheus ended:\n{log}")
        # Nobody reads the rest of its log, and a full pipe would stop it.
        threading.Thread(target=lambda: [None for _ in self.process.stderr], daemon=True).start()

    def ask(self, path, **parameters):
        url = f"http://{self.address}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(url) as response:
            return json.load(response)["data"]

    def stop(self):
        self.process.kill()
        self.process.wait()


def serve(pages):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            content_type, body = pages[int(self.path[1:])]
            self.send_response(200)
            self.send_header("Content-Type", content_type)
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
    return server


def scrape(pages, interval=5):
    """Has a Prometheus scrape pages, each a content type and bytes, every so many seconds.

    Gives back for each page the error of its first scrape, the empty string where there is none, and the samples that
    were stored: [[name, {label: value}, value], …], with values as strings.
    """
    server = serve(pages)
    targets = "\n".join(TARGET.format(port=server.server_port, index=index) for index in range(len(pages)))
    with tempfile.TemporaryDirectory() as directory:
        prometheus = Prometheus(directory, CONFIGURATION.format(targets=targets, interval=interval))
        try:
            errors = {}
            while len(errors) < len(pages):
                for target in prometheus.ask("targets", state="active")["activeTargets"]:
                    error = target["lastError"]
                    # A scrape that had no answer, as on a busy machine, comes again.
                    if target["health"] != "unknown" and not error.startswith("Get ") and "deadline" not in error:
                        errors.setdefault(int(target["labels"]["page_number"]), error)
                time.sleep(0.2)
            stored = [[] for _ in pages]
            for series in prometheus.ask("query", query=STORED)["result"]:
                labels = {name: value for name, value in series["metric"].items() if name not in ("job", "instance")}
                stored[int(labels.pop("page_number"))].append([labels.pop("__name__"), labels, series["value"][1]])
            return [(errors[index], stored[index]) for index in range(len(pages))]
        finally:
            prometheus.stop()
            server.shutdown()
