// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// Numbers that code gives as a whole. The client has no class for most of them.
    static let elsewhere: [Section] = [
        Section(
            needs: [.callbackvalue],
            #"""
            class CallbackValue:
                """A value that is read when it is scraped. It has a series while it has a function."""

                __slots__ = ("_function",)

                def __init__(self) -> None:
                    self._function: Callable[[], float] | None = None

                def set_function(self, f: Callable[[], float] | None) -> None:
                    """Calls this function at each scrape from now on.

                    While it raises an error there is no series. None ends the series.
                    """
                    self._function = f

                def read(self) -> float | None:
                    """The value now; None if there is no function."""
                    return None if self._function is None else float(self._function())
            """#),
        Section(
            needs: [.absolutecounter],
            #"""
            class AbsoluteCounter:
                """A counter of something that counts itself.

                It has a series once its count was set.
                """

                __slots__ = ("_total",)

                def __init__(self) -> None:
                    self._total: float | None = None

                def set_total(self, total: float) -> bool:
                    """Sets the count of all that was counted so far, which never falls.

                    If it is less than the present one, negative or NaN, nothing is set, and the
                    result is False.
                    """
                    with _LOCK:
                        if not total >= (self._total or 0.0):
                            return False
                        self._total = float(total)
                    return True

                def restart(self, total: float = 0.0) -> bool:
                    """Sets a count that may be less: what counts has started again."""
                    if not total >= 0:
                        return False
                    with _LOCK:
                        self._total = float(total)
                    return True

                def read(self) -> float | None:
                    """The count; None if it was never set."""
                    return self._total
            """#),
        Section(
            needs: [.unknownvalue],
            #"""
            class UnknownValue:
                """A number of unknown type. It has a series once it was set."""

                __slots__ = ("_value",)

                def __init__(self) -> None:
                    self._value: float | None = None

                def set(self, value: float) -> None:
                    """Sets the value."""
                    self._value = float(value)

                def read(self) -> float | None:
                    """The value; None if it was never set."""
                    return self._value
            """#),
        Section(
            needs: [.elsewhere],
            #"""
            class _Number(Protocol):
                def read(self) -> float | None: ...


            _N = TypeVar("_N", bound=_Number)


            class _NumberFamily(Collector, Generic[_N]):
                """A metric whose series are numbers that code gives as a whole."""

                def __init__(
                    self,
                    make: Callable[[], _N],
                    kind: str,
                    name: str,
                    help: str,
                    labels: Sequence[str],
                    registry: CollectorRegistry,
                ) -> None:
                    self._make = make
                    self._kind = kind
                    self._name = name
                    self._help = help
                    self._labels = labels
                    self._series: dict[tuple[str, ...], _N] = {}
                    registry.register(self)

                def child(self, *values: str) -> _N:
                    return self._series.setdefault(values, self._make())

                def remove(self, *values: str) -> None:
                    self._series.pop(values, None)

                def describe(self) -> Iterable[Metric]:
                    name = self._name
                    if self._kind == "counter" and name.endswith("_total"):
                        name = name[: -len("_total")]
                    return [Metric(name, self._help, self._kind)]

                def collect(self) -> Iterable[Metric]:
                    for metric in self.describe():
                        for given, number in list(self._series.items()):
                            value = self._read(number)
                            if value is not None:
                                labels = dict(zip(self._labels, given))
                                metric.add_sample(self._name, labels, value)
                        yield metric

                def _read(self, number: _N) -> float | None:
                    """One series that can't be read must not fail the whole scrape."""
                    try:
                        value = number.read()
                        if self._kind == "counter" and value is not None and not value >= 0:
                            raise ValueError(f"{value} isn't a count")
                    except Exception as error:  # noqa: BLE001
                        warnings.warn(
                            f"`{self._name}` can't be read, so a series of it is left out: {error!r}",
                            RuntimeWarning,
                            stacklevel=2,
                        )
                        return None
                    return value
            """#),
    ]
}
