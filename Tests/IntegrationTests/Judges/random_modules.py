# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Random legal specs become Python modules that have no fault and serve what the spec says.

    random_modules.py METRICSGEN SEED COUNT

The specs are those of `random_specs.py`, which does the same with Swift. Each module is made with parameters and as some
release, a known amount is recorded into every series, and what the registry collects is compared with what is worked
out there. Then all modules are judged as `python_module.py style` does.
"""

import ast
import contextlib
import importlib
import inspect
import itertools
import os
import pathlib
import sys
import tempfile
import warnings

import prometheus_client
from prometheus_client import CollectorRegistry

from python_module import style
from random_specs import SpecMaker, compiles, expected_samples, starting_values

# Two names of the spec are one to Python or to Prometheus: it is drawn again.
COLLISIONS = {"MG3402", "MG1205", "MG1204"}


def paths(module, product, prefix):
    """The group and the attribute of each metric, as the module's source has them.

    :param prefix: what a parameter puts before the names
    """
    tree = ast.parse(pathlib.Path(module.__file__).read_text(encoding="utf-8"))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}

    def text_of(value):
        parts = getattr(value, "values", [value])
        return "".join(part.value if isinstance(part, ast.Constant) else prefix for part in parts)

    def initializer(node):
        return next(f for f in node.body if isinstance(f, ast.FunctionDef) and f.name == "__init__")

    groups = {}
    for node in ast.walk(initializer(classes[product])):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            target, function = node.targets[0], node.value.func
            if isinstance(target, ast.Attribute) and isinstance(function, ast.Attribute):
                groups[function.attr] = target.attr
    found = {}
    for node in classes[product].body:
        if not isinstance(node, ast.ClassDef) or node.name not in groups:
            continue
        name = None
        for statement in initializer(node).body:
            for call in ast.walk(statement):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                    if isinstance(call.func.value, ast.Name) and call.func.value.id == "make":
                        name = text_of(call.args[0])
                        if call.func.attr == "former":
                            # The attribute before it records into the series of the metric.
                            found[name] = found[text_of(call.args[2])]
            target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
            if isinstance(target, ast.Attribute):
                found[name] = (groups[node.name], target.attr.lstrip("_"))
    return found


def start(maker, product, registry):
    names = [name for name in inspect.signature(product.Parameters.__init__).parameters if name != "self"]
    values = starting_values(maker)
    if len(names) != len(values):
        sys.exit(f"{maker.type}: {names} for {values}")
    given = {name: value for name, (value, default) in zip(names, values) if value != default}
    settings = {"product_version": maker.version(maker.acting)}
    if maker.shown is not None:
        settings["show_hidden_for"] = maker.release(maker.shown)
    if maker.disabled:
        settings["disabling"] = [maker.disabled]
    known = {"self", "registry", "parameters", "visibility"}
    bound = [name for name in inspect.signature(product.__init__).parameters if name not in known]
    return product(
        registry, parameters=product.Parameters(**given), visibility=product.Visibility(**settings),
        **{name: maker.value for name in bound})


def label_values(maker, metric, label):
    values = metric["own"].get(label) or maker.labels[label].get("values", [])
    return list(values)


def choices(maker, metric):
    """The values of the labels of each series that is recorded, and whether `labels` takes them."""
    free = [label for label in metric["labels"] if "bind" not in maker.labels[label]]
    known = {label: label_values(maker, metric, label) for label in free}
    if all(known.values()):
        return [dict(zip(free, values)) for values in itertools.product(*known.values())], False
    return [{label: values[-1] if values else maker.text() for label, values in known.items()}], True


def record(maker, metric, handle):
    """Records into every series of a metric; the labels of each, in the order of recording."""
    made, is_open = choices(maker, metric)
    for n, labels in enumerate(made):
        if is_open:
            names = list(inspect.signature(handle.labels).parameters)
            series = handle.labels(**dict(zip(names, labels.values())))
        else:
            series = handle
            for value in labels.values():
                series = series[value]
        if "given" in metric:
            fields = {field: maker.text() for field in metric["fields"]}
            series.set(fields)
            labels |= fields
        elif metric["type"] == "info":
            fields = {}
            for field in metric["fields"]:
                values = label_values(maker, metric, field)
                fields[field] = values[-1] if values else maker.text()
            series.set(**dict(zip(inspect.signature(series.set).parameters, fields.values())))
            labels |= fields
        elif metric["type"] == "stateset":
            states = list(metric["states"])
            series.set(states[n % len(states)])
        elif metric["type"] == "counter":
            series.inc(n + 1)
        elif "initial" in metric:
            series.inc()
        elif metric["type"] == "gauge":
            series.set(n - 3 if metric.get("value") else n - 3.5)
        else:
            series.observe(n * 7 + 3)
    return made


def exposed(name, samples):
    """The judge of Swift reads pages, and the client's parser gives every counter the ending."""
    if name.endswith("_total"):
        return samples
    return {((key.removesuffix("_total") if key == name + "_total" else key), labels): value
            for (key, labels), value in samples.items()}


