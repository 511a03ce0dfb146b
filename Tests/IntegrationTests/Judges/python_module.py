# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Generated Python modules, judged by black, ruff, pyright's strict mode, and Prometheus' Python client.

    python_module.py style DIRECTORY                 every module there, and what its file USES says about a use
    python_module.py pages DIRECTORY ENGINE-SERVER   the module of the reference product beside the generated Swift
    python_module.py kinds DIRECTORY EXPORTER        infos and statesets of the module `kiosk` in a shared directory

`style`: the modules are formatted, have no fault and can be imported, as for Python 3.9. DIRECTORY may contain a file
`uses.py`, in which each line with a fault ends with `# error: RULE`: pyright has to report these and no others.

`pages`: the same recordings, started with the same flags, give the same samples, types and helps, or the same error;
and one shared directory that both have written gives the same page to both readers.
"""

import ast
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import sysconfig
import tempfile
import warnings

TOOLS = pathlib.Path(sys.executable).parent
JUDGES = pathlib.Path(__file__).parent


def run(arguments, **options):
    outcome = subprocess.run([str(argument) for argument in arguments], capture_output=True, **options)
    # Not as text: a label's value may have a carriage return, which would become a line break.
    outcome.stdout, outcome.stderr = outcome.stdout.decode(), outcome.stderr.decode()
    return outcome


# MARK: Style


def style(directory):
    directory = pathlib.Path(directory)
    modules = sorted(path for path in directory.glob("*.py") if path.name != "uses.py")
    for command in (
        ["black", "--quiet", "--check", "--diff", "--target-version", "py39"],
        ["ruff", "check", "--isolated", "--no-cache", "--target-version", "py39"],
        ["ruff", "format", "--isolated", "--no-cache", "--diff", "--target-version", "py39"],
    ):
        outcome = run([TOOLS / command[0], *command[1:], *modules])
        if outcome.returncode != 0:
            yield f"{command[0]}: {outcome.stdout[:4000]}{outcome.stderr[:1000]}"
    for module in modules:
        ast.parse(module.read_text(encoding="utf-8"), feature_version=(3, 9))
    names = ", ".join(module.stem for module in modules)
    for python in interpreters():
        # The client is written in Python only, so each interpreter can use that of this one.
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([sysconfig.get_path("purelib"), "."])}
        outcome = run([python, "-W", "error", "-c", f"import {names}"], cwd=directory, env=environment)
        if outcome.returncode != 0:
            yield f"{python}: {outcome.stderr[-1000:]}"
    yield from types(directory)


def interpreters():
    """Every Python from 3.9 on that the machine has."""
    found = {sys.version_info[:2]: sys.executable}
    # A shim of pyenv runs nothing by itself.
    places = [pathlib.Path(place) for place in os.environ.get("PATH", "").split(os.pathsep) if "shims" not in place]
    places += pathlib.Path.home().glob(".pyenv/versions/*/bin")
    for place in places:
        for path in place.glob("python3.*"):
            version = re.fullmatch(r"python3\.(\d+)", path.name)
            if version and int(version[1]) >= 9:
                found.setdefault((3, int(version[1])), str(path))
    return [found[version] for version in sorted(found)]


def types(directory, client=None):
    """What pyright says, with the client of this Python or another one."""
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.9", "include": ["."]}
    if client:
        settings["extraPaths"] = [str(client)]
    (directory / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    outcome = run([TOOLS / "basedpyright", "--outputjson", "--pythonpath", sys.executable, "-p", directory])
    uses = directory / "uses.py"
    expected, reported = {}, set()
    if uses.exists():
        for number, line in enumerate(uses.read_text(encoding="utf-8").split("\n")):
            found = re.search(r"# error: (\w+)$", line)
            if found:
                expected[number] = found[1]
    for fault in json.loads(outcome.stdout)["generalDiagnostics"]:
        file, line = pathlib.Path(fault["file"]), fault["range"]["start"]["line"]
        if file.name == "uses.py" and line in expected:
            # One mistake can have several consequences.
            reported.add((line, fault.get("rule")))
        elif fault["severity"] in ("error", "warning"):
            yield f"pyright: {file.name}:{line + 1}: {fault['message']} ({fault.get('rule')})"
    for line, rule in sorted(set(expected.items()) - reported):
        yield f"pyright doesn't report {rule} in line {line + 1} of uses.py"


# MARK: Pages

VERSIONS = ["0.0.0", "0.7.0", "0.8.5", "0.9.0rc1", "0.10.0", "1.0.0", "v0.9"]
SHOWN = [None, "0.8", "0.8.0", "", "0.7"]
FLAGS = [
    [], ["--enforce-eager"], ["--cudagraph-capture-sizes=8,1,512,3"], ["--max-model-len=2000000"], ["--max-model-len=1"],
    ["--disable-metrics=vllm:spec_decode_*"], ["--disable-metrics=vllm:nothing"],
    ["--model-name=a\"b\\c"],
]


def samples(page):
    """The lines of a page, in an order that doesn't depend on the program. Clients before 0.26 write exponents in another
    way, so values are compared as numbers."""
    lines = []
    for line in page.split("\n"):
        if line and not line.startswith("#"):
            series, value = line.rsplit(" ", 1)
            line = f"{series} {float(value)!r}"
        lines.append(line)
    return sorted(lines)


def visibilities():
    for version, shown, lenient in itertools.product(VERSIONS, SHOWN, [False, True]):
        flags = [f"--product-version={version}"]
        if shown is not None:
            flags += ["--show-hidden-metrics-for-version", shown]
        # One release shows what leniency changes.
        if not lenient or shown is not None and version == "0.9.0rc1":
            yield flags + (["--lenient-metrics"] if lenient else [])


def python_page(directory, arguments):
    import python_engine

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            page = python_engine.page(directory, arguments)
        except ValueError as error:
            return "", [f"error: {error}"]
    return page, [f"warning: {one.message}" for one in caught if one.category is RuntimeWarning]


def swift_page(engine_server, arguments):
    outcome = run([engine_server, "replay", *arguments], env=os.environ | {"PROMETHEUS_MULTIPROC_DIR": ""})
    lines = [line for line in outcome.stderr.split("\n") if line.startswith(("error: ", "warning: "))]
    # The engine, and not its metrics, says which amounts are negative.
    lines = [line for line in lines if "are not counted" not in line]
    return outcome.stdout, lines


def pages(directory, engine_server):
    sys.path.insert(0, str(JUDGES))
    import prometheus_client

    prometheus_client.disable_created_metrics()
    count = 0
    with tempfile.TemporaryDirectory() as place:
        recording = pathlib.Path(place, "recording.jsonl")
        outcome = run([sys.executable, JUDGES / "random_statistics.py", "1", "25"])
        recording.write_text(outcome.stdout, encoding="utf-8")
        base = [str(recording), "--model-name=org/model"]
        # Gauges that were never set.
        for name, text in (("nothing", ""), ("one", '{"num_running": 3}\n')):
            few = pathlib.Path(place, name)
            few.write_text(text, encoding="utf-8")
            given = [str(few), "--model-name=org/model"]
            if samples(swift_page(engine_server, given)[0]) != samples(python_page(directory, given)[0]):
                yield f"{name}: the pages differ"
        for flags in [*FLAGS, *visibilities()]:
            expected, actual = swift_page(engine_server, base + flags), python_page(directory, base + flags)
            count += 1
            if expected[1] != actual[1]:
                yield f"{flags}: Python says {actual[1]}, and Swift {expected[1]}"
            elif samples(expected[0]) != samples(actual[0]):
                differences = sorted(set(samples(expected[0])) ^ set(samples(actual[0])))
                yield f"{flags}: the pages differ: {differences[:10]}"
        yield from shared(directory, engine_server, recording, place)
    if count < 40:
        yield f"only {count} starts were compared"


def shared(directory, engine_server, recording, place):
    """Both write to one directory, and either reads it."""
    from prometheus_client.mmap_dict import MmapedDict

    common = pathlib.Path(place, "common")
    common.mkdir()
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(common)}
    flags = [str(recording), "--model-name=org/model"]
    python = run([sys.executable, JUDGES / "python_engine.py", directory, *flags], env=environment)
    swift = run([engine_server, "replay", *flags], env=environment)
    if python.returncode != 0 or swift.returncode != 0:
        yield f"shared directory: {python.stderr}{swift.stderr}"
        return
    # Both write the same series into files of the same kinds, which say how gauges are merged.
    written = {}
    for path in common.glob("*.db"):
        kind, process = path.stem.rsplit("_", 1)
        for key, *_ in MmapedDict.read_all_values_from_file(str(path)):
            written.setdefault(process, set()).add((kind, key))
    if len(written) != 2 or len(set(map(frozenset, written.values()))) != 1:
        differences = sorted(set.symmetric_difference(*list(written.values())[:2])) if len(written) > 1 else []
        yield f"shared directory: {len(written)} processes wrote, with differences in {differences[:10]}"
    read = (
        "import prometheus_client as p; from prometheus_client import multiprocess as m;"
        "r = p.CollectorRegistry(); m.MultiProcessCollector(r); print(p.generate_latest(r).decode(), end='')"
    )
    page = run([sys.executable, "-c", read], env=environment).stdout
    empty = run([engine_server, "replay", "-", "--model-name=org/model"], env=environment, input=b"").stdout

    def values(text):
        found = {}
        for line in text.split("\n"):
            if line and not line.startswith("#"):
                name, value = line.rsplit(" ", 1)
                found[name] = float(value)
        return found

    by_python, by_swift = values(page), values(empty)
    for name in sorted(by_python.keys() | by_swift.keys()):
        first, second = by_python.get(name), by_swift.get(name)
        if first is None or second is None or abs(first - second) > 1e-9 * max(abs(first), abs(second), 1):
            yield f"shared directory: {name} is {first} for Python and {second} for Swift"
    alone, _ = swift_page(engine_server, flags)
    for name, value in values(alone).items():
        if "_total{" in name and abs(by_python.get(name, 0) - 2 * value) > 1e-9 * abs(value):
            yield f"shared directory: {name} is {by_python.get(name)} and not twice {value}"


RECORD_KINDS = """
import sys
sys.path.insert(0, sys.argv[1])
from kiosk import KioskMetrics
from prometheus_client import CollectorRegistry
metrics = KioskMetrics(CollectorRegistry(), street="Main")
metrics.about.build_info.set(version="1", commit="a", flavour="debug")
metrics.about.build_info.set(version=sys.argv[2], flavour="release")
metrics.about.till_info.left.set(version="7")
if sys.argv[2] == "2":
    metrics.states.phase.set("open")
    metrics.states.phase.set_state("sold out", True)
