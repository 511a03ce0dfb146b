# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Records a recording through the generated Python module, as `EngineMetrics` does through the generated Swift.

    python_engine.py DIRECTORY RECORDING [FLAGS OF engine-server replay]

DIRECTORY contains `vllm_metrics.py`. It prints the page, or the error that the module raises. `page` does the same in
one process.
"""

import argparse
import importlib
import json
import sys
import warnings

from prometheus_client import CollectorRegistry, disable_created_metrics, generate_latest

from reference_engine import CACHE_FIELDS, standard_capture_sizes

# The names of a recording's keys, and of the attributes.
FINISHED = {
    "e2e_latency": "e2e_request_latency_seconds", "queue_time": "queue_time_seconds",
    "inference_time": "inference_time_seconds", "prefill_time": "prefill_time_seconds",
    "decode_time": "decode_time_seconds", "time_in_queue": "time_in_queue_requests",
    "model_forward_time_ms": "model_forward_time_milliseconds",
    "model_execute_time_ms": "model_execute_time_milliseconds", "prompt_tokens": "prompt_tokens",
    "generation_tokens": "generation_tokens", "max_generation_tokens": "max_num_generation_tokens", "n": "params_n",
    "max_tokens": "params_max_tokens",
}


class Engine:
    def __init__(self, metrics):
        self.metrics = metrics

    def set(self, gauge, values, key):
        if key in values:
            gauge.set(values[key])

    def add(self, counter, values, key):
        # The client raises an error for a negative amount.
        if key in values and values[key] >= 0:
            counter.inc(values[key])

    def record(self, step):
        m = self.metrics
        self.set(m.scheduler.num_requests_running, step, "num_running")
        self.set(m.scheduler.num_requests_waiting, step, "num_waiting")
        self.set(m.scheduler.num_requests_swapped, step, "num_swapped")
        self.set(m.cache.gpu_cache_usage_perc, step, "gpu_cache_usage")
        self.set(m.cache.cpu_cache_usage_perc, step, "cpu_cache_usage")
        self.set(m.cache.cpu_prefix_cache_hit_rate, step, "cpu_prefix_cache_hit_rate")
        self.set(m.cache.gpu_prefix_cache_hit_rate, step, "gpu_prefix_cache_hit_rate")
        if "running_lora_adapters" in step:
            m.lora.requests_info.labels(
                running_lora_adapters=",".join(step["running_lora_adapters"]), max_lora=step.get("max_lora", ""),
                waiting_lora_adapters=",".join(step.get("waiting_lora_adapters", [])),
            ).set(step.get("now", 0))
        self.add(m.iteration.num_preemptions, step, "num_preemptions")
        self.add(m.iteration.prompt_tokens, step, "num_prompt_tokens")
        self.add(m.iteration.generation_tokens, step, "num_generation_tokens")
        if "num_prompt_tokens" in step or "num_generation_tokens" in step:
            m.iteration.tokens_total.observe(step.get("num_prompt_tokens", 0) + step.get("num_generation_tokens", 0))
        for time in step.get("time_to_first_tokens", []):
            m.iteration.time_to_first_token_seconds.observe(time)
        for time in step.get("time_per_output_tokens", []):
            m.iteration.time_per_output_token_seconds.observe(time)
        for request in step.get("finished", []):
            for key, attribute in FINISHED.items():
                if key in request:
                    getattr(m.request, attribute).observe(request[key])
            if "reason" in request:
                m.request.success[request["reason"]].inc()
        decoding = step.get("spec_decode", {})
        self.set(m.spec_decode.draft_acceptance_rate, decoding, "draft_acceptance_rate")
        self.set(m.spec_decode.efficiency, decoding, "efficiency")
        self.add(m.spec_decode.num_accepted_tokens, decoding, "accepted_tokens")
        self.add(m.spec_decode.num_draft_tokens, decoding, "draft_tokens")
        self.add(m.spec_decode.num_emitted_tokens, decoding, "emitted_tokens")
        if "cache_config" in step:
            fields = {field: step["cache_config"].get(field, "None") for field in CACHE_FIELDS}
            m.cache.config_info.labels(**fields).set(1)


def flags(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("recording")
    parser.add_argument("--model-name", default="")
    parser.add_argument("--max-model-len", type=int, default=4096)
    parser.add_argument("--enforce-eager", action="store_true")
    parser.add_argument("--cudagraph-capture-sizes")
    parser.add_argument("--product-version")
    parser.add_argument("--show-hidden-metrics-for-version")
    parser.add_argument("--disable-metrics", action="append", default=[])
    parser.add_argument("--lenient-metrics", action="store_true")
    return parser.parse_args(arguments)


def page(directory, arguments):
    """The page of a recording; raises what the module raises."""
    if directory not in sys.path:
        sys.path.insert(0, directory)
    module = importlib.import_module("vllm_metrics")
    given = flags(arguments)
    sizes = given.cudagraph_capture_sizes
    registry = CollectorRegistry()
    metrics = module.VLLMMetrics(
        registry, model_name=given.model_name,
        parameters=module.VLLMMetrics.Parameters(
            max_model_len=given.max_model_len, enforce_eager=given.enforce_eager,
            cudagraph_capture_sizes=[int(size) for size in sizes.split(",")] if sizes else standard_capture_sizes(),
        ),
        visibility=module.VLLMMetrics.Visibility(
            product_version=given.product_version, show_hidden_for=given.show_hidden_metrics_for_version,
            disabling=given.disable_metrics, lenient=given.lenient_metrics,
            named={
                "product_version": "--product-version", "show_hidden_for": "--show-hidden-metrics-for-version",
                "disabling": "--disable-metrics", "lenient": "--lenient-metrics",
            },
        ),
    )
    engine = Engine(metrics)
    with open(given.recording, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                engine.record(json.loads(line))
    return generate_latest(registry).decode()


def main():
    disable_created_metrics()
    warnings.simplefilter("ignore", DeprecationWarning)
    try:
        print(page(sys.argv[1], sys.argv[2:]), end="")
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
