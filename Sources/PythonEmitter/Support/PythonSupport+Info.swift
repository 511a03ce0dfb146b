// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// Info metrics. The client's class has a series before it is set.
    static let info: [Section] = [
        Section(
            needs: [.info],
            #"""
            class _Info:
                """One series of an info metric: labels that are set together."""

                __slots__ = ("names", "values")

                def __init__(self, names: Sequence[str]) -> None:
                    self.names = names
                    self.values: Sequence[str] | None = None

                def set(self, values: Sequence[str]) -> None:
                    self.values = values


            class _InfoFamily(Collector):
                """An info metric: a series is there once it was set."""

                def __init__(
                    self,
                    name: str,
                    help: str,
                    labels: Sequence[str],
                    fields: Sequence[str],
                    registry: CollectorRegistry,
                ) -> None:
                    self._name = name
                    self._help = help
                    self._labels = [*labels, *fields]
                    self._fields = fields
                    self._series: dict[tuple[str, ...], _Info] = {}
                    registry.register(self)

                def child(self, *values: str) -> _Info:
                    return self._series.setdefault(values, _Info(self._fields))

                def remove(self, *values: str) -> None:
                    self._series.pop(values, None)

                def describe(self) -> Iterable[Metric]:
                    if self._name.endswith("_info"):
                        return [Metric(self._name[: -len("_info")], self._help, "info")]
                    return [Metric(self._name, self._help, "gauge")]

                def collect(self) -> Iterable[Metric]:
                    for metric in self.describe():
                        for given, series in list(self._series.items()):
                            if series.values is not None:
                                labels = dict(zip(self._labels, [*given, *series.values]))
                                metric.add_sample(self._name, labels, 1.0)
                        yield metric
            """#)
    ]
}
