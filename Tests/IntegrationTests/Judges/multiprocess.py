# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Judges the shared directory against Prometheus' Python client.

    multiprocess.py differential WRITER EXPORTER SEED ROUNDS    random operations in processes of both languages
    multiprocess.py scraping WRITER EXPORTER PROCESSES          Python scrapes all the while
    multiprocess.py killing WRITER EXPORTER ROUNDS [SEED]       writers are killed at random moments
    multiprocess.py folding WRITER EXPORTER ROUNDS [SEED]       folding is killed at random moments
    multiprocess.py reused WRITER EXPORTER                      process numbers that are used again, or made up
    multiprocess.py many-dead WRITER EXPORTER COUNT             files of very many processes that have ended
"""
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.parser import text_string_to_metric_families

NASTY = [
    "", " ", "a", 'quote"d', "back\\slash", "line\nfeed", "carriage\rreturn", "tab\tbed", "nul\0l", "\x01\x1f\x7f",
    "é", "e\u0301", "日本", "😀", "\u2028", "}", "{,=}", 'le="1"', "\\n", "\\u0041", "x" * 300, "a,b", "\ufeff", "\u00a0",
]
MODES = ["all", "liveall", "min", "livemin", "max", "livemax", "sum", "livesum", "mostrecent", "livemostrecent"]
STATES = ",".join(state.encode().hex() for state in ("on", "off", "\u00e9"))
WORKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "multiprocess_worker.py")


def hexadecimal(text):
    return text.encode("utf-8").hex() or "-"


class Writer:
    def __init__(self, command, directory):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
            env={**os.environ, "PROMETHEUS_MULTIPROC_DIR": directory, "PYTHONDONTWRITEBYTECODE": "1"})

    def say(self, *words):
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")

    def ask(self, *words):
        self.say(*words)
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        assert answer == "ok", f"a writer answered {answer!r}"

    def end(self):
        self.process.stdin.close()
        assert self.process.wait() == 0


def declarations(generator):
    """One of each kind and mode, with and without labels: (kind, name, labels, mode or bounds)."""
    result = []
    for labels in ([], ["l"], ["zone", "a"]):
        suffix = "_".join(["with", *labels]) if labels else "plain"
        result.append(("counter", f"c_{suffix}_total", labels, "-"))
        bounds = generator.choice(["0.1,1,10", "0.25,0.5,1e6,1.5e7,1e10", "1,2,5,10,1048576,1e15,1e16"])
        result.append(("histogram", f"h_{suffix}", labels, bounds))
        result.append(("summary", f"s_{suffix}", labels, "-"))
        for mode in MODES:
            result.append(("gauge", f"g_{mode}_{suffix}", labels, mode))
            # With a value from the start, which Python's client hasn't got.
            result.append(("gauge", f"i_{mode}_{suffix}", labels, f"{mode}=2"))
            # Infos and statesets, which are gauges there.
            if "mostrecent" in mode:
                result.append(("info", f"n_{mode}_{suffix}", labels, f"version,commit {mode}"))
            if "sum" not in mode:
                result.append(("stateset", f"t_{mode}_{suffix}", labels, f"{STATES} {mode}"))
    return result


def samples_of_python(directory):
    # What Python itself would put on the page, without the text: sample by name and labels.
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for metric in MultiProcessCollector(None, directory).collect() for sample in metric.samples}


def samples_of_exporter(exporter, directory, *arguments):
    result = subprocess.run([exporter, directory, "--once", *arguments], capture_output=True)
    assert result.returncode == 0 and not result.stderr, result.stderr
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for metric in text_string_to_metric_families(result.stdout.decode("utf-8")) for sample in metric.samples}


def compare(exporter, directory, when):
    python, ours = samples_of_python(directory), samples_of_exporter(exporter, directory)
    for key in python.keys() | ours.keys():
        left, right = python.get(key), ours.get(key)
        same = left == right or (left is not None and right is not None and left != left and right != right)
        assert same, f"{when}: {key} is {left} to Python and {right} to the exporter"
    return len(python)


def compare_former_names(exporter, directory, names):
    """With former names, some shorter and some longer, the exporter has the same samples under both names."""
    former = {name: f"f{index}" if index % 2 else f"formerly_called_{index}" for index, name in enumerate(names)}
    former = {name: other + "_total" * name.endswith("_total") for name, other in former.items()}
    expected = samples_of_exporter(exporter, directory)
    python = samples_of_python(directory)
    for (sample, labels), value in list(expected.items()):
        for suffix in ("", "_bucket", "_count", "_sum"):
            name = sample[:len(sample) - len(suffix)]
            if sample.endswith(suffix) and name in former:
                assert (sample, labels) in python
                # The label of a stateset has the name of the family.
                state = name.replace(":", "_") if not suffix and not name.endswith("_total") else None
                renamed = {former[name].replace(":", "_") if label == state else label: text for label, text in labels}
                expected[former[name] + suffix, tuple(sorted(renamed.items()))] = value
    options = [f"--former-name={name}={other}" for name, other in former.items()]
    found = samples_of_exporter(exporter, directory, *options)
    assert len(expected) > len(python) and expected.keys() == found.keys(), expected.keys() ^ found.keys()
    for key, value in expected.items():
        assert value == found[key] or value != value and found[key] != found[key], key


def differential(writer, exporter, seed, rounds):
    for number in range(int(rounds)):
        generator = random.Random(f"{seed} {number}")
        directory = tempfile.mkdtemp(prefix="multiprocess-")
        try:
            metrics = declarations(generator)
            writers = [Writer([writer] if generator.random() < 0.6 else [sys.executable, WORKER], directory) for _ in range(4)]
            help_texts = [generator.choice(NASTY) + "." for _ in metrics]
            for process in writers:
                for (kind, name, labels, detail), text in zip(metrics, help_texts):
                    process.say(kind, hexadecimal(name), hexadecimal(text), ",".join(labels) or "-", detail)
                process.ask("register")
            # A Python gauge without labels is there before it is set, and is 0 or nothing by its mode: the same to both
            # readers. Values add up without rounding, since the order of files is the reader's affair.
            count = 0
            for step in range(400):
                process = generator.choice(writers)
                index = generator.randrange(len(metrics))
                kind, _, labels, _ = metrics[index]
                amount = generator.choice([0, 1, 2, 0.25, 3.5, 1e6, 123456.75, 2.0 ** 40])
                if kind == "gauge":
                    amount = generator.choice([amount, -amount])
                verb = {
                    "counter": "inc", "gauge": "set", "histogram": "observe", "summary": "observe", "info": "say",
                    "stateset": "state"}[kind]
                if kind == "info":
                    amount = ",".join(hexadecimal(generator.choice(NASTY)) for _ in range(2))
                if kind == "stateset":
                    amount = generator.randrange(3)
                process.say(verb, index, amount, *[hexadecimal(generator.choice(NASTY)) for _ in labels])
                if "mostrecent" in metrics[index][3]:
                    process.ask("sync")
                if step == 200:
                    generator.choice(writers).say("fork")
            for process in writers:
                process.ask("sync")
            count = compare(exporter, directory, f"round {number}, writers alive")
            dead = generator.choice(writers)
            dead.end()
            compare(exporter, directory, f"round {number}, one ended")
            mark_process_dead(dead.process.pid, directory)
            compare(exporter, directory, f"round {number}, one marked dead")
            for process in writers:
                if process is not dead:
                    process.end()
                    mark_process_dead(process.process.pid, directory)
            compare(exporter, directory, f"round {number}, all marked dead")
            compare_former_names(exporter, directory, [name for _, name, _, _ in metrics])
            odd = [name for name in os.listdir(directory) if not name.endswith(".db")]
            assert not odd, f"left behind: {odd}"
            print(f"round {number}: {count} samples agree")
        finally:
            shutil.rmtree(directory)


def scraping(writer, exporter, processes):
    directory = tempfile.mkdtemp(prefix="multiprocess-")
    try:
        writers, started, scrapes, last = [], 0, 0, 0
        while started < int(processes):
            if len(writers) < 4:
                process = Writer([writer], directory)
                metrics = declarations(random.Random(1))
                for kind, name, labels, detail in metrics:
                    process.say(kind, hexadecimal(name), hexadecimal("Help."), ",".join(labels) or "-", detail)
                process.say("register")
                counter = next(i for i, metric in enumerate(metrics) if metric[0] == "counter" and len(metric[2]) == 1)
                process.say("many", counter, 2000, started * 1000)
                process.say("sync")
                process.process.stdin.flush()
                writers.append(process)
                started += 1
            samples = samples_of_python(directory)
            scrapes += 1
            total = sum(value for (name, _), value in samples.items() if name == "c_with_l_total")
            assert total >= last, f"counters went from {last} back to {total}"
            last = total
            if len(writers) == 4:
                writers.pop(0).end()
        for process in writers:
            process.end()
        compare(exporter, directory, "at the end")
        print(f"{scrapes} scrapes by Python while {started} processes came and went, {last:.0f} counted")
    finally:
        shutil.rmtree(directory)


def many_dead(writer, exporter, count):
    directory = tempfile.mkdtemp(prefix="multiprocess-")
    try:
        process = Writer([writer], directory)
        process.say("counter", hexadecimal("c_total"), hexadecimal("C."), "-", "-")
        process.say("gauge", hexadecimal("g"), hexadecimal("G."), "-", "livesum")
        process.ask("register")
        process.say("inc", 0, 1)
        process.say("set", 1, 1)
        process.ask("sync")
        number = process.process.pid
        process.end()
        for kind in ("counter", "gauge_livesum"):
            content = open(f"{directory}/{kind}_{number}.db", "rb").read()
            os.remove(f"{directory}/{kind}_{number}.db")
            for dead in range(int(count)):
                # Numbers that no process has: they end at 4194304.
                open(f"{directory}/{kind}_{5_000_000 + dead}.db", "wb").write(content)
        compare(exporter, directory, "with the files of all")
        assert samples_of_exporter(exporter, directory)[("c_total", ())] == float(count)
        print(f"{count} ended processes agree")
    finally:
        shutil.rmtree(directory)


def seeded(seed):
    """The seed that is given, or a new one, which is printed."""
    if seed is None:
        seed = random.randrange(2**32)
        print(f"seed {seed}", flush=True)
    return random.Random(str(seed))


def folding(writer, exporter, rounds, seed=None):
    """Writers come and are killed, a folding exporter is killed at random moments, and no counter ever goes backwards."""
    generator = seeded(seed)
    directory = tempfile.mkdtemp(prefix="multiprocess-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    try:
        expected, last, killed, increments = {}, {}, 0, 0
        for number in range(int(rounds)):
            writers = [Writer([writer] if generator.random() < 0.8 else [sys.executable, WORKER], directory) for _ in range(2)]
            for process in writers:
                process.say("counter", hexadecimal("c_total"), hexadecimal("C."), "l", "-")
                process.say("histogram", hexadecimal("h"), hexadecimal("H."), "-", "0.1,1")
                process.ask("register")
                for _ in range(20):
                    # Sums that another order would round otherwise.
                    label, amount = str(generator.randrange(8)), generator.random() * generator.choice([1e-9, 1, 1e9])
                    process.say("inc", 0, repr(amount), hexadecimal(label))
                    process.say("observe", 1, repr(amount))
                    totals = expected.setdefault(label, {})
                    totals[process] = totals.get(process, 0.0) + amount
                    increments += 1
                process.ask("sync")
            survivor = writers.pop() if number % 3 == 0 else None
            for process in writers:
                process.process.kill()
                process.process.wait()
            for _ in range(generator.randrange(1, 4)):
                arguments = [exporter, directory, "--once", "--fold-dead"]
                run = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                time.sleep(generator.random() * 0.03)
                if run.poll() is None:
                    run.kill()
                    killed += 1
                run.wait()
                # Another exporter comes, which does not fold: whatever it finds, it counts each value once.
                samples = samples_of_exporter(exporter, directory)
                for key, value in samples.items():
                    assert value >= last.get(key, 0), f"round {number}: {key} went from {last[key]!r} back to {value!r}"
                assert samples.keys() >= last.keys(), f"round {number}: lost {last.keys() - samples.keys()}"
                last = samples
            if survivor:
                survivor.end()
        result = subprocess.run([exporter, directory, "--once", "--fold-dead"], capture_output=True)
        assert result.returncode == 0 and not result.stderr, result.stderr
        samples = samples_of_exporter(exporter, directory)
        for label, totals in expected.items():
            assert samples[("c_total", (("l", label),))] == math.fsum(totals.values()), label
        assert sorted(name.split("-")[0] for name in os.listdir(directory)) == ["counter_folded", "histogram_folded"]
        print(f"{killed} foldings killed in {rounds} rounds, {increments} increments there")
    finally:
        shutil.rmtree(directory)


def reused(writer, exporter):
    """Living processes whose names in the directory say nothing: the number of an ended one, of another container, a name
    that was made up. Whatever is folded, nothing of theirs is lost."""
    directory = tempfile.mkdtemp(prefix="multiprocess-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)

    def fold():
        result = subprocess.run([exporter, directory, "--once", "--fold-dead"], capture_output=True)
        assert result.returncode == 0 and not result.stderr, result.stderr

    def total():
        return samples_of_exporter(exporter, directory)[("c_total", ())]

    try:
        first = Writer([writer], directory)
        declare = ["counter", hexadecimal("c_total"), hexadecimal("C."), "-", "-"]
        first.say(*declare)
        first.ask("register")
        first.say("inc", 0, 100)
        first.ask("sync")
        (name,) = os.listdir(directory)
        number = name[len("counter_"):-len(".db")]
        first.end()
        commands = [
            # Goes on in the file of the Swift process, as Python does.
            [sys.executable, WORKER, number],
            [sys.executable, WORKER, "made-up"],
            # Nobody has this number.
            [sys.executable, WORKER, "999999999"],
        ]
        container = ["unshare", "--map-root-user", "--pid", "--fork", "--mount-proc", "--kill-child"]
        if subprocess.run([*container, "true"], capture_output=True).returncode == 0:
            commands.append([*container, sys.executable, WORKER])
        writers = [Writer(command, directory) for command in commands]
        for process in writers:
            process.say(*declare)
            process.ask("register")
            process.say("inc", 0, 3)
            process.ask("sync")
        names, expected = sorted(os.listdir(directory)), 100 + 3 * len(writers)
        assert len(names) == len(writers) and total() == expected, (names, total())
        for _ in range(3):
            fold()
            assert sorted(os.listdir(directory)) == names, os.listdir(directory)
            for process in writers:
                process.say("inc", 0, 2)
                process.ask("sync")
            expected += 2 * len(writers)
            assert total() == expected, f"{total()} instead of {expected}"
        for process in writers:
            process.end()
        fold()
        assert total() == expected and os.listdir(directory) == ["counter_folded-1.db"], os.listdir(directory)
        print(f"{len(writers)} living processes kept their files")
    finally:
        shutil.rmtree(directory)


def killing(writer, exporter, rounds, seed=None):
    generator = seeded(seed)
    directory = tempfile.mkdtemp(prefix="multiprocess-")
    try:
        acknowledged = 0
        for number in range(int(rounds)):
            process = Writer([writer], directory)
            process.say("counter", hexadecimal("c_total"), hexadecimal("C."), "l", "-")
            process.say("register")
            process.say("hammer", 0)
            process.process.stdin.flush()
            deadline = time.time() + generator.choice([0.001, 0.01, 0.05, 0.2]) * (1 + generator.random())
            output = process.process.stdout.buffer.raw
            answers = b""
            while time.time() < deadline:
                answers += output.read(65536) or b""
            process.process.kill()
            while more := output.read(65536):
                answers += more
            process.process.wait()
            acknowledged += answers.count(b"+")
            python = sum(value for (name, _), value in samples_of_python(directory).items() if name == "c_total")
            # The last increment of each may have been made and not acknowledged.
            assert acknowledged <= python <= acknowledged + number + 1, f"{acknowledged} acknowledged, {python} there"
            if number % 10 == 9:
                compare(exporter, directory, f"round {number}")
            if number % 50 == 49:
                print(f"round {number + 1}: {acknowledged} acknowledged, none lost", flush=True)
            for name in os.listdir(directory):
                assert name.endswith((".db", ".new")), name
        compare(exporter, directory, "at the end")
        print(f"{rounds} processes killed, {acknowledged} increments acknowledged, {python:.0f} there")
    finally:
        shutil.rmtree(directory)


if __name__ == "__main__":
    {"killing": killing, "folding": folding, "reused": reused, "differential": differential, "scraping": scraping, "many-dead": many_dead}[sys.argv[1]](*sys.argv[2:])