def registered(maker, registry):
    """The families of the spec's metrics, by the names there."""
    families = {}
    suffixes = {"counter": "_total", "info": "_info"}
    for family in registry.collect():
        for name in (family.name, family.name + suffixes.get(family.type, "")):
            if name in maker.metrics:
                families[name] = family
    return families


def judge(maker, module):
    registry = CollectorRegistry()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        metrics = start(maker, getattr(module, maker.type), registry)
        attributes = paths(module, maker.type, maker.given.get("prefix_of_all", ""))
        handles = {name: getattr(getattr(metrics, group), attribute) for name, (group, attribute) in attributes.items()
                   if name in maker.metrics}
        for name, family in registered(maker, registry).items():
            metric = maker.metrics[name]
            if family.samples and "initial" not in metric and metric["type"] in ("gauge", "info"):
                yield f"{name}: has {family.samples} before it is set"
        expected = {}
        for name, metric in maker.metrics.items():
            # What has two names is recorded by its former one.
            if name in maker.formers:
                continue
            made = record(maker, metric, handles[name])
            for shown in [name] + ([metric["present"]] if "present" in metric else []):
                expected[shown] = {}
                if maker.is_served(shown):
                    expected[shown] = exposed(shown, expected_samples(maker, shown, made))
    families = registered(maker, registry)
    for name, samples in expected.items():
        family = families.get(name)
        if (family is not None) != maker.is_served(name):
            yield f"{name}: {'is not' if family is None else 'is'} registered"
            continue
        if family is None:
            continue
        if family.documentation != maker.metrics[name]["help"]:
            yield f"{name}: help {family.documentation!r}"
        found = {(s.name, tuple(sorted(s.labels.items()))): s.value for s in family.samples}
        if found != samples:
            rest = {k: v for k, v in found.items() if samples.get(k) != v}
            lacking = {k: v for k, v in samples.items() if found.get(k) != v}
            yield f"{name} ({maker.metrics[name]['type']}): {rest!r} and not {lacking!r}"
    for name in sorted(maker.tombstones & set(families)):
        yield f"{name}: is removed, and is registered"
    for name in families:
        yield from beyond_caps(maker, name, handles[name], registry)


def beyond_caps(maker, name, handle, registry):
    """A label has as many values as its cap, and one more for all others."""
    metric = maker.metrics[name]
    capped = [label for label in metric["labels"] if "max_values" in maker.labels[label]]
    # These have series as soon as they are looked up.
    # A former name has the series of the metric, which is judged itself.
    if not capped or "present" in metric or metric["type"] not in ("counter", "histogram", "summary"):
        return
    free = choices(maker, metric)[0][0]
    arguments = list(inspect.signature(handle.labels).parameters)
    for n in range(8):
        given = [f"beyond{n}" if label in capped else value for label, value in free.items()]
        handle.labels(**dict(zip(arguments, given)))
    samples = registered(maker, registry)[name].samples
    # One value was recorded, and four had room.
    counted = registry.get_sample_value("metricsgen_label_overflow_total", {"metric": name})
    if counted != 4:
        yield f"{name}: {counted} look-ups count as being beyond the cap"
    for label in capped:
        values = {sample.labels[maker.exposed(label)] for sample in samples}
        if "overflow" not in values or len(values) != maker.labels[label]["max_values"] + 1:
            yield f"{name}: `{label}` has the values {sorted(values)}"


def main(metricsgen, seed, count):
    metricsgen = os.path.abspath(metricsgen)
    prometheus_client.disable_created_metrics()
    faults, number, made = [], 0, 0
    with tempfile.TemporaryDirectory() as root:
        modules = pathlib.Path(root, "modules")
        modules.mkdir()
        sys.path.insert(0, str(modules))
        while made < count:
            number += 1
            maker, name = SpecMaker(seed, number), f"product{number}"
            directory = pathlib.Path(root, str(number))
            outputs = {"python": {"file": name + ".py", "class": maker.type}}
            if not compiles(metricsgen, maker, directory, COLLISIONS, outputs=outputs):
                continue
            maker.value = maker.text()
            made += 1
            (modules / f"{name}.py").write_bytes((directory / f"{name}.py").read_bytes())
            try:
                with contextlib.redirect_stderr(sys.stdout):
                    faults += [f"{name}: {fault}" for fault in judge(maker, importlib.import_module(name))]
            except Exception as error:
                faults.append(f"{name}: {type(error).__name__}: {error}")
                raise
        faults += list(style(modules))
        print("\n".join(faults + [f"seed {seed}: {count} specs of {number}"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
