# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Whether every catalogue fits the JSON Schema of catalogues, and the page about them shows that schema.

usage: catalogue_schema.py METRICSGEN SCHEMA PAGE FILE... [--write]

A FILE is a catalogue, or a spec whose catalogue METRICSGEN prints; a spec may hold several files behind lines
`# file: NAME`. The schema is strict: a member that it doesn't have is refused, so a new one has to be described. It has
nothing that no catalogue has. With `--write`, the tables of the page are written and not compared.
"""

import copy
import json
import os
import subprocess
import sys
import tempfile

import jsonschema

from schema_agreement import parts

MEMBERS = "## Members\n"


def catalogue(metricsgen, path):
    """The catalogue in a file, or that of a spec."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if path.endswith(".json"):
        return json.loads(text)
    with tempfile.TemporaryDirectory() as directory:
        for name, part in parts(text).items():
            part_path = os.path.join(directory, name)
            os.makedirs(os.path.dirname(part_path), exist_ok=True)
            with open(part_path, "w", encoding="utf-8", newline="") as output:
                output.write(part)
        run = subprocess.run(
            [metricsgen, "catalogue", "spec.yaml"], cwd=directory, capture_output=True, text=True, check=False
        )
    if run.returncode:
        raise ValueError(f"{path}: metricsgen catalogue ends with {run.returncode}: {run.stderr}")
    return json.loads(run.stdout)


def definitions(schema):
    """The document and what it consists of, in their order."""
    return [schema] + list(schema["$defs"].values())


def anchor(title):
    return "#" + title.lower().replace(" ", "-")


def listed(words):
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


class Page:
    """The tables of the page, as the schema has them."""

    def __init__(self, schema):
        self.schema = schema

    def link(self, reference):
        title = self.schema["$defs"][reference.rsplit("/", 1)[1]]["title"]
        return f"[{title.lower()}]({anchor(title)})"

    def kind(self, member):
        """What a member takes, in a few words."""
        if "$ref" in member:
            return self.link(member["$ref"])
        if "anyOf" in member:
            return listed([self.kind(choice) for choice in member["anyOf"]])
        if "const" in member:
            return f"`{member['const']}`"
        if "enum" in member:
            return listed(["null" if value is None else f"`{value}`" for value in member["enum"]])
        names = {"integer": "whole number", "boolean": "Boolean"}
        types = member["type"] if isinstance(member["type"], list) else [member["type"]]
        if types[0] == "array":
            inner = self.kind(member["items"])
            return listed(["list of " + (inner if "$ref" in member["items"] else inner + "s")] + types[1:])
        return listed([names.get(name, name) for name in types])

    def text(self):
        lines = [MEMBERS.rstrip("\n")]
        for definition in definitions(self.schema):
            lines += ["", f"### {definition['title']}", "", definition["description"], ""]
            if "oneOf" in definition:
                lines += [f"- {self.link(choice['$ref'])}" for choice in definition["oneOf"]]
                continue
            lines += ["| member | | |", "|---|---|---|"]
            for name, member in definition["properties"].items():
                lines.append(f"| `{name}` | {self.kind(member)} | {member['description']} |")
        return "\n".join(lines) + "\n"


def undescribed(schema):
    for definition in definitions(schema):
        if "oneOf" in definition:
            continue
        title = definition["title"]
        if definition.get("additionalProperties") is not False:
            yield f"{title}: members that aren't described are allowed"
        for name, member in definition["properties"].items():
            if not member.get("description"):
                yield f"{title}: `{name}` has no description"


class Coverage:
    """The members and the choices of the schema that some catalogue has."""

    def __init__(self, schema):
        self.schema = schema
        self.seen = set()

    def resolved(self, member):
        while "$ref" in member:
            member = self.schema["$defs"][member["$ref"].rsplit("/", 1)[1]]
        return member

    def visit(self, member, value):
        member = self.resolved(member)
        for choice in member.get("oneOf", member.get("anyOf", [])):
            choice = self.resolved(choice)
            if jsonschema.Draft202012Validator(choice | {"$defs": self.schema["$defs"]}).is_valid(value):
                self.visit(choice, value)
        if isinstance(value, list):
            for element in value:
                self.visit(member["items"], element)
        elif isinstance(value, dict) and "properties" in member:
            for name, inner in value.items():
                described = member["properties"][name]
                if inner not in (None, [], ""):
                    self.seen.add((member["title"], name))
                if "enum" in described:
                    self.seen.add((member["title"], name, inner))
                self.visit(described, inner)

    def unseen(self):
        for definition in definitions(self.schema):
            for name, member in definition.get("properties", {}).items():
                if (definition["title"], name) not in self.seen:
                    yield f"{definition['title']}: no catalogue has a value of `{name}`"
                for choice in member.get("enum", []):
                    if (definition["title"], name, choice) not in self.seen:
                        yield f"{definition['title']}: `{name}` is {choice!r} in no catalogue"


def objects(value, path=()):
    """The places of all objects in a document."""
    if isinstance(value, dict):
        yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from objects(inner, path + (key,))


def damaged(document):
    """The document with an unknown member, and without each member, of an object of each sort."""
    sorts = set()
    for path in objects(document):
        place = document
        for key in path:
            place = place[key]
        sort = (*(key for key in path if isinstance(key, str)), place.get("type"), place.get("kind"), *place)
        if sort in sorts:
            continue
        sorts.add(sort)
        for name in [None] + list(place):
            copied = copy.deepcopy(document)
            place = copied
            for key in path:
                place = place[key]
            if name is None:
                place["unknown"] = None
            else:
                del place[name]
            yield ".".join(map(str, path)) + (f" without `{name}`" if name else " with an unknown member"), copied


def main(metricsgen, schema_path, page_path, *files):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    coverage = Coverage(schema)
    faults = list(undescribed(schema))
    paths = [path for path in files if not path.startswith("--")]
    for path in paths:
        document = catalogue(metricsgen, path)
        errors = sorted(validator.iter_errors(document), key=lambda error: list(map(str, error.absolute_path)))
        faults += [f"{path}: {'.'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in errors[:5]]
        if not errors:
            coverage.visit(schema, document)
    if not faults:
        faults += coverage.unseen()
        faults += [
            f"{paths[0]}: the schema accepts {what}"
            for what, document in damaged(catalogue(metricsgen, paths[0]))
            if validator.is_valid(document)
        ]
    with open(page_path, encoding="utf-8") as file:
        page = file.read()
    tables = Page(schema).text()
    if "--write" in files:
        with open(page_path, "w", encoding="utf-8") as file:
            file.write(page[: page.index(MEMBERS)] + tables)
    elif not page.endswith(tables):
        faults.append(f"{page_path}: from `{MEMBERS.strip()}` on it has to be\n\n{tables}")
    print("\n".join(faults + [f"{len(paths)} catalogues"]))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
