"""Random legal specs become Swift that compiles, and an exposition that Prometheus' Python client reads back.

usage: random_specs.py METRICSGEN DIRECTORY-OF-BUILT-PROGRAMS SEED COUNT

Names are words that Swift reserves or that differ in their underscores; label values and helps are texts that Swift,
Markdown, JSON or the exposition could take for their own. A spec that the compiler refuses for a collision of names isn't
legal and is drawn again. All products are compiled into one program, which records a known amount into every series and
prints their expositions.
"""

import glob
import json
import os
import random
import re
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
    "-Inf", "ab\u202edc", "\u200b", "👩\u200d💻",
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
        label_names = [name for name in self.names(6) if name not in ("le", "pid", "quantile")]
        labels = {}
        # The last is bound to the instance, the two before it take any text, the rest have values.
        for name in label_names[-3:-1]:
            labels[name] = {"help": self.text(), "max_values": 5}
            if pick.random() < 0.3:
                labels[name]["required"] = False
        for name in label_names[:-3]:
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
                kind = pick.choice(["counter", "gauge", "histogram", "summary", "info", "stateset"])
                # With an open label all are looked up; without one the closed ones are a table.
                pool = label_names if pick.random() < 0.4 else label_names[:-3] + label_names[-1:]
                used = pick.sample(pool, pick.randint(0, min(2, len(pool))))
                metric = {"type": kind, "help": self.text(), "labels": used}
                if kind == "histogram":
                    metric["buckets"] = sorted(pick.sample([0.1, 0.25, 1, 2.5, 10, 1e6], 3))
                if kind == "info":
                    rest = [name for name in label_names[:-1] if name not in used]
                    metric["fields"] = pick.sample(rest, pick.randint(1, min(3, len(rest))))
                elif kind == "stateset":
                    metric["states"] = {v: self.text() for v in pick.sample(TEXTS, pick.randint(1, 5))}
                elif pick.random() < 0.3:
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


class Generated:
    """Where the generated Swift of a product has what the spec names: found in its text, which names it in comments."""

    def __init__(self, maker, path):
        self.maker = maker
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.labels = dict(re.findall(r"^    enum (\w+): UInt(?:8|16), .*\n(?:.*\n)*?.*ClosedLabel\(\"(\w+)\"", text, re.M))
        groups = {kind: name for name, kind in re.findall(r"^    var (\S+): (\w+) \{ \2\(_series\) \}$", text, re.M)}
        self.metrics = {}
        for part in text.split("\nextension ")[1:]:
            group = re.search(r"^    struct (\w+): Sendable", part, re.M)
            if not group:
                continue
            structs = {
                name: body for name, body in re.findall(r"^        struct (\w+): Sendable \{\n((?:            .*\n|\n)*)", part, re.M)}
            found = re.findall(r"^        /// `(\S+)`: an? (?:\w+).*\n(?:        (?:///|@).*\n)*        var (\S+): (\S+) \{", part, re.M)
            for name, accessor, kind in found:
                self.metrics[name] = (f"m.{groups[group[1]]}.{accessor}", kind, group[1], structs)

    def statements(self, name):
        """Swift that records into every series of a metric, and the label values of each in the order of recording."""
        metric = self.maker.metrics[name]
        path, kind, group, structs = self.metrics[name]
        loops, choices, handle = [], [{}], kind
        subscript = re.search(r"subscript\((.*)\) -> (\S+) \{", structs.get(kind, ""))
        call = re.search(r"func with\((.*)\) -> (\S+) \{", structs.get(kind, ""))
        if subscript:
            handle, arguments = subscript[2], []
            for index, argument in enumerate(subscript[1].split(", ")):
                label = self.labels[argument.split(": ")[1]]
                loops.append(f"for a{index} in {self.maker.type}.{argument.split(': ')[1]}.allCases {{ ")
                arguments.append(f"a{index}")
                choices = [c | {label: v} for c in choices for v in self.maker.labels[label]["values"]]
            path += f"[{', '.join(arguments)}]"
        elif call:
            handle = call[2]
            names = [l for l in metric["labels"] if "bind" not in self.maker.labels[l]]
            texts, arguments = self.arguments(call[1], names)
            choices, path = [texts], f"{path}.with({arguments})"
        fields = {}
        if metric["type"] == "info":
            call = re.search(r"func set\((.*)\) \{", structs[handle])
            fields, arguments = self.arguments(call[1], metric["fields"])
            action = f"h.set({arguments})"
        elif metric["type"] == "stateset":
            states = f"{self.maker.type}.{group}.{handle.split('<')[1].rstrip('>')}.allCases"
            action = f"h.set({states}[n % {states}.count])"
        else:
            action = {
                "counter": "h.increment(by: n + 1)", "histogram": "h.observe(n)", "summary": "h.observe(n)",
                "gauge": "h.set(n - 3)" if metric.get("value") else "h.set(Double(n) - 3.5)",
            }[metric["type"]]
        swift = "do { var n = 0; " + "".join(loops) + f"let h = {path}; {action}; n += 1 " + "}" * len(loops) + "; _ = n }"
        return swift, [choice | fields for choice in choices]

    def arguments(self, signature, labels):
        """Texts for the arguments of a call, in the order of the labels, and how they are written."""
        texts, written = {}, []
        for label, argument in zip(labels, re.findall(r"(\S+): (\w+)(?: = \"\")?", signature)):
            values = self.maker.labels[label].get("values")
            texts[label] = list(values)[-1] if values else self.maker.random.choice(TEXTS)
            value = f"{self.maker.type}.{argument[1]}.allCases[{len(values) - 1}]" if values else swift_literal(texts[label])
            written.append(f"{argument[0].strip(chr(96))}: {value}")
        return texts, ", ".join(written)


