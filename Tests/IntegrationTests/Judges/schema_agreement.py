# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Whether jsonschema and the compiler agree on the shape of specs.

usage: schema_agreement.py METRICSGEN SCHEMA FIXTURE...

Each fixture holds one spec, or several files behind lines `# file: NAME`. The compiler's findings about shape (unknown
keys, wrong types, missing keys and values, values outside a choice) of a file have to be there exactly when jsonschema
refuses that file. What YAML itself refuses has no shape.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

SHAPE = {"MG1103", "MG1104", "MG1105", "MG1106", "MG1107"}


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: no dates, and `yes` is a string."""


Loader.yaml_implicit_resolvers = {}
for pattern, tag, first in [
    (r"^(?:true|false)$", "bool", "tf"),
    (r"^[-+]?[0-9]+$", "int", "-+0123456789"),
    (r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "float", "-+.0123456789"),
    (r"^$|^~$|^null$", "null", ["", "~", "n"]),
]:
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), first)
Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def parts(text):
    files, name = {}, "spec.yaml"
    for line in text.split("\n"):
        if line.startswith("#>"):
            break
        if line.startswith("# file: "):
            name = line[len("# file: ") :]
        files.setdefault(name, []).append(line)
    return {name: "\n".join(lines) for name, lines in files.items()}


def findings(metricsgen, directory, name):
    """Codes by file, or nil where the compiler doesn't read the file for its shape."""
    run = subprocess.run(
        [metricsgen, "lint", "--format", "json", name], cwd=directory, capture_output=True, text=True, check=False
    )
    found = {}
    for diagnostic in json.loads(run.stdout)["diagnostics"]:
        # A unit refers to the spec's own units: only the compiler knows them.
        if diagnostic["code"] == "MG1107" and diagnostic["message"].startswith("`unit` "):
            continue
        # A parameter instead of a name is a string too, and only the compiler looks up whether it has a default.
        if diagnostic["message"].startswith(("`prefix` must be a parameter", "`fields` must be a parameter", "the parameter `")):
            continue
        found.setdefault(os.path.basename(diagnostic["file"]), set()).add(diagnostic["code"])
    return found


def main(metricsgen, schema_path, fixtures):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft7Validator.check_schema(schema)
    undescribed = [
        f"{where}: {key}"
        for where, definition in [("a spec file", schema)] + list(schema["definitions"].items())
        for key, value in definition["properties"].items()
        if not value.get("description")
    ]
    faults, judged, refused = [f"no description: {key}" for key in undescribed], 0, 0
    validator = jsonschema.Draft7Validator(schema)
    for fixture in fixtures:
        with open(fixture, encoding="utf-8", newline="") as file, tempfile.TemporaryDirectory() as directory:
            files = parts(file.read())
            for name, text in files.items():
                path = os.path.join(directory, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8", newline="") as output:
                    output.write(text)
            codes = findings(metricsgen, directory, "spec.yaml")
            for name, text in files.items():
                # The schema is that of specs; translations have a table of their own.
                if name.startswith("locales/"):
                    continue
                found = codes.get(os.path.basename(name), set())
                # Input that isn't YAML, is empty, or has another version of the language is not compared with the schema.
                if any(code.startswith("MG00") for code in found) or found & {"MG1101", "MG1102"}:
                    continue
                if name != "spec.yaml" and any(code.startswith("MG15") for code in codes.get("spec.yaml", set())):
                    continue
                errors = list(validator.iter_errors(yaml.load(text, Loader)))
                judged += 1
                refused += bool(errors)
                if bool(errors) != bool(found & SHAPE):
                    reasons = "; ".join(error.message[:200] for error in errors[:3]) or "it is fine"
                    faults.append(f"{fixture} {name}: compiler {sorted(found & SHAPE)}, jsonschema: {reasons}")
    print("\n".join(faults + [f"{judged} files judged, {refused} of them refused"]))
    return 1 if faults or judged < 50 or refused < 20 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
