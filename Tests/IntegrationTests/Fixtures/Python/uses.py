"""What a type checker has to say about uses of the module of the reference product."""

import os

from market import MarketMetrics
from prometheus_client import CollectorRegistry, Counter
from vllm_metrics import VLLMMetrics
from warehouse import WarehouseMetrics


def record(metrics: VLLMMetrics, reason: VLLMMetrics.FinishedReason.Value) -> Counter:
    metrics.scheduler.num_requests_running.set(3)
    metrics.request.success[reason].inc()
    metrics.request.success[VLLMMetrics.FinishedReason.STOP].inc()
    metrics.request.success["stop"].inc()
    metrics.request.success["stopped"].inc()  # error: reportArgumentType
    metrics.request.success.stopped.inc()  # error: reportAttributeAccessIssue
    metrics.scheduler.num_requests_swapped.set(1)  # error: reportDeprecated
    metrics.lora.requests_info.labels(max_lora="4").set(1.5)
    metrics.lora.requests_info.labels().set(1.5)  # error: reportCallIssue
    for each in VLLMMetrics.FinishedReason.values:
        metrics.request.success[each].inc()
    return metrics.request.success.stop


def start(registry: CollectorRegistry) -> VLLMMetrics:
    parameters = VLLMMetrics.Parameters(max_model_len=4096, cudagraph_capture_sizes=[1, 2])
    VLLMMetrics(registry, parameters=parameters)  # error: reportCallIssue
    return VLLMMetrics(
        registry,
        model_name="m",
        parameters=parameters,
        visibility=VLLMMetrics.Visibility(product_version="0.9"),
    )


def sell(metrics: MarketMetrics, is_fresh: bool) -> None:
    metrics.sales.picked[is_fresh].cash.inc()
    metrics.sales.picked["true"].cash.inc(1.5)  # error: reportArgumentType
    metrics.sales.picked["yes"].cash.inc()  # error: reportArgumentType
    metrics.sales.sold.coins.inc()  # error: reportDeprecated
    metrics.sales.sold.shells.inc()
    metrics.sales.wrapped.labels(stall="1", stall_number="1", wrapped=is_fresh).inc()
    metrics.sales.box_info.set(fresh=is_fresh, payment="gold")  # error: reportArgumentType


def open_market() -> MarketMetrics:
    MarketMetrics.Parameters.from_environment(os.environ)  # error: reportCallIssue
    return MarketMetrics(
        parameters=MarketMetrics.Parameters.from_environment(
            os.environ,
            from_environment_parameter=True,
        )
    )


def weigh(metrics: WarehouseMetrics, size: int) -> bool:
    metrics.hall.free_bytes.set_function(lambda: size)
    metrics.hall.free_bytes.set(3)  # error: reportAttributeAccessIssue
    metrics.hall.free_bytes.set_function(lambda: "much")  # error: reportArgumentType
    metrics.hall.door_position.north.set(1.5)
    return metrics.hall.read_bytes.set_total(size)
