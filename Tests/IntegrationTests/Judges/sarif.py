"""Validates the SARIF document on standard input against the schema of SARIF 2.1.0.

    sarif.py [SCHEMA]

The schema is someone else's and no part of this repository: without it this ends with 77.
"""

import json
import pathlib
import sys

import jsonschema

schema = pathlib.Path(sys.argv[1])
if not schema.exists():
    print(f"skipped: there is no {schema.name}")
    sys.exit(77)
document = json.load(sys.stdin)
schema = json.loads(schema.read_text())
validator = jsonschema.validators.validator_for(schema)(schema)
faults = [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in validator.iter_errors(document)]
for run in document["runs"]:
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            faults.append(f"{result['ruleId']} is not the rule at {result['ruleIndex']}")
print("\n".join(faults) or f"{sum(len(run['results']) for run in document['runs'])} results, valid")
sys.exit(1 if faults else 0)
