# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""The metrics of the reference product, built by hand with Prometheus' own Python client, as a judge of ours.

Reads a recording, feeds it to families that are written out here (names, helps, labels and bounds are here a second
time, on purpose: nothing is taken from the spec), and compares what comes out with a page on standard input. Families,
types, helps and every sample must agree, and so must the text of each sample's line. The one thing that the page may
have beyond: series of counters and histograms whose labels are all known from the start, with 0.

Prints one line for each difference and ends with 1 if there is one.
"""

import argparse
import json
import sys

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.parser import text_string_to_metric_families

REASONS = ["stop", "length", "abort"]

CACHE_FIELDS = [
    "block_size", "gpu_memory_utilization", "swap_space_bytes", "num_gpu_blocks_override", "cache_dtype",
    "is_attention_free", "sliding_window", "enable_prefix_caching", "cpu_offload_gb", "calculate_kv_scales",
    "num_gpu_blocks", "num_cpu_blocks",
]

REQUEST_LATENCY = [0.3, 0.5, 0.8, 1.0, 1.5, 2.0, 2.5, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 60.0]


def series(mantissas, limit):
    """m * 10^e for e = 0, 1, 2 ..., up to and with the limit."""
    bounds = []
    exponent = 0
    while True:
        for mantissa in mantissas:
            bound = mantissa * 10**exponent
            if bound > limit:
                return bounds
            bounds.append(bound)
        exponent += 1


def standard_capture_sizes(max_sequences=256):
    sizes = [1, 2, 4] + list(range(8, 8193, 8))
    for index, size in enumerate(sizes):
        if size >= max_sequences:
            return sizes[: index + 1]
    return sizes


class Engine:
    """The 34 families and the meaning of a recording's keys."""

    def __init__(self, registry, model_name, max_model_len, enforce_eager, capture_sizes):
        self.model = {"model_name": model_name}
        labels = ["model_name"]
        tokens = series([1, 2, 5], max_model_len)
        milliseconds = series([1, 2, 3, 5, 8], 3000)

        def gauge(name, help, names=labels):
            return Gauge(name, help, names, registry=registry)

        def counter(name, help, names=labels):
            return Counter(name, help, names, registry=registry)

        def histogram(name, help, buckets):
            return Histogram(name, help, labels, registry=registry, buckets=buckets)

        self.running = gauge("vllm:num_requests_running", "Number of requests currently running on GPU.")
        self.waiting = gauge("vllm:num_requests_waiting", "Number of requests waiting to be processed.")
        self.lora = gauge(
            "vllm:lora_requests_info", "Running stats on lora requests.",
            ["running_lora_adapters", "max_lora", "waiting_lora_adapters"])
        self.swapped = gauge(
            "vllm:num_requests_swapped",
            "Number of requests swapped to CPU. DEPRECATED: KV cache offloading is not used in V1")
        self.gpu_usage = gauge("vllm:gpu_cache_usage_perc", "GPU KV-cache usage. 1 means 100 percent usage.")
        self.cpu_usage = gauge(
            "vllm:cpu_cache_usage_perc",
            "CPU KV-cache usage. 1 means 100 percent usage. DEPRECATED: KV cache offloading is not used in V1")
        self.cpu_hit_rate = gauge(
            "vllm:cpu_prefix_cache_hit_rate",
            "CPU prefix cache block hit rate. DEPRECATED: KV cache offloading is not used in V1")
        self.gpu_hit_rate = gauge(
            "vllm:gpu_prefix_cache_hit_rate",
            "GPU prefix cache block hit rate. DEPRECATED: use vllm:gpu_prefix_cache_queries and "
            "vllm:gpu_prefix_cache_queries in V1")
        self.cache_config = gauge(
            "vllm:cache_config_info", "Information of the LLMEngine CacheConfig", CACHE_FIELDS)

        self.preemptions = counter(
            "vllm:num_preemptions_total", "Cumulative number of preemption from the engine.")
        self.prompt_tokens = counter("vllm:prompt_tokens_total", "Number of prefill tokens processed.")
        self.generation_tokens = counter("vllm:generation_tokens_total", "Number of generation tokens processed.")
        self.iteration_tokens = histogram(
            "vllm:iteration_tokens_total", "Histogram of number of tokens per engine_step.",
            [1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8096] if enforce_eager else sorted(capture_sizes))
        self.first_token = histogram(
            "vllm:time_to_first_token_seconds", "Histogram of time to first token in seconds.",
            [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0])
        self.output_token = histogram(
            "vllm:time_per_output_token_seconds", "Histogram of time per output token in seconds.",
            [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5])

        self.finished = {
            "e2e_latency": histogram(
                "vllm:e2e_request_latency_seconds", "Histogram of end to end request latency in seconds.",
                REQUEST_LATENCY),
            "queue_time": histogram(
                "vllm:request_queue_time_seconds", "Histogram of time spent in WAITING phase for request.",
                REQUEST_LATENCY),
            "inference_time": histogram(
                "vllm:request_inference_time_seconds", "Histogram of time spent in RUNNING phase for request.",
                REQUEST_LATENCY),
            "prefill_time": histogram(
                "vllm:request_prefill_time_seconds", "Histogram of time spent in PREFILL phase for request.",
                REQUEST_LATENCY),
            "decode_time": histogram(
                "vllm:request_decode_time_seconds", "Histogram of time spent in DECODE phase for request.",
                REQUEST_LATENCY),
            "time_in_queue": histogram(
                "vllm:time_in_queue_requests",
                "Histogram of time the request spent in the queue in seconds. "
                "DEPRECATED: use vllm:request_queue_time_seconds instead.", REQUEST_LATENCY),
            "model_forward_time_ms": histogram(
                "vllm:model_forward_time_milliseconds",
                "Histogram of time spent in the model forward pass in ms. "
                "DEPRECATED: use prefill/decode/inference time metrics instead.", milliseconds),
            "model_execute_time_ms": histogram(
                "vllm:model_execute_time_milliseconds",
                "Histogram of time spent in the model execute function in ms."
                "DEPRECATED: use prefill/decode/inference time metrics instead.", milliseconds),
            "prompt_tokens": histogram(
                "vllm:request_prompt_tokens", "Number of prefill tokens processed.", tokens),
            "generation_tokens": histogram(
                "vllm:request_generation_tokens", "Number of generation tokens processed.", tokens),
            "max_generation_tokens": histogram(
                "vllm:request_max_num_generation_tokens",
                "Histogram of maximum number of requested generation tokens.", tokens),
            "n": histogram(
                "vllm:request_params_n", "Histogram of the n request parameter.", [1, 2, 5, 10, 20]),
            "max_tokens": histogram(
                "vllm:request_params_max_tokens", "Histogram of the max_tokens request parameter.", tokens),
        }
        self.success = counter(
            "vllm:request_success_total", "Count of successfully processed requests.", labels + ["finished_reason"])

        self.acceptance = gauge(
            "vllm:spec_decode_draft_acceptance_rate", "Speulative token acceptance rate.")
        self.efficiency = gauge("vllm:spec_decode_efficiency", "Speculative decoding system efficiency.")
        self.accepted = counter("vllm:spec_decode_num_accepted_tokens_total", "Number of accepted tokens.")
        self.draft = counter("vllm:spec_decode_num_draft_tokens_total", "Number of draft tokens.")
        self.emitted = counter("vllm:spec_decode_num_emitted_tokens_total", "Number of emitted tokens.")

    # Children are made with their first value: the exposition shows what was recorded and nothing else.

    def set(self, gauge, values, key):
        if key in values:
            gauge.labels(**self.model).set(values[key])

    def add(self, counter, values, key):
        # A negative amount is skipped.
        if key in values and values[key] >= 0:
            counter.labels(**self.model).inc(values[key])

    def observe(self, histogram, value):
        histogram.labels(**self.model).observe(value)

    def record(self, step):
        self.set(self.running, step, "num_running")
        self.set(self.waiting, step, "num_waiting")
        self.set(self.swapped, step, "num_swapped")
        self.set(self.gpu_usage, step, "gpu_cache_usage")
        self.set(self.cpu_usage, step, "cpu_cache_usage")
        self.set(self.cpu_hit_rate, step, "cpu_prefix_cache_hit_rate")
        self.set(self.gpu_hit_rate, step, "gpu_prefix_cache_hit_rate")
        if "running_lora_adapters" in step:
            self.lora.labels(
                running_lora_adapters=",".join(step["running_lora_adapters"]), max_lora=step.get("max_lora", ""),
                waiting_lora_adapters=",".join(step.get("waiting_lora_adapters", [])),
            ).set(step.get("now", 0))
        self.add(self.preemptions, step, "num_preemptions")
        self.add(self.prompt_tokens, step, "num_prompt_tokens")
        self.add(self.generation_tokens, step, "num_generation_tokens")
        if "num_prompt_tokens" in step or "num_generation_tokens" in step:
            self.observe(
                self.iteration_tokens, step.get("num_prompt_tokens", 0) + step.get("num_generation_tokens", 0))
        for time in step.get("time_to_first_tokens", []):
            self.observe(self.first_token, time)
        for time in step.get("time_per_output_tokens", []):
            self.observe(self.output_token, time)
        for request in step.get("finished", []):
            for key, histogram in self.finished.items():
                if key in request:
                    self.observe(histogram, request[key])
            if "reason" in request:
                assert request["reason"] in REASONS
                self.success.labels(**self.model, finished_reason=request["reason"]).inc()
        decoding = step.get("spec_decode", {})
        self.set(self.acceptance, decoding, "draft_acceptance_rate")
        self.set(self.efficiency, decoding, "efficiency")
        self.add(self.accepted, decoding, "accepted_tokens")
        self.add(self.draft, decoding, "draft_tokens")
        self.add(self.emitted, decoding, "emitted_tokens")
        if "cache_config" in step:
            self.cache_config.labels(
                **{field: step["cache_config"].get(field, "None") for field in CACHE_FIELDS}).set(1)


