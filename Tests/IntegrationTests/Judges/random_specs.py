"""Random legal specs become Swift that compiles, and an exposition that Prometheus' Python client reads back.

usage: random_specs.py METRICSGEN DIRECTORY-OF-BUILT-PROGRAMS SEED COUNT

Names are words that Swift reserves or that differ in their underscores; label values and helps are texts that Swift,
Markdown, JSON or the exposition could take for their own. A spec that the compiler refuses for a collision of names isn't
legal and is drawn again. All products are compiled into one program, which prints their expositions.
"""

import glob
import json
import os
import random
import subprocess
import sys
import tempfile

from prometheus_client.parser import text_string_to_metric_families

WORDS = (
    "default class func self Self in init switch case where Type Protocol get set async await throws is as any some"
    " import operator var let return nil true false super text rawValue allCases declaration registry visibility"
    " parameters x y z items total counter gauge count hash description buckets series labels String Int Double Bool"
    " Sendable Optional Array MetricsRuntime Swift _x x_ x__y x_y X camelCase snake_case a1 _1 e"
).split()
TEXTS = [
    "1.5", "default", "+Inf", "-1", "", "🙂", "é", "a b", 'say "hi"', "back\\slash", "two\nlines", '"""', "\\(x)", "*/ /*",
    "|", "<script>alert(1)</script>", "$__interval", "`code`", "#", "// no", "{a=\"b\"}", "le", "NaN", "\\n", "0x10", "yes",
    "ünïcödé", "100 %", "tab\there", "'", "~", "@available", "#if", "a:b", "-", "_", "__", "self", "nil", "\\",
]


class SpecMaker:
    def __init__(self, seed, number):
        self.random = random.Random(f"{seed}/{number}")
        self.name = f"p{number}"
        self.type = f"Product{number}Metrics"
        self.prefix = self.random.choice(["", "p_", "p:"]) + f"n{number}_"

    def word(self):
        count = self.random.choice([1, 1, 2])
        return "_".join(self.random.choice(WORDS) for _ in range(count)).lstrip("_") or "x"

    def names(self, count):
        names = []
        while len(names) < count:
            name = self.word()
            if name not in names and not name[0].isdigit():
                names.append(name)
        return names

    def text(self):
        return " ".join(self.random.choice(TEXTS) for _ in range(self.random.randint(1, 3)))

    def make(self):
        pick = self.random
        label_names = [name for name in self.names(4) if name not in ("le", "pid", "quantile")]
        labels = {}
        for name in label_names[:-1]:
            values = pick.sample(TEXTS, pick.randint(1, 4))
            labels[name] = {"help": self.text(), "values": {v: self.text() for v in values}}
        self.bound = label_names[-1]
        labels[self.bound] = {"help": self.text(), "bind": "instance"}
        groups, self.metrics = {}, {}
        for group in self.names(2):
            metrics = {}
            for key in self.names(4):
                if self.prefix + key in self.metrics:
                    continue
                kind = pick.choice(["counter", "gauge", "histogram"])
                used = pick.sample(label_names, pick.randint(0, 2))
                metric = {"type": kind, "help": self.text(), "labels": used}
                if kind == "histogram":
                    metric["buckets"] = sorted(pick.sample([0.1, 0.25, 1, 2.5, 10, 1e6], 3))
                if pick.random() < 0.3:
                    metric["value"] = "integer"
                metrics[key] = metric
                self.metrics[self.prefix + key] = metric
            groups[group] = {"title": self.text() or "t", "metrics": metrics}
        self.labels = labels
        return {
            "metricsgen": 1,
            "product": {"name": self.name, "version": "1.0", "prefix": self.prefix},
            "outputs": {
                "swift": {"directory": "Swift", "type": self.type}, "docs": {"file": "page.md"},
                "grafana": {"directory": "grafana"}, "catalogue": {"file": "catalogue.json"},
            },
            "labels": labels,
            "groups": groups,
        }


