# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Runs metricsgen on inputs that were made to hurt it, and measures it from outside.

    hostile_inputs.py METRICSGEN [--seconds N] [--quick] [NAME...]

Each input is tried as the root spec. The tool has to end by itself with the exit status of the contract, with findings
that have a place in the file, in less than 512 MiB of memory, and with --seconds in N seconds of processor time. --quick
leaves out what a build without optimising is slow at. Prints a line an input, and ends with 1 where a promise is broken.
"""

import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

MEMORY = 512 * 1024 * 1024
# Ends what would run for ever. Processor time, which other programs on the machine don't change.
RUNAWAY_SECONDS = 600
HEAD = b"metricsgen: 1\nproduct: {name: shop, version: '1.0'}\n"
MEBIBYTE = 1024 * 1024
# A build without optimising takes 6 to 50 seconds for each of these, nearly all of it for reading hundreds of thousands of
# entries or characters one by one; the others are done within 5.
SLOW = {"million-keys", "million-metrics", "metrics-80000-faulty", "combining-characters", "line-separators"}


def metric(index):
    return b"      m%d_total: {type: counter, help: Number of things.}\n" % index


def alias_bomb():
    lines = [b"a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for index in range(1, 60):
        lines.append(b"a%d: &a%d [" % (index, index) + b", ".join([b"*a%d" % (index - 1)] * 9) + b"]")
    return HEAD + b"\n".join(lines) + b"\n"


def inputs():
    """name, bytes, exit status, a code that must be among the findings (None: any)."""
    yield "empty", b"", 1, "MG1102"
    yield "only-comments", b"# nothing\n" * 1000, 1, "MG1102"
    yield "byte-order-mark", b"\xef\xbb\xbf" + HEAD + b"groups: {g: {metrics: {a_total: {type: counter}}}}\n", 1, "MG1105"
    yield "byte-order-mark-inside", HEAD + b"groups: \xef\xbb\xbf{}\n", 1, "MG0002"
    yield "carriage-returns", (HEAD + b"grops: {}\n").replace(b"\n", b"\r\n"), 1, "MG1103"
    yield "lone-carriage-returns", (HEAD + b"grops: {}\n").replace(b"\n", b"\r"), 1, "MG1103"
    yield "tabs", HEAD + b"groups:\n\tg:\n\t\tmetrics: {}\n", 1, "MG0003"
    yield "not-utf-8", HEAD + b"groups: {caf\xe9: {}}\n", 1, "MG0001"
    yield "utf-16", (HEAD + b"groups: {}\n").decode().encode("utf-16"), 1, "MG0001"
    yield "nul", HEAD + b"groups: {g\0: {}}\n", 1, "MG0002"
    yield "all-nul", b"\0" * MEBIBYTE, 1, "MG0002"
    yield "random-bytes", bytes((index * 2654435761 >> 13) & 0xFF for index in range(MEBIBYTE)), 1, None
    yield "several-documents", HEAD + b"---\na: 1\n" * 100_000, 1, "MG0005"
    yield "unknown-tags", HEAD + b"x: [" + b"!!python/object:os.system x, " * 100_000 + b"]\n", 1, "MG0008"
    yield "anchors", HEAD + b"".join(b"k%d: &a%d v\n" % (index, index) for index in range(100_000)), 1, None
    yield "alias-bomb", alias_bomb(), 1, "MG0006"
    yield "aliases-to-nothing", HEAD + b"x: [" + b"*a, " * 500_000 + b"]\n", 1, "MG0006"
    yield "merge-keys", HEAD + b"b: &b {x: 1}\n" + b"".join(b"k%d: {<<: *b}\n" % i for i in range(50_000)), 1, "MG0007"
    yield "flow-10000-deep", HEAD + b"x: " + b"[" * 10_000 + b"]" * 10_000 + b"\n", 1, "MG0011"
    yield "flow-15-mebibytes-deep", HEAD + b"x: " + b"[" * 15 * MEBIBYTE, 1, "MG0011"
    yield "mappings-10000-deep", HEAD + b"x: " + b"{a: " * 10_000 + b"1" + b"}" * 10_000 + b"\n", 1, "MG0011"
    yield "block-3000-deep", HEAD + b"x:\n" + b"".join(b" " * (i + 1) + b"a:\n" for i in range(3_000)), 1, "MG0011"
    yield "dashes-10000-deep", HEAD + b"x:\n  " + b"- " * 10_000 + b"y\n", 1, "MG0011"
    yield "explicit-keys-deep", HEAD + b"? " * 100_000 + b"\n", 1, None
    yield "scalar-100-mebibytes", HEAD + b"x: " + b"y" * 100 * MEBIBYTE + b"\n", 1, "MG0012"
    yield "scalar-15-mebibytes", HEAD + b"x: " + b"y" * 15 * MEBIBYTE + b"\n", 1, "MG1103"
    yield "key-15-mebibytes", HEAD + b"? " + b"y" * 15 * MEBIBYTE + b"\n: 1\n", 1, "MG1103"
    yield "quoted-15-mebibytes", HEAD + b'x: "' + b"\\n" * 7 * MEBIBYTE + b'"\n', 1, "MG1103"
    yield "block-scalar-15-mebibytes", HEAD + b"x: |\n" + b"  y\n" * (15 * MEBIBYTE // 4), 1, "MG1103"
    yield "above-16-mebibytes", HEAD + b"# comment\n" * (17 * MEBIBYTE // 10), 1, "MG0012"
    yield "comments-15-mebibytes", HEAD + b"# comment\n" * (15 * MEBIBYTE // 10), 0, None
    yield "open-quote-15-mebibytes", HEAD + b'x: "' + b"y z " * (15 * MEBIBYTE // 4), 1, "MG0004"
    yield "million-keys", HEAD + b"".join(b"k%d: 1\n" % index for index in range(1_000_000)), 1, None
    yield "million-equal-keys", HEAD + b"k: 1\n" * 1_000_000, 1, None
    yield "million-items", HEAD + b"include: [" + b"a, " * 1_000_000 + b"]\n", 1, "MG0012"
    yield "million-empty-items", HEAD + b"x: [" + b"," * 1_000_000 + b"]\n", 1, None
    yield "million-metrics", HEAD + b"groups:\n  g:\n    metrics:\n" + b"".join(map(metric, range(250_000))), 1, None
    yield "metrics-80000-faulty", (
        HEAD + b"groups:\n  g:\n    metrics:\n" + b"".join(b"      m%d: {typ: x}\n" % i for i in range(80_000))
    ), 1, "MG1103"
    yield "values-100000", HEAD + b"labels: {l: {help: x, values: [" + b", ".join(
        b"v%d" % index for index in range(100_000)
    ) + b"]}}\n", 1, "MG1440"
    yield "equal-values-100000", HEAD + b"labels: {l: {help: x, values: [" + b"v, " * 100_000 + b"]}}\n", 1, None
    yield "bounds-100000", HEAD + b"buckets: {b: {bounds: [" + b", ".join(
        b"%d" % index for index in range(100_000)
    ) + b"]}}\n", 1, "MG1440"
    yield "series-beyond-all-numbers", HEAD + b"labels: {" + b", ".join(
        b"l%d: {help: x, values: [%s]}" % (index, b", ".join(b"v%d" % value for value in range(100))) for index in range(20)
    ) + b"}\ngroups: {g: {metrics: {a_total: {type: counter, help: x, labels: [" + b", ".join(
        b"l%d" % index for index in range(20)
    ) + b"]}}}}\n", 1, "MG1441"
    yield "sets-that-double", HEAD + b"parameters: {p: {type: boolean}}\nbuckets:\n  s0: [1]\n" + b"".join(
        b"  s%d: {if: $p, then: s%d, else: s%d}\n" % (index, index - 1, index - 1) for index in range(1, 60)
    ) + b"groups: {g: {metrics: {a: {type: histogram, help: x, buckets: s59}}}}\n", 1, "MG1440"
    yield "sets-in-a-row", HEAD + b"parameters: {p: {type: boolean}}\nbuckets:\n  s20000: [1]\n" + b"".join(
        b"  s%d: {if: $p, then: s%d, else: [1]}\n" % (index, index + 1) for index in range(20_000)
    ), 1, "MG1440"
    yield "series-start-far-apart", HEAD + (
        b"groups: {g: {metrics: {a: {type: histogram, help: x, buckets: "
        b"{linear: {start: 0.000000000001, width: 900000, count: 1000}}}}}}\n"
    ), 0, None
    yield "steps-without-end", HEAD + b"buckets: {b: {linear: {start: 0, width: 1e-300, count: 999999999}}}\n", 1, None
    yield "series-without-end", HEAD + b"buckets: {b: {series: [1], max: 1e308}}\n", None, None
    yield "numbers-of-a-mebibyte", HEAD + b"max_series: " + b"9" * MEBIBYTE + b"\n", 1, None
    yield "one-line-of-100000-faults", HEAD + b"groups: {" + b"".join(b"g%d: {}, " % i for i in range(100_000)) + b"}\n", 1, None
    yield "combining-characters", HEAD + b"x: y" + "\u0301".encode() * (4 * MEBIBYTE) + b"\n", 1, "MG1103"
    yield "line-separators", HEAD + b"x: y" + "\u2028".encode() * (4 * MEBIBYTE) + b"\n", 1, None


def without_roots_rights(command):
    """The command for somebody who can't read every file: what root starts stays root, without the capabilities for that.
    Another user might not reach the tool. None where this system has no way to do it."""
    if os.geteuid() != 0:
        return command
    dropped = "-dac_override,-dac_read_search"
    command = ["setpriv", f"--bounding-set={dropped}", f"--inh-caps={dropped}", "--", *command]
    try:
        works = subprocess.run([*command, "--version"], capture_output=True).returncode == 0
    except FileNotFoundError:
        works = False
    return command if works else None


class Tool:
    def __init__(self, path, seconds):
        self.path, self.seconds, self.faults = path, seconds, []

    def run(self, name, directory, status, code, command=None):
        def limits():
            # A runaway is ended well above what is measured.
            resource.setrlimit(resource.RLIMIT_AS, (8 * MEMORY, 8 * MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (RUNAWAY_SECONDS, RUNAWAY_SECONDS))

        out, err = pathlib.Path(directory, "out"), pathlib.Path(directory, "err")
        with out.open("wb") as output, err.open("wb") as errors:
            process = subprocess.Popen(
                [*(command or [self.path]), "check", "spec.yaml", "--format", "json"], cwd=directory, stdout=output,
                stderr=errors, preexec_fn=limits)
            _, ended, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(ended)
        seconds, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
        found = self.judge(name, directory, process.returncode, out.read_bytes(), err.read_bytes(), status, code)
        if self.seconds is not None and seconds > self.seconds:
            self.fault(name, f"took {seconds:.1f} s, and {self.seconds} were promised")
        if memory > MEMORY:
            self.fault(name, f"took {memory / MEBIBYTE:.0f} MiB, and 512 were promised")
        print(f"{name}: exit {process.returncode}, {found}, {seconds:.2f} s, {memory / MEBIBYTE:.0f} MiB", flush=True)

    def judge(self, name, directory, status, out, err, expected, code):
        if expected is not None and status != expected or status not in (0, 1, 2):
            self.fault(name, f"ended with {status}: {err[:300]!r}")
        if status == 2:
            if not err.startswith(b"error: "):
                self.fault(name, f"exit 2 without a reason: {err[:300]!r}")
            return "refused"
        if status not in (0, 1):
            return "nothing"
        findings = json.loads(out)["diagnostics"]
        if status == 1 and not any(finding["severity"] == "error" for finding in findings):
            self.fault(name, "failed without an error")
        if code is not None and code not in [finding["code"] for finding in findings]:
            self.fault(name, f"has no {code}, but {sorted({finding['code'] for finding in findings})}")
        lines = {}
        for finding in findings[:2000]:
            path = pathlib.Path(directory, finding["file"])
            if path not in lines:
                # Most of these inputs are no UTF-8, or have lines of megabytes: only that the line is there is judged.
                # An output that is missing has one line, which is empty.
                text = path.read_bytes() if path.is_file() else b""
                lines[path] = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
            place = (finding["line"], finding["column"]), (finding["endLine"], finding["endColumn"])
            if not (1, 1) <= place[0] <= place[1] or place[1][0] > lines[path] + 1:
                self.fault(name, f"{finding['code']} at {place} isn't a place in {finding['file']}")
            if len(finding["message"]) > 2000:
                self.fault(name, f"{finding['code']} has a message of {len(finding['message'])} characters")
        if len(out) > 32 * MEBIBYTE:
            self.fault(name, f"printed {len(out) / MEBIBYTE:.0f} MiB")
        return f"{len(findings)} findings"

    def fault(self, name, text):
        self.faults.append(f"{name}: {text}")


def special_files(tool, names):
    """A directory, a file that can't be read, one that isn't there, a device, a pipe: as root spec and as include."""
    makers = {
        "directory": lambda path: path.mkdir(),
        "unreadable": lambda path: (path.write_text("a: 1\n"), path.chmod(0)),
        "missing": lambda path: None,
        "broken-link": lambda path: path.symlink_to("nowhere"),
        "endless-device": lambda path: path.symlink_to("/dev/zero"),
        "pipe": lambda path: os.mkfifo(path),
    }
    for name, make in makers.items():
        command = [tool.path]
        if name == "unreadable":
            command = without_roots_rights(command)
            if command is None:
                print("unreadable: left out, since root can read every file here", flush=True)
                continue
        for role in ["root", "include"]:
            full = f"{name}-as-{role}"
            if names and full not in names:
                continue
            with tempfile.TemporaryDirectory() as directory:
                pathlib.Path(directory, "Package.swift").touch()
                spec = pathlib.Path(directory, "spec.yaml")
                make(spec if role == "root" else pathlib.Path(directory, "part.yaml"))
                if role == "include":
                    spec.write_bytes(HEAD + b"include: [part.yaml]\n")
                status = 2 if role == "root" else 1
                tool.run(full, directory, status, None, command)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    tool = Tool(os.path.abspath(arguments.tool), arguments.seconds)
    for name, content, status, code in inputs():
        if arguments.names and name not in arguments.names or arguments.quick and name in SLOW:
            continue
        with tempfile.TemporaryDirectory() as directory:
            pathlib.Path(directory, "Package.swift").touch()
            pathlib.Path(directory, "spec.yaml").write_bytes(content)
            tool.run(name, directory, status, code)
    special_files(tool, arguments.names)
    for fault in tool.faults:
        print(f"broken: {fault}", file=sys.stderr)
    sys.exit(1 if tool.faults else 0)


if __name__ == "__main__":
    main()
