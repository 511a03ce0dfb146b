# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Reads a JSON list of [kind, text, value] and says which of them mean something else to Python's own readers.

For YAML, `text` is a document in which the key `k` has the value. It is read by PyYAML's reader in Python, not by
libyaml.
"""

import json
import sys

import yaml


def value_of_k(tree):
    if isinstance(tree, dict):
        if "k" in tree:
            return tree["k"]
        tree = list(tree.values())
    if isinstance(tree, list):
        for element in tree:
            found = value_of_k(element)
            if found is not None:
                return found
    return None


count = 0
for kind, text, value in json.load(sys.stdin):
    read = json.loads(text) if kind == "json" else value_of_k(yaml.load(text, Loader=yaml.BaseLoader))
    if read != value:
        print(f"{kind} {text!r} is {read!r}, not {value!r}")
        sys.exit(1)
    count += 1
print(count)