def build(metricsgen, maker, directory):
    """Nil where the spec isn't legal: two of its names are one to Swift or to Prometheus."""
    os.makedirs(directory)
    open(os.path.join(directory, "Package.swift"), "w").close()
    with open(os.path.join(directory, "metrics.yaml"), "w", encoding="utf-8") as file:
        json.dump(maker.make(), file, ensure_ascii=False)
    run = subprocess.run(
        [metricsgen, "build", "metrics.yaml", "--format", "json"], cwd=directory, capture_output=True, text=True
    )
    if run.returncode == 0:
        return os.path.join(directory, "Swift", maker.type + ".swift")
    codes = {d["code"] for d in json.loads(run.stdout)["diagnostics"] if d["severity"] == "error"}
    if codes <= {"MG3102", "MG1205", "MG1204"}:
        return None
    sys.exit(f"{directory}: {run.stdout}")


def initializer(path):
    """What the generated initializer calls its bound label, or nothing where no metric has it."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("init(\n", 1)[1].split(") throws", 1)[0].split("\n")
    return [line.strip().split(":")[0].strip("`") for line in lines[:-1] if line.strip().endswith(": String,")]


def swift_literal(text):
    return '"' + "".join(f"\\u{{{ord(c):x}}}" for c in text) + '"'


def main(metricsgen, programs, seed, count):
    faults = []
    with tempfile.TemporaryDirectory() as root:
        makers, number = [], 0
        while len(makers) < count:
            number += 1
            maker = SpecMaker(seed, number)
            maker.directory = os.path.join(root, str(number))
            path = build(metricsgen, maker, maker.directory)
            if path:
                maker.value = maker.text()
                makers.append((maker, path))
        calls = []
        for maker, path in makers:
            arguments = "".join(f", {name}: {swift_literal(maker.value)}" for name in initializer(path))
            calls.append(f"    _ = try {maker.type}(in: registry{arguments})")
        with open(os.path.join(root, "main.swift"), "w", encoding="utf-8") as file:
            file.write("import MetricsRuntime\nlet registry = MetricsRegistry()\ndo {\n" + "\n".join(calls))
            file.write('\n} catch { print("\\(error)") }\nprint(registry.exposition(), terminator: "")\n')
        objects = glob.glob(f"{programs}/MetricsRuntime.build/**/*.o", recursive=True)
        objects += glob.glob(f"{programs}/MetricsVocabulary.build/**/*.o", recursive=True)
        objects += glob.glob(f"{programs}/CAtomic*.build/**/*.o", recursive=True)
        program = os.path.join(root, "program")
        compiled = subprocess.run(
            ["swiftc", "-swift-version", "6", "-module-name", "RandomSpecs", "-warnings-as-errors", "-I"]
            + [os.path.join(programs, "Modules"), os.path.join(root, "main.swift")]
            + [path for _, path in makers] + objects + ["-o", program],
            capture_output=True, text=True,
        )
        if compiled.returncode != 0:
            print(f"seed {seed}: {compiled.stderr[-4000:]}")
            return 1
        page = subprocess.run([program], capture_output=True, check=True).stdout.decode()
        families = {family.name: family for family in text_string_to_metric_families(page)}
        for maker, _ in makers:
            for name, metric in maker.metrics.items():
                if metric["type"] == "gauge":
                    if f"# HELP {name} " not in page:
                        faults.append(f"{name}: it isn't there")
                    continue
                counter = metric["type"] == "counter"
                family = families.get(name.removesuffix("_total") if counter else name) or families.get(name)
                if family is None:
                    faults.append(f"{name}: the client doesn't see it")
                    continue
                # The client's parser takes blanks at both ends away.
                if family.documentation != metric["help"].strip():
                    faults.append(f"{name}: help {family.documentation!r} for {metric['help']!r}")
                for label in metric["labels"]:
                    expected = set(maker.labels[label].get("values") or [maker.value])
                    found = {sample.labels.get(label) for sample in family.samples}
                    if found != expected:
                        faults.append(f"{name}: {label} is {found!r} and not {expected!r}")
        print("\n".join(faults + [f"seed {seed}: {count} specs of {number}, {len(families)} families"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
