# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Installs the wheel WHEEL with pip and prints what its program says of its version.

    wheel.py WHEEL
"""

import base64
import csv
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile

with zipfile.ZipFile(sys.argv[1]) as archive:
    names = archive.namelist()
    (record,) = [name for name in names if name.endswith("/RECORD")]
    rows = list(csv.reader(io.StringIO(archive.read(record).decode())))
    assert sorted(names) == sorted(row[0] for row in rows)
    for name, digest, size in rows:
        content = archive.read(name)
        expected = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        assert name == record or (digest, size) == (f"sha256={expected}", str(len(content))), name

with tempfile.TemporaryDirectory() as target:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"]
    subprocess.run([*pip, "--target", target, sys.argv[1]], check=True)
    subprocess.run([f"{target}/bin/metricsgen", "--version"], check=True)
