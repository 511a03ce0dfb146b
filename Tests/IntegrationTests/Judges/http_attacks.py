#!/usr/bin/env python3
# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Attacks on the endpoint, each for some seconds, while an honest client scrapes it ten times a second.

    http_attacks.py ENGINE_SERVER EXPORTER [SECONDS] [ATTACK...]

METRICSGEN_ATTACKED_FORMAT is text, OpenMetrics (with gzip), or protobuf. Every scrape has to be whole within a second, and the server's memory within a bound. Traffic stays on this machine.
"""
import json
import multiprocessing
import os
import re
import resource
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

# What the attackers ask for; the honest client asks for the text format.
HEADERS = {
    "text": b"",
    "OpenMetrics": b"Accept: application/openmetrics-text\r\nAccept-Encoding: gzip\r\n",
    "protobuf": b"Accept: application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited\r\n",
}[os.environ.get("METRICSGEN_ATTACKED_FORMAT", "text")]
GET = b"GET /metrics HTTP/1.1\r\nHost: x\r\n" + HEADERS + b"\r\n"
LAST = b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


# ---- Attacks. Each runs in a process of its own until it is ended.

def connection(port, source="", buffer=None):
    client = socket.socket()
    if buffer:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    if source:
        client.bind((source, 0))
    client.settimeout(5)
    client.connect(("127.0.0.1", port))
    return client


def connections(port, count, first=b"", source=lambda number: "", buffer=None):
    """That many connections, opened again when the server closes them."""
    clients = []
    while True:
        for client in list(clients):
            try:
                if client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b"":
                    raise OSError
            except BlockingIOError:
                pass
            except OSError:
                client.close()
                clients.remove(client)
        for number in range(count - len(clients)):
            try:
                client = connection(port, source(number), buffer)
                client.sendall(first)
                # Python waits in a socket with a time-out, whatever MSG_DONTWAIT says.
                client.setblocking(False)
                clients.append(client)
            except OSError:
                pass
        yield clients
        time.sleep(0.5)


def sending(client, data):
    try:
        return client.send(data, socket.MSG_DONTWAIT)
    except OSError:
        return 0


def pipeline_without_reading(port):
    for clients in connections(port, 20, buffer=4096):
        for client in clients:
            while sending(client, GET * 500):
                pass


def readers_that_read_nothing(port):
    for _ in connections(port, 1000, GET, buffer=4096):
        pass


def readers_of_a_byte_a_second(port):
    for clients in connections(port, 1000, GET, buffer=4096):
        for client in clients:
            try:
                client.recv(1, socket.MSG_DONTWAIT)
            except OSError:
                pass


def slow_readers(port):
    for clients in connections(port, 1000, GET, buffer=4096):
        for client in clients:
            try:
                client.recv(10_000, socket.MSG_DONTWAIT)
            except OSError:
                pass


def slow_headers(port):
    for clients in connections(port, 1000, b"GET /metrics HTTP/1.1\r\nX: "):
        for client in clients:
            sending(client, b"a")


def slow_headers_from_many_addresses(port):
    for clients in connections(port, 1000, b"GET /metrics HTTP/1.1\r\nX: ", source=lambda n: f"127.0.{n // 250 + 1}.{n % 250 + 1}"):
        for client in clients:
            sending(client, b"a")


def idle_connections(port):
    for _ in connections(port, 3000):
        pass


def requests_for_another_page(port):
    for clients in connections(port, 1000, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"):
        for client in clients:
            try:
                client.recv(4096, socket.MSG_DONTWAIT)
            except OSError:
                pass
            sending(client, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")


def requests_for_many_parts(port):
    """Each asks for another part, so no two share one."""
    number = 0
    for clients in connections(port, 300):
        for client in clients:
            try:
                client.recv(1 << 20, socket.MSG_DONTWAIT)
            except OSError:
                pass
            number += 1
            sending(client, GET.replace(b"/metrics", b"/metrics?name[]=part_%d" % number))


def pipeline_of_small_requests(port):
    requests = b"GET /x HTTP/1.1\r\n\r\n" * 1000
    left = {}
    for clients in connections(port, 50):
        end = time.monotonic() + 1
        while time.monotonic() < end:
            for client in clients:
                try:
                    client.recv(1 << 20, socket.MSG_DONTWAIT)
                except OSError:
                    pass
                rest = left.get(client) or requests
                left[client] = rest[sending(client, rest):]


def requests_sent_ahead_and_closed(port):
    while True:
        try:
            client = connection(port)
            client.sendall(b"GET / HTTP/1.1\r\n\r\n" * 50_000)
            client.shutdown(socket.SHUT_WR)
            client.recv(1 << 20)
            client.close()
        except OSError:
            pass


def connect_and_close(port):
    while True:
        try:
            connection(port).close()
        except OSError:
            pass


def resets(port):
    while True:
        try:
            client = connection(port, buffer=4096)
            client.sendall(GET)
            client.recv(1000)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
        except OSError:
            pass


def half_closed(port):
    while True:
        try:
            client = connection(port)
            client.sendall(b"GET /metrics HTTP/1.1\r\nHost")
            client.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def flood(port, head, part):
    while True:
        try:
            client = connection(port)
            client.sendall(head)
            while True:
                client.sendall(part)
        except OSError:
            pass


def headers_without_an_end(port):
    flood(port, b"GET /metrics HTTP/1.1\r\n", b"X-A: b\r\n" * 1000)


def line_ends(port):
    flood(port, b"", b"\r\n" * 8000)


def chunks_without_an_end(port):
    flood(port, b"POST /metrics HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 1000)


def lengths_that_lie(port):
    for _ in connections(port, 1000, b"POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc"):
        pass


ON_A_SMALL_PAGE = [
    pipeline_without_reading, readers_that_read_nothing, slow_headers, slow_headers_from_many_addresses,
    idle_connections, requests_for_another_page, requests_for_many_parts, pipeline_of_small_requests,
    requests_sent_ahead_and_closed,
    connect_and_close, resets, half_closed, headers_without_an_end, line_ends, chunks_without_an_end, lengths_that_lie,
]
ON_A_BIG_PAGE = [
    pipeline_without_reading, readers_that_read_nothing, readers_of_a_byte_a_second, slow_readers, resets,
    requests_for_many_parts,
]
WITH_FEW_DESCRIPTORS = [idle_connections, slow_headers, readers_that_read_nothing, connect_and_close]


# ---- The server and its honest client.

class Server:
    def __init__(self, *arguments, descriptors=None):
        def limit():
            if descriptors:
                resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

        self.log = tempfile.NamedTemporaryFile("r")
        self.process = subprocess.Popen(
            arguments, stderr=open(self.log.name, "w"), stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, preexec_fn=limit)
        end = time.monotonic() + 60
        while True:
            found = re.search(r"http://127\.0\.0\.1:(\d+)/metrics", open(self.log.name).read())
            if found:
                break
            if time.monotonic() > end or self.process.poll() is not None:
                sys.exit(f"no server: {open(self.log.name).read()}")
            time.sleep(0.05)
        self.port = int(found[1])

    def memory(self):
        status = open(f"/proc/{self.process.pid}/status").read()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024

    def forget_peak(self):
        with open(f"/proc/{self.process.pid}/clear_refs", "w") as file:
            file.write("5")

    def processor_time(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return "no end within 20 s"


def scrape(port, least=10_000):
    """The seconds that it took; a fault where the page is not whole, or shorter than it has to be."""
    start = time.monotonic()
    client = socket.create_connection(("127.0.0.1", port), 10)
    client.settimeout(10)
    client.sendall(LAST)
    parts = []
    while part := client.recv(1 << 20):
        parts.append(part)
    client.close()
    head, _, _ = parts[0].partition(b"\r\n\r\n") if parts else (b"", b"", b"")
    length = re.search(rb"Content-Length: (\d+)", head)
    total = sum(map(len, parts))
    if not head.startswith(b"HTTP/1.1 200") or not length or total != len(head) + 4 + int(length[1]) or total < least:
        raise OSError(f"{head[:60]!r}")
    return time.monotonic() - start


def judge(server, attack, seconds, memory, least):
    server.forget_peak()
    before = server.memory()
    processor_time = server.processor_time()
    attacker = multiprocessing.Process(target=attack, args=(server.port,), daemon=True)
    attacker.start()
    times, faults = [], []
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.process.poll() is None:
        try:
            times.append(scrape(server.port, least))
        except OSError as error:
            faults.append(repr(error))
        time.sleep(0.1)
    peak = server.memory() if server.process.poll() is None else 0
    used = server.processor_time() - processor_time if server.process.poll() is None else 0
    attacker.kill()
    attacker.join()
    slowest = max(times, default=99)
    isFine = not faults and slowest < 1 and peak - before <= memory and server.process.poll() is None
    print(
        f"{'ok  ' if isFine else 'FAIL'} {attack.__name__.replace('_', ' '):36} {len(times):4} scrapes, slowest {slowest:.3f} s, "
        f"{len(faults)} failed {faults[:1] or ''}; memory {before} -> {peak} MB; processor {used:.1f} of {seconds} s", flush=True)
    return isFine


def big_page(directory):
    """50,000 series of 1,000 bytes, in the file that a process of Prometheus' Python client would leave."""
    entries = bytearray()
    for number in range(50_000):
        key = json.dumps(["big", "big_total", {"path": f"{number:09d}" + "/x" * 490}, "Big."]).encode()
        padding = b" " * (8 - (len(key) + 4) % 8)
        entries += struct.pack("i", len(key)) + key + padding + struct.pack("dd", number, 0)
    with open(f"{directory}/counter_1.db", "wb") as file:
        file.write(struct.pack("ii", 8 + len(entries), 0) + entries)


def main():
    engine, exporter = sys.argv[1:3]
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 10
    wanted = sys.argv[4:]
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    directory = tempfile.mkdtemp(prefix="http-attacks-")
    isFine = True
    try:
        big_page(directory)
        for title, attacks, memory, least, start in [
            ("a page of 36 kB", ON_A_SMALL_PAGE, 150, 10_000, lambda: Server(engine, "--port", "0")),
            ("a page of 50 MB", ON_A_BIG_PAGE, 300, 50_000_000, lambda: Server(exporter, directory, "--port", "0")),
            ("64 descriptors", WITH_FEW_DESCRIPTORS, 100, 10_000, lambda: Server(engine, "--port", "0", descriptors=64)),
        ]:
            attacks = [attack for attack in attacks if not wanted or attack.__name__ in wanted]
            if not attacks:
                continue
            print(f"--- {title}", flush=True)
            server = start()
            scrape(server.port, least)
            for attack in attacks:
                isFine = judge(server, attack, seconds, memory, least) and isFine
            status = server.end()
            if status != 0:
                print(f"FAIL the server ended with {status}")
                isFine = False
    finally:
        shutil.rmtree(directory)
    sys.exit(0 if isFine else 1)


main()
