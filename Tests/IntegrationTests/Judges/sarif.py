# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Validates the SARIF document on standard input against the schema of SARIF 2.1.0, which is someone else's.

    sarif.py SCHEMA
"""

import json
import pathlib
import sys

import jsonschema

document = json.load(sys.stdin)
schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
validator = jsonschema.validators.validator_for(schema)(schema)
faults = [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in validator.iter_errors(document)]
for run in document["runs"]:
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            faults.append(f"{result['ruleId']} is not the rule at {result['ruleIndex']}")
print("\n".join(faults) or f"{sum(len(run['results']) for run in document['runs'])} results, valid")
sys.exit(1 if faults else 0)
