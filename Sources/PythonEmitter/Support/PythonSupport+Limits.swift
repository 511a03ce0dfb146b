// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// The caps of `max_values`.
    static let limits: [Section] = [
        Section(
            needs: [.limits],
            #"""
            class _Limits:
                """The caps on the numbers of different values that the labels of a metric have."""

                def __init__(
                    self, metric: str, limits: Sequence[int | None], registry: CollectorRegistry
                ) -> None:
                    self._metric = metric
                    self._limits = limits
                    self._registry = registry
                    self._series: set[tuple[str, ...]] = set()

                def admitted(self, given: tuple[str, ...]) -> tuple[str, ...]:
                    with _LOCK:
                        if given in self._series:
                            return given
                        admitted = tuple(
                            value if self._has_room(place, value) else "overflow"
                            for place, value in enumerate(given)
                        )
                        self._series.add(admitted)
                    if admitted != given:
                        self._counter().labels(self._metric).inc()
                    return admitted

                def forget(self, given: tuple[str, ...]) -> None:
                    with _LOCK:
                        self._series.discard(given)

                def _has_room(self, place: int, value: str) -> bool:
                    limit = self._limits[place]
                    if limit is None:
                        return True
                    known = {series[place] for series in self._series} - {"overflow"}
                    return value in known or len(known) < limit

                def _counter(self) -> Counter:
                    name = "metricsgen_label_overflow_total"
                    help = (
                        "Look-ups with one value too many of a label, "
                        "which count into the value overflow."
                    )
                    known = _private(self._registry, "_names_to_collectors")
                    with _LOCK:
                        if name not in known:
                            Counter(name, help, ["metric"], registry=self._registry)
                        return cast("Counter", known[name])
            """#)
    ]
}
