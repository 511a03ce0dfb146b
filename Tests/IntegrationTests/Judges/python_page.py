# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""The code of docs/python.md does what the page says.

    python_page.py code METRICSGEN PAGE                 the spec, each block of code, and each line of the table
    python_page.py servers METRICSGEN EXPORTER PAGE     the same two servers under uvicorn and gunicorn, which the page starts

`code` calls the application of the preforking server itself. `servers` needs fastapi, uvicorn and gunicorn beside this
Python (`python-requirements.txt`); it sends orders to each server as the page starts it, to gunicorn also with `--preload`,
and `metricsgen-exporter` has to show the same sum of the shared directory.
"""

import contextlib
import os
import pathlib
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import urllib.request

PYTHON = pathlib.Path(sys.executable)


def blocks(text, language):
    return [block + "\n" for block in re.findall(rf"^```{language}\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)]


def build(metricsgen, text, directory):
    """Builds the spec of the page, without a complaint; the directory of the module."""
    (directory / "metrics.yaml").write_text(blocks(text, "yaml")[0], encoding="utf-8")
    (directory / "Package.swift").touch()
    for arguments in (["lint", "--warnings-as-errors"], ["build"]):
        outcome = subprocess.run([metricsgen, *arguments], cwd=directory, capture_output=True, text=True)
        if outcome.returncode != 0:
            sys.exit(f"{arguments}: {outcome.stderr}")
    module = directory / "Generated/python"
    # A block that is a file begins with its name.
    for block in blocks(text, "python"):
        name = re.match(r"# ([\w.]+\.py)\b", block)
        if name:
            (module / name[1]).write_text(block, encoding="utf-8")
    return module


# MARK: Code

# What the lines of the table leave in the registry.
EXPECTED = """\
shop_placed_total{branch="Riga"} 3.0
shop_open{branch="Riga"} 12.0
shop_packing_seconds_count{gift="true"} 2.0
shop_packing_seconds_count{gift="false"} 0.0
shop_paid_euros_total{payment="cash",till="left"} 1.0
shop_paid_euros_total{payment="card",till="right"} 1.0
shop_paid_euros_total{payment="voucher",till="left"} 3.0
shop_items_sum{customer="Ada"} 5.0
shop_items_bucket{customer="Ada",le="50.0"} 1.0
shop_build_info{version="1.4.0"} 1.0
shop_door{shop_door="open",till="left"} 1.0
shop_door{shop_door="shut",till="right"} 1.0
# TYPE shop_people gauge
shop_people{till="left"} 3.0
# TYPE shop_printed_pages_total counter
shop_printed_pages_total 1204.0
# TYPE shop_scale untyped
shop_scale 2.5
"""

REST = """
def raised(call):
    try:
        call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"

assert ShopMetrics.Payment.CASH == "cash" == ShopMetrics.Payment.values[0]
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for _ in range(2):
        metrics.orders.waiting.set(1)
print("warned:", [str(one.message) for one in caught])
print("tombstone:", raised(lambda: metrics.orders.lost))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for _ in range(2):
        metrics.orders.paid_euros.voucher.left.inc()
    # By its string, without a warning.
    metrics.orders.paid_euros["voucher"].left.inc()
print("warned of a value:", [str(one.message) for one in caught])
print("unknown value:", raised(lambda: metrics.orders.paid_euros["gold"]))
print("setting:", raised(lambda: ShopMetrics.Visibility(product_version="new")))
print("variable:", raised(lambda: ShopMetrics.Parameters.from_environment({"SHOP_DELIVERS": "often"})))
print("other bounds:", raised(lambda: ShopMetrics(branch="Tartu", parameters=ShopMetrics.Parameters(max_items=5))))
print("left behind:", "Tartu" in prometheus_client.generate_latest(REGISTRY).decode())
print("one name:", ShopMetrics.Visibility(disabling="shop_open").disabling)
print("messages:", metrics.lifecycle_messages)
pages = metrics.shop.printed_pages
print("counts:", [pages.set_total(1), pages.set_total(-1), pages.restart(-1), pages.restart(7), pages.set_total(1204)])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    metrics.shop.people.right.set_function(lambda: 1 / 0)
    prometheus_client.generate_latest(REGISTRY)
    metrics.shop.people.right.set_function(None)
