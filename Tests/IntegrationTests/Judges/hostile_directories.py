# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Directories that a careless, an older or a hostile process has filled: the page is always one that Prometheus accepts.

    hostile_directories.py EXPORTER SEED ROUNDS [PAGES]

Each round fills a directory with files that contradict each other and that Prometheus would choke on, beside an honest
one, and reads the exporter's page with a strict parser of its own and with that of Prometheus' Python client. Folding must
change nothing. A real Prometheus scrapes PAGES of them.
"""
import json
import math
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time

from prometheus_client.parser import text_string_to_metric_families

from prometheus_server import scrape

NAMES = [
    "x", "x_total", "x_sum", "x_count", "x_bucket", "x_created", "x_total_total", "a.b", "a_b", "a-b", "9x", "é", "e\u0301",
    "x\ny", ":x", "__x", "x{}", "x y", "# HELP x", "\u2028", "A" * 300, "x_info", "",
]
SUFFIXES = ["", "_total", "_sum", "_count", "_bucket", "_created", "_info", "_bucket_bucket"]
LABELS = [
    "l", "a", "a-b", "a.b", "a_b", "", "__name__", "__x", "_.name..", "le", "pid", "quantile", "job", "1", "é", "l\n", "a}b",
    'a"b', "\u0000",
]
VALUES = ["", "v", " ", 'q"', "\\", "\n", "\r", "\t", "\u0000", "\u001b[2J", "é", "😀", "\ud800", "\ufeff", "} 1\nx 2", "w" * 200]
BOUNDS = ["1", "1.0", "1e0", "+1", "2.5", "+Inf", "inf", "Infinity", "-0", "0.0", "NaN", "0x1", "", "1e400", "-1", "5e-324", "a"]
NUMBERS = [0.0, -0.0, 1.0, 2.5, -3.0, 1e6, 2.0**53, 1e308, -1e308, math.inf, -math.inf, math.nan]
KINDS = ["counter", "histogram", "summary"] + ["gauge_" + mode for mode in ("sum", "min", "max", "mostrecent", "all")]
LIVE = ["gauge_livesum", "gauge_liveall", "gauge_livemostrecent"]
HONEST = ("honest", "honest_total", {"a": "b"}, "Honest.")


def entry(key, value, timestamp=0.0):
    return struct.pack("<i", len(key)) + key + b" " * (8 - (len(key) + 4) % 8) + struct.pack("<dd", value, timestamp)


def file(entries):
    return struct.pack("<ii", 8 + sum(map(len, entries)), 0) + b"".join(entries)


def key(family, sample, labels, text):
    # By hand: names may be there twice.
    pairs = ", ".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in labels)
    return f"[{json.dumps(family)}, {json.dumps(sample)}, {{{pairs}}}, {json.dumps(text)}]".encode()


def random_entry(generator, kind):
    family = generator.choice(NAMES)
    suffixes = {"counter": ["_total", ""], "histogram": ["_bucket", "_bucket", "_sum"], "summary": ["_sum", "_count"]}.get(kind, [""])
    suffix = generator.choice(SUFFIXES if generator.random() < 0.1 else suffixes)
    sample = generator.choice(NAMES) if generator.random() < 0.05 else family + suffix
    count = generator.choice([0, 0, 1, 1, 2, 3])
    labels = [(generator.choice(LABELS[:2] if generator.random() < 0.6 else LABELS), generator.choice(VALUES)) for _ in range(count)]
    if suffix == "_bucket":
        labels.append(("le", generator.choice(BOUNDS)))
    if generator.random() < 0.8:
        generator.shuffle(labels)
    text = generator.choice(["Help.", "Help.", "Another.", *VALUES])
    now = time.time()
    timestamp = generator.choice([0.0, now - 9, now - 8, now - 8, now + 86_400, math.inf, math.nan, -1.0])
    return entry(key(family, sample, labels, text), generator.choice(NUMBERS), timestamp)


def mutated(content, generator):
    content = bytearray(content)
    for _ in range(generator.randrange(1, 4)):
        place = generator.randrange(len(content))
        how = generator.randrange(4)
        if how == 0:
            content[place] = generator.randrange(256)
        elif how == 1:
            del content[place:]
        elif how == 2:
            del content[place:place + 8]
        else:
            content[place:place] = bytes(generator.randrange(256) for _ in range(8))
        if not content:
            break
    return bytes(content)


def fill(directory, generator):
    """Returns whether folding has nothing to take away: live gauges go with their processes."""
    has_live = generator.random() < 0.2
    open(f"{directory}/counter_5000000.db", "wb").write(file([entry(key(HONEST[0], HONEST[1], HONEST[2].items(), HONEST[3]), 7.0)]))
    for number in range(generator.randrange(1, 7)):
        kind = generator.choice(KINDS + (LIVE if has_live else []))
        content = file([random_entry(generator, kind) for _ in range(generator.randrange(1, 12))])
        if generator.random() < 0.15:
            content = mutated(content, generator)
        # Numbers that no process has: they end at 4194304.
        open(f"{directory}/{kind}_{5_000_001 + number}.db", "wb").write(content)
    return not has_live


LABEL = r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"'
SAMPLE = re.compile(rf"([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{{({LABEL}(?:,{LABEL})*)\}})? (NaN|[+-]Inf|-?[0-9.]+(?:e[+-][0-9]+)?)")
SUFFIXES_OF = {"counter": [""], "gauge": [""], "histogram": ["_bucket", "_sum", "_count"], "summary": ["_sum", "_count"]}


def check(content):
    """Stricter than Prometheus: one HELP and TYPE for each family, its samples under it, no name or series twice."""
    text = content.decode("utf-8")
    assert text.endswith("\n"), "no line feed at the end"
    names, series, family, kind, expects_type = set(), set(), None, None, False
    for line in text[:-1].split("\n"):
        if line.startswith("# HELP "):
            family = re.fullmatch(r"([a-zA-Z_:][a-zA-Z0-9_:]*) .*", line[7:], re.DOTALL).group(1)
            expects_type = True
            continue
        if line.startswith("# TYPE "):
            name, kind = line[7:].split(" ")
            assert expects_type and name == family, line
            expects_type = False
            for suffix in {"", *SUFFIXES_OF[kind]}:
                assert name + suffix not in names, f"the name {name + suffix} is on the page twice"
                names.add(name + suffix)
            continue
        match = SAMPLE.fullmatch(line)
        assert match and not expects_type, f"no sample: {line!r}"
        assert match.group(1) in [family + suffix for suffix in SUFFIXES_OF[kind]], f"{line!r} under {family}"
        labels = re.findall(LABEL, match.group(2) or "")
        assert len({name for name, _ in labels}) == len(labels), f"a label twice: {line!r}"
        assert not any(name.startswith("__") and not name.strip("_") == "" and name == "__name__" for name, _ in labels), line
        identity = (match.group(1), frozenset(label for label in labels if label[1]))
        assert identity not in series, f"a series twice: {line!r}"
        series.add(identity)
    parsed = sum(len(metric.samples) for metric in text_string_to_metric_families(text))
    assert parsed == len(series), f"Python's parser sees {parsed} samples of {len(series)}"
    assert 'honest_total{a="b"} 7.0\n' in text, "the honest series is not there"
    return len(series)


def page(exporter, directory, *arguments):
    result = subprocess.run([exporter, directory, "--once", *arguments], capture_output=True, timeout=60)
    assert result.returncode == 0, result.stderr
    assert all(byte == 10 or byte >= 32 for byte in result.stderr), f"a message commands the terminal: {result.stderr!r}"
    return result.stdout


def check_scrapes(pages):
    """Whether a real Prometheus takes them."""
    for page, (error, _) in zip(pages, scrape([("text/plain; version=0.0.4; charset=utf-8", page) for page in pages])):
        assert not error, f"Prometheus refuses a page: {error}\n{page.decode()}"


def main(exporter, seed, rounds, scraped=0):
    pages, samples = [], 0
    for number in range(int(rounds)):
        generator = random.Random(f"{seed} {number}")
        directory = tempfile.mkdtemp(prefix="hostile-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
        try:
            folds = fill(directory, generator)
            before = page(exporter, directory)
            samples += check(before)
            pages.append(before)
            if folds:
                after = page(exporter, directory, "--fold-dead")
                check(after)
                # Series may be in another order.
                lines = [sorted(content.split(b"\n")) for content in (before, after)]
                different = [line for line in lines[0] + lines[1] if (line in lines[0]) != (line in lines[1])]
                assert lines[0] == lines[1], f"folding changes {different}"
        except AssertionError as failure:
            print(f"seed {seed}, round {number}: {failure}")
            sys.exit(1)
        finally:
            shutil.rmtree(directory)
    if int(scraped):
        check_scrapes(pages[:int(scraped)])
    print(f"{rounds} directories, {samples} samples, {min(int(scraped), len(pages))} pages scraped")


if __name__ == "__main__":
    main(*sys.argv[1:])