def expected_samples(maker, name, choices):
    """What the page has to say of a metric: value by sample name and labels."""
    metric, samples = maker.metrics[name], {}
    bound = {l: maker.value for l in metric["labels"] if "bind" in maker.labels[l]}

    def add(suffix, labels, value):
        samples[name + suffix, tuple(sorted((bound | labels).items()))] = float(value)

    for n, labels in enumerate(choices):
        if metric["type"] == "counter":
            # The client's parser gives every counter the ending.
            add("" if name.endswith("_total") else "_total", labels, n + 1)
        elif metric["type"] == "gauge":
            add("", labels, n - 3 if metric.get("value") else n - 3.5)
        elif metric["type"] == "info":
            add("", labels, 1)
        elif metric["type"] == "stateset":
            states = list(metric["states"])
            for place, state in enumerate(states):
                add("", labels | {name.replace(":", "_"): state}, place == n % len(states))
        else:
            add("_count", labels, 1)
            add("_sum", labels, n)
            for bound_value in metric.get("buckets", []) + ([float("inf")] if "buckets" in metric else []):
                text = {1e6: "1e+06", float("inf"): "+Inf"}.get(bound_value, str(float(bound_value)))
                add("_bucket", labels | {"le": text}, n <= bound_value)
    return samples


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
        calls, functions, expected = [], [], {}
        for maker, path in makers:
            arguments = "".join(f", {name}: {swift_literal(maker.value)}" for name in initializer(path))
            calls.append(f"    record(try {maker.type}(in: registry{arguments}))")
            generated, lines = Generated(maker, path), []
            for name in maker.metrics:
                swift, choices = generated.statements(name)
                lines.append("    " + swift)
                expected[name] = expected_samples(maker, name, choices)
            functions.append(f"func record(_ m: {maker.type}) {{\n" + "\n".join(lines) + "\n}\n")
        with open(os.path.join(root, "main.swift"), "w", encoding="utf-8") as file:
            file.write("import MetricsRuntime\nlet registry = MetricsRegistry()\n" + "".join(functions))
            file.write("do {\n" + "\n".join(calls))
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
                counter = metric["type"] == "counter"
                family = families.get(name.removesuffix("_total") if counter else name) or families.get(name)
                if family is None:
                    faults.append(f"{name}: the client doesn't see it")
                    continue
                # The client's parser takes blanks at both ends away.
                if family.documentation != metric["help"].strip():
                    faults.append(f"{name}: help {family.documentation!r} for {metric['help']!r}")
                found = {(x.name, tuple(sorted(x.labels.items()))): x.value for x in family.samples}
                if found != expected[name]:
                    rest = {k: v for k, v in found.items() if expected[name].get(k) != v}
                    lacking = {k: v for k, v in expected[name].items() if found.get(k) != v}
                    faults.append(f"{name} ({metric['type']}): {rest!r} and not {lacking!r}")
        print("\n".join(faults + [f"seed {seed}: {count} specs of {number}, {len(families)} families, {sum(map(len, expected.values()))} samples"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
