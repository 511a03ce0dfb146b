# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""A recording of random statistics: random_statistics.py SEED LINES.

The same seed gives the same recording. Every key comes, alone and together with others; lists are empty, short and
long; amounts are negative, zero, small and huge; times are tiny, huge and exactly on a bucket's bound; names are nasty.
Totals stay below 2^53: beyond it Python's client, which adds doubles, would no longer be exact.
"""

import json
import random
import sys

NAMES = [
    "sql-lora", "a", "", " ", "with,comma", 'double"quote', "back\\slash", "new\nline", "trailing\\", "\\n", "tab\there",
    "equal=sign", "{brace}", "日本語", "naïve", "😀", "e\u0301", "\u00a0", "\u2028", "\u0001", "\r", "x" * 300,
]
BOUNDS = [0.001, 0.005, 0.01, 0.025, 0.1, 0.3, 0.5, 0.8, 1, 1.5, 2.5, 5, 7.5, 10, 15, 60, 3000]
TIMES = [
    "e2e_latency", "queue_time", "inference_time", "prefill_time", "decode_time", "time_in_queue",
    "model_forward_time_ms", "model_execute_time_ms",
]
COUNTS = ["prompt_tokens", "generation_tokens", "max_generation_tokens", "n", "max_tokens"]
REASONS = ["stop", "length", "abort"]
CACHE_FIELDS = [
    "block_size", "gpu_memory_utilization", "swap_space_bytes", "num_gpu_blocks_override", "cache_dtype",
    "is_attention_free", "sliding_window", "enable_prefix_caching", "cpu_offload_gb", "calculate_kv_scales",
    "num_gpu_blocks", "num_cpu_blocks",
]


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def maybe(self, probability=0.5):
        return self.random.random() < probability

    def time(self):
        """A number as a clock, a faulty clock or a bucket's border would give it."""
        kind = self.random.randrange(10)
        if kind == 0:
            return self.random.choice([0, 0.0, -0.0, 5e-324, 1e-300, 1e-05, 1e15, 1e16, 1e22, 1e300, -1.5])
        if kind in (1, 2):
            return self.random.choice(BOUNDS)
        if kind == 3:
            return self.random.uniform(0, 1) * 10 ** self.random.randrange(-8, 9)
        return self.random.expovariate(1.0)

    def count(self):
        """Of tokens or of requests."""
        kind = self.random.randrange(10)
        if kind == 0:
            return self.random.choice([0, 1, 2, 5, 10, 100, 2_000_000, 10**15, 2**53 + 1, 2**63 - 1, -(2**63), -1])
        return self.random.randrange(0, 10 ** self.random.randrange(1, 8))

    def amount(self):
        """The amount that a counter adds."""
        kind = self.random.randrange(8)
        if kind == 0:
            return self.random.choice([0, -1, -(2**63), 2**40])
        return self.random.randrange(0, 10 ** self.random.randrange(1, 7))

    def share(self):
        return self.random.choice([0, 1, 0.0, 1.0, 0.1, 1 / 3, -1, self.random.random(), self.random.random()])

    def names(self):
        return [self.random.choice(NAMES) for _ in range(self.random.choice([0, 1, 1, 2, 3]))]

    def times(self):
        return [self.time() for _ in range(self.random.choice([0, 1, 2, 5, 40]))]

    def request(self):
        request = {key: self.time() for key in TIMES if self.maybe(0.8)}
        request.update({key: self.count() for key in COUNTS if self.maybe(0.8)})
        if self.maybe(0.9):
            request["reason"] = self.random.choice(REASONS)
        return request

    def decoding(self):
        decoding = {key: self.share() for key in ("draft_acceptance_rate", "efficiency") if self.maybe(0.8)}
        for key in ("accepted_tokens", "draft_tokens", "emitted_tokens"):
            if self.maybe(0.8):
                decoding[key] = self.amount()
        return decoding

    def step(self):
        makers = {
            "num_running": self.count, "num_waiting": self.count, "num_swapped": self.count,
            "gpu_cache_usage": self.share, "cpu_cache_usage": self.share,
            "cpu_prefix_cache_hit_rate": self.share, "gpu_prefix_cache_hit_rate": self.share,
            "running_lora_adapters": self.names, "waiting_lora_adapters": self.names,
            "max_lora": lambda: self.random.choice(["0", "1", "4", "", '"', "\\"]),
            "now": lambda: self.random.choice([0, 1700000000, 1700000000.25, self.random.uniform(1.6e9, 1.8e9)]),
            "num_preemptions": self.amount, "num_prompt_tokens": self.amount, "num_generation_tokens": self.amount,
            "time_to_first_tokens": self.times, "time_per_output_tokens": self.times,
            "finished": lambda: [self.request() for _ in range(self.random.choice([0, 0, 1, 2, 6]))],
            "spec_decode": self.decoding,
            "cache_config": lambda: {key: self.random.choice(NAMES) for key in CACHE_FIELDS if self.maybe(0.7)},
        }
        # Now and then one key alone, or none.
        probability = self.random.choice([0, 0.05, 0.5, 0.9, 1])
        return {key: make() for key, make in makers.items() if self.maybe(probability)}


def main():
    seed, lines = int(sys.argv[1]), int(sys.argv[2])
    generator = Generator(seed)
    for _ in range(lines):
        # Half of the lines as plain ASCII, half as the text is.
        line = json.dumps(generator.step(), ensure_ascii=generator.maybe(), allow_nan=False)
        sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
        if generator.maybe(0.02):
            sys.stdout.buffer.write(b"\n")


if __name__ == "__main__":
    main()