"""


def kinds(directory, exporter):
    """Two processes: what they replace is gone, what they have in common is there once, and the states of the one that
    has changed them count. Python and the exporter read the same."""
    with tempfile.TemporaryDirectory() as common:
        environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": common}
        for version in "2", "3":
            outcome = run([sys.executable, "-c", RECORD_KINDS, directory, version], env=environment)
            if outcome.returncode != 0:
                yield outcome.stderr
                return
        read = (
            "import prometheus_client as p; from prometheus_client import multiprocess as m;"
            "r = p.CollectorRegistry(); m.MultiProcessCollector(r); print(p.generate_latest(r).decode(), end='')"
        )
        for reader in [sys.executable, "-c", read], [exporter, common, "--once"]:
            page = run(reader, env=environment).stdout.replace(',commit=""', "").replace('commit="",', "")
            lines = set(page.split("\n"))
            for line in (
                'kiosk:build_info{flavour="release",street="Main",version="2"} 1.0',
                'kiosk:build_info{flavour="release",street="Main",version="3"} 1.0',
                'kiosk:till_info{till="left",version="7"} 1.0',
                'kiosk:phase{kiosk_phase="closed",street="Main"} 0.0',
                'kiosk:phase{kiosk_phase="open",street="Main"} 1.0',
                'kiosk:phase{kiosk_phase="sold out",street="Main"} 1.0',
                'kiosk:till_phase{kiosk_till_phase="idle",till="left"} 1.0',
                'kiosk:till_phase{kiosk_till_phase="busy",till="left"} 0.0',
                "# TYPE kiosk:build_info gauge",
            ):
                if line not in lines:
                    yield f"{reader[0]} lacks: {line}"
            for line in lines:
                if 'version="1"' in line or "pid=" in line:
                    yield f"{reader[0]} has: {line}"


def main():
    judge = {"style": style, "pages": pages, "kinds": kinds}[sys.argv[1]]
    has_fault = False
    for fault in judge(*sys.argv[2:]):
        has_fault = True
        print(fault, flush=True)
    return 1 if has_fault else 0


if __name__ == "__main__":
    sys.exit(main())
