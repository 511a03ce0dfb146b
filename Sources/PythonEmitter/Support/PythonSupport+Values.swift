// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// What differs from the classes of the client: a gauge has no series before it is set, and a counter has the name that the spec gives it.
    static let values: [Section] = [
        Section(
            needs: [.gauge, .collector],
            #"""
            class _Value(Protocol):
                def inc(self, amount: float) -> None: ...
                def set(self, value: float, timestamp: float | None = None) -> None: ...
                def get(self) -> float: ...
            """#),
        Section(
            needs: [.collector, .elsewhere],
            #"""
            def _has_directory() -> bool:
                """Whether the client keeps values in a directory that processes share."""
                return bool(_private(values.ValueClass, "_multiprocess"))
            """#),
        Section(
            needs: [.collector],
            #"""
            def _shared_value(
                name: str, help: str, labels: Sequence[str], given: Sequence[str], mode: str
            ) -> _Value:
                """The value of a gauge in that directory."""
                make: Any = values.ValueClass
                value: _Value = make(
                    "gauge", name, name, labels, given, help, multiprocess_mode=mode
                )
                return value
            """#),
        Section(
            needs: [.gauge],
            #"""
            class _UnsetValue:
                """The value of a gauge that was never set: the first call makes the value."""

                __slots__ = ("_start",)

                def __init__(self, start: Callable[[], _Value]) -> None:
                    self._start = start

                def inc(self, amount: float) -> None:
                    self._start().inc(amount)

                def set(self, value: float, timestamp: float | None = None) -> None:
                    self._start().set(value, timestamp=timestamp)

                def get(self) -> float:
                    return 0.0


            class _Gauge(Gauge):
                """A gauge that has a series once it was set."""

                _value: Any

                def _metric_init(self) -> None:
                    self._value = _UnsetValue(self._start)

                def _start(self) -> _Value:
                    with _LOCK:
                        if isinstance(self._value, _UnsetValue):
                            super()._metric_init()
                    return cast("_Value", self._value)

                def begin(self, value: float) -> _Gauge:
                    """The gauge, with this value if it was never set."""
                    if isinstance(self._value, _UnsetValue):
                        self.set(value)
                    return self

                def set_function(self, f: Callable[[], float]) -> None:
                    self._start()
                    super().set_function(f)

                def _child_samples(self) -> Iterable[Sample]:
                    if isinstance(self._value, _UnsetValue):
                        return ()
                    return super()._child_samples()
            """#),
        Section(
            needs: [.plain],
            #"""
            class _PlainCounter(Counter):
                """A counter whose samples have its name: the client would append `_total`."""

                _name: Any
                _labelnames: Any
                _value: Any

                def _metric_init(self) -> None:
                    self._value = values.ValueClass(
                        "counter",
                        self._name,
                        self._name,
                        self._labelnames,
                        self._labelvalues,
                        self._documentation,
                    )

                def _child_samples(self) -> Iterable[Sample]:
                    return (Sample("", {}, self._value.get()),)
            """#),
    ]
}