print("failed:", [str(one.message) for one in caught])
print(prometheus_client.generate_latest(REGISTRY).decode(), end="")
"""

SAID = """\
warned: ['`waiting` is deprecated in 0.8, hidden from 0.9, removed from 0.10: Open orders say the same. Use `shop_open` \
(`orders.open`).']
tombstone: AttributeError: `shop_lost_total` was removed in 0.8: Orders are never lost. There is no replacement.
warned of a value: ['`voucher` is deprecated in 0.9: Vouchers are cards now. Use `card`.']
unknown value: ValueError: `gold` isn't a value of the label `payment`; use one of `cash`, `card`, `voucher`
other bounds: MetricsSetupError: the registry already has `shop_items`, and `shop_items` has other bounds for the same series; \
use a separate registry for one of the two
left behind: False
setting: MetricsSetupError: `product_version`: `new` is not a version of a product; write it like `0.9.1` or `0.9.0rc1`
variable: MetricsSetupError: parameter `delivers`: the environment variable `SHOP_DELIVERS` is "often"; set it to `true` or \
`false`
one name: ('shop_open',)
counts: [False, False, False, True, True]
failed: ["`shop_people` can't be read, so a series of it is left out: ZeroDivisionError('division by zero')"]
messages: ('`shop_waiting` is hidden since 0.9 and shown on request: removed from 0.10; use `shop_open`',)
"""


def code(metricsgen, page):
    text = pathlib.Path(page).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        module = build(metricsgen, text, pathlib.Path(place))
        lines = [
            "import warnings", "import prometheus_client", "prometheus_client.disable_created_metrics()",
            "is_gift, payment, till = True, 'card', 'right'"]
        lines += [block for block in blocks(text, "python") if not re.match(r"# [\w.]+\.py\b", block)]
        table = re.findall(r"^\| `.*` \| `(metrics\..*)` \|$", text, re.MULTILINE)
        lines += table
        program = "\n".join(lines) + REST
        outcome = run_python(module, program)
        found = outcome.stdout.split("\n")
        if outcome.returncode != 0:
            yield outcome.stderr
        for line in (SAID + EXPECTED).rstrip("\n").split("\n"):
            if line not in found:
                yield f"the code of the page doesn't print {line!r} but {outcome.stdout}"
        if len(table) < 9:
            yield f"only {len(table)} lines of the table were run"
        yield from application(module)


def run_python(directory, program, **variables):
    return subprocess.run(
        [PYTHON, "-c", program], cwd=directory, capture_output=True, text=True,
        env=os.environ | {"PROMETHEUS_DISABLE_CREATED_SERIES": "true"} | variables)


def application(module):
    """The preforking server's application, called by nobody but us."""
    with tempfile.TemporaryDirectory() as shared:
        program = """
import shop
answers = []
for path in ["/orders", "/orders", "/metrics"]:
    body = shop.app({"PATH_INFO": path, "REQUEST_METHOD": "GET"}, lambda *answer: answers.append(answer[0]))
print(answers, b"".join(body).decode())
"""
        outcome = run_python(module, program, PROMETHEUS_MULTIPROC_DIR=shared)
        for expected in ("['204 No Content', '204 No Content', '200 OK']", 'shop_placed_total{branch="Riga"} 2.0\n'):
            if expected not in outcome.stdout:
                yield f"shop.py: {outcome.stdout}{outcome.stderr}"
        for name in ("gauge `shop_people`", "counter `shop_printed_pages_total`", "unknown `shop_scale`"):
            if outcome.stderr.count(f"RuntimeWarning: the {name} is on no page: ") != 1:
                yield f"shop.py doesn't warn of the {name}: {outcome.stderr}"


# MARK: Servers


@contextlib.contextmanager
def serving(command, directory, **variables):
    """A server that the page starts, on a port of the system's choice; its URL."""
    words = shlex.split(command)
    while "=" in words[0]:
        words.pop(0)
    # The page names a port.
    words = [str(PYTHON.parent / words[0]), *words[1:]]
    for name, value in (("--port", "0"), ("--bind", "127.0.0.1:0")):
        if name in words:
            words[words.index(name) + 1] = value
    server = subprocess.Popen(
        words, cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env=os.environ | variables)
    try:
        log = []
        for line in server.stderr:
            log.append(line)
            found = re.search(r"(?:Listening at|running on).*?(http://127\.0\.0\.1:\d+)", line)
            if found:
                break
        else:
            sys.exit(f"{command}: {''.join(log)}")
        yield found[1]
    finally:
        server.send_signal(signal.SIGTERM)
        server.stderr.read()
        server.wait()


def ask(url, method="GET"):
    with urllib.request.urlopen(urllib.request.Request(url, method=method)) as answer:
        return answer.read().decode()


def servers(metricsgen, exporter, page):
    text = pathlib.Path(page).read_text(encoding="utf-8")
    uvicorn, gunicorn = (block.strip() for block in blocks(text, "sh"))
    with tempfile.TemporaryDirectory() as place:
        module = build(metricsgen, text, pathlib.Path(place))
        with serving(uvicorn, module) as url:
            for _ in range(5):
                ask(url + "/orders", "POST")
            # With and without the redirect.
            for path in ("/metrics", "/metrics/"):
                if 'shop_placed_total{branch="Riga"} 5.0\n' not in ask(url + path):
                    yield f"FastAPI: {ask(url + path)}"
        for number, command in enumerate((gunicorn, f"{gunicorn} --preload")):
            shared = pathlib.Path(place, f"shared{number}")
            shared.mkdir()
            with serving(command, module, PROMETHEUS_MULTIPROC_DIR=str(shared)) as url:
                for _ in range(40):
                    ask(url + "/orders", "POST")
                exposition = ask(url + "/metrics")
            by_exporter = subprocess.run([exporter, shared, "--once"], capture_output=True, text=True).stdout
            for name, exposed in (("gunicorn", exposition), ("metricsgen-exporter", by_exporter)):
                if 'shop_placed_total{branch="Riga"} 40.0\n' not in exposed:
                    yield f"{command}: {name} shows {exposed}"


def main():
    # Programs run in directories of their own.
    faults = list({"code": code, "servers": servers}[sys.argv[1]](*map(os.path.abspath, sys.argv[2:])))
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
