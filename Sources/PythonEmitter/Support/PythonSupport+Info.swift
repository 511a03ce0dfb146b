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

                __slots__ = ("_share", "names", "values")

                def __init__(
                    self,
                    names: Sequence[str],
                    share: Callable[[Sequence[str]], None] | None = None,
                ) -> None:
                    self.names = names
                    self._share = share
                    self.values: Sequence[str] | None = None

                def set(self, values: Sequence[str]) -> None:
                    if self._share is not None:
                        self._share(values)
                    self.values = values


            class _InfoFamily(Collector):
                """An info metric: a series is there once it was set."""

                def __init__(
                    self,
                    name: str,
                    help: str,
                    labels: Sequence[str],
                    fields: Sequence[str],
                    mode: str,
                    registry: CollectorRegistry,
                ) -> None:
                    self._name = name
                    self._help = help
                    self._labels = [*labels, *fields]
                    self._fields = fields
                    self._mode = mode
                    self._series: dict[tuple[str, ...], _Info] = {}
                    self._shared: dict[tuple[str, ...], _Value] = {}
                    self._shown: dict[tuple[str, ...], tuple[str, ...]] = {}
                    registry.register(self)

                def child(self, *values: str) -> _Info:
                    def share(fields: Sequence[str]) -> None:
                        self._share(values, (*values, *fields))

                    info = _Info(self._fields, share if _has_directory() else None)
                    return self._series.setdefault(values, info)

                def _share(self, given: tuple[str, ...], new: tuple[str, ...]) -> None:
                    """A gauge of 1 in the shared directory. What it replaces loses its time,
                    which readers take for a value that was never set.
                    """
                    with _LOCK:
                        if new not in self._shared:
                            self._shared[new] = _shared_value(
                                self._name, self._help, self._labels, new, self._mode
                            )
                        old = self._shown.get(given, new)
                        if old != new:
                            self._shared[old].set(1.0)
                        self._shared[new].set(1.0, timestamp=time())
                        self._shown[given] = new

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
