"""A Prometheus of the judges, on a port of its own."""
import re
import subprocess
import threading


class Prometheus:
    """Runs until `stop`. Its data and its configuration are below a directory, which has to exist."""

    def __init__(self, directory, configuration="{}\n", samples=None):
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
             "--storage.tsdb.retention.time=100y", "--web.listen-address=127.0.0.1:0", "--log.level=info"],
            stderr=subprocess.PIPE, text=True)
        log = ""
        for line in self.process.stderr:
            log += line
            if found := re.search(r'"?Listening on"? address=(127\.0\.0\.1:\d+)', line):
                self.address = found[1]
            if "ready to receive web requests" in line:
                break
        else:
            raise SystemExit(f"Prometheus ended:\n{log}")
        # Nobody reads the rest of its log, and a full pipe would stop it.
        threading.Thread(target=lambda: [None for _ in self.process.stderr], daemon=True).start()

    def stop(self):
        self.process.kill()
        self.process.wait()
