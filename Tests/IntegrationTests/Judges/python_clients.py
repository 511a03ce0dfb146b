# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Generated Python modules with every release of Prometheus' Python client that they are for, on every Python.

    python_clients.py CLIENTS METRICSGEN ENGINE-SERVER MODULES SEED

Each release is installed below CLIENTS. With each, `python_module.py pages` and `random_modules.py` have to pass, and
pyright has nothing to say about MODULES. The pages are compared on each Python of the machine too, with the oldest and the
newest client, and without `typing_extensions`, which the modules can do without.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

from python_module import interpreters, types

JUDGES = pathlib.Path(__file__).parent
# The last is the newest, whatever its number.
RELEASES = [
    "==0.20.0", "==0.21.0", "==0.21.1", "==0.22.0", "==0.22.1", "==0.23.1", "==0.24.0", "==0.24.1", "==0.25.0", "",
]


def install(clients, release):
    directory = pathlib.Path(clients, "client" + release.lstrip("=") if release else "newest")
    if not directory.exists() or not release:
        subprocess.run(
            [
                sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--upgrade",
                "--root-user-action", "ignore", "--target", directory, "prometheus-client" + release,
            ], check=True)
    return directory.resolve()


def judge(python, client, *arguments):
    """The faults that a judge prints."""
    environment = os.environ | {"PYTHONPATH": str(client), "PYTHONDONTWRITEBYTECODE": "1"}
    outcome = subprocess.run(
        [python, JUDGES / arguments[0], *arguments[1:]], capture_output=True, text=True, env=environment)
    if outcome.returncode != 0:
        yield f"{client.name}, {python}: {arguments[0]}: {outcome.stdout[:2000]}{outcome.stderr[-2000:]}"


def main(clients, metricsgen, engine_server, modules, seed):
    faults = []
    installed = [install(clients, release) for release in RELEASES]
    pages = ["python_module.py", "pages", modules, os.path.abspath(engine_server)]
    for number, client in enumerate(installed):
        faults += judge(sys.executable, client, *pages)
        faults += judge(sys.executable, client, "random_modules.py", metricsgen, str(int(seed) + number), "5")
        with tempfile.TemporaryDirectory() as place:
            for module in pathlib.Path(modules).glob("*.py"):
                pathlib.Path(place, module.name).write_bytes(module.read_bytes())
            faults += [f"{client.name}: {fault}" for fault in types(pathlib.Path(place), client)]
        print(client.name, "judged", flush=True)
    pythons = interpreters()
    for python in pythons:
        for client in (installed[0], installed[-1]):
            faults += judge(python, client, *pages)
    print("\n".join(faults + [f"{len(installed)} clients on {len(pythons)} releases of Python"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