def families(text):
    """By name: type, help and samples; a name that comes twice is a fault."""
    found = {}
    for family in text_string_to_metric_families(text):
        if family.name in found:
            raise ValueError(f"the family {family.name} comes twice")
        samples = {}
        for sample in family.samples:
            key = (sample.name, tuple(sorted(sample.labels.items())))
            if key in samples:
                raise ValueError(f"the sample {key} comes twice")
            samples[key] = sample.value
        found[family.name] = (family.type, family.documentation, samples)
    return found


def starts_at_zero(type, value):
    """Whether a sample that only the page has may be there. The labels of every counter and histogram here are bound or
    closed; no gauge is there before it was set."""
    return type in ("counter", "histogram") and value == 0


def sample_lines(text):
    return {line for line in text.split("\n") if line and not line.startswith("#")}


def differences(expected_text, actual_text):
    expected, actual = families(expected_text), families(actual_text)
    for name in sorted(expected.keys() - actual.keys()):
        yield f"missing family {name}"
    for name in sorted(actual.keys() - expected.keys()):
        yield f"unknown family {name}"
    for name in sorted(expected.keys() & actual.keys()):
        (type, help, samples), (actual_type, actual_help, actual_samples) = expected[name], actual[name]
        if type != actual_type:
            yield f"{name}: type {actual_type}, expected {type}"
        if help != actual_help:
            yield f"{name}: help {actual_help!r}, expected {help!r}"
        for key, value in samples.items():
            if key not in actual_samples:
                yield f"missing sample {key}, expected {value!r}"
            elif actual_samples[key] != value:
                yield f"{key}: {actual_samples[key]!r}, expected {value!r}"
        for key, value in actual_samples.items():
            if key not in samples and not starts_at_zero(type, value):
                yield f"unknown sample {key}: {value!r}"
    # Equal numbers could still be written differently from how the client writes them.
    for line in sorted(sample_lines(expected_text) - sample_lines(actual_text)):
        yield f"missing line {line!r}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recording")
    parser.add_argument("--model-name", required=True)
    parser.add_argument("--max-model-len", type=int, required=True)
    parser.add_argument("--enforce-eager", action="store_true")
    parser.add_argument("--cudagraph-capture-sizes")
    parser.add_argument("--print", action="store_true", help="print the page and compare nothing")
    arguments = parser.parse_args()

    disable_created_metrics()
    registry = CollectorRegistry()
    sizes = arguments.cudagraph_capture_sizes
    engine = Engine(
        registry, arguments.model_name, arguments.max_model_len, arguments.enforce_eager,
        [int(size) for size in sizes.split(",")] if sizes else standard_capture_sizes())
    with open(arguments.recording, encoding="utf-8", newline="\n") as recording:
        for line in recording:
            if line.strip():
                engine.record(json.loads(line))
    expected = generate_latest(registry).decode("utf-8")
    if arguments.print:
        sys.stdout.buffer.write(expected.encode("utf-8"))
        return 0
    actual = sys.stdin.buffer.read().decode("utf-8")
    faults = list(differences(expected, actual))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
