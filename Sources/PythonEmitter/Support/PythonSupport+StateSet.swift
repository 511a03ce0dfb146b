// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// Statesets. The client's class holds exactly one state.
    static let stateSet: [Section] = [
        Section(
            needs: [.stateset],
            #"""
            class StateSet(Generic[_V]):
                """The states of something that hold. The first holds at the start."""

                __slots__ = ("_holding", "_shared", "_states")

                def __init__(self, states: Sequence[_V], shared: Sequence[_Value] = ()) -> None:
                    self._states = states
                    self._holding = frozenset(states[:1])
                    self._shared = shared
                    if not any(value.get() for value in shared):
                        # Earlier than any change, and not taken for a value that was never set.
                        self._hold(self._holding, 1e-100)

                def set(self, *states: _V) -> None:
                    """Makes these the only states that hold."""
                    for state in states:
                        self._check(state)
                    with _LOCK:
                        self._hold(frozenset(states), time())

                def set_state(self, state: _V, holds: bool) -> None:
                    """Makes one state hold, or not; the others stay as they are."""
                    self._check(state)
                    with _LOCK:
                        if holds:
                            self._hold(self._holding | {state}, time())
                        else:
                            self._hold(self._holding - {state}, time())

                def holding(self) -> frozenset[_V]:
                    """The states that hold."""
                    return self._holding

                def _hold(self, holding: frozenset[_V], now: float) -> None:
                    self._holding = holding
                    for state, value in zip(self._states, self._shared):
                        value.set(float(state in holding), timestamp=now)

                def _check(self, state: _V) -> None:
                    if state not in self._states:
                        known = ", ".join(f"`{known}`" for known in self._states)
                        raise ValueError(f"`{state}` isn't one of the states: {known}")


            class _StateSetFamily(Collector, Generic[_V]):
                """A stateset: a sample for each state."""

                def __init__(
                    self,
                    name: str,
                    help: str,
                    labels: Sequence[str],
                    states: Sequence[_V],
                    mode: str,
                    registry: CollectorRegistry,
                ) -> None:
                    self._name = name
                    self._help = help
                    self._labels = labels
                    self._states = states
                    self._mode = mode
                    self._series: dict[tuple[str, ...], StateSet[_V]] = {}
                    registry.register(self)

                def child(self, *values: str) -> StateSet[_V]:
                    with _LOCK:
                        if values not in self._series:
                            self._series[values] = StateSet(self._states, self._shared(values))
                        return self._series[values]

                def _shared(self, given: Sequence[str]) -> Sequence[_Value]:
                    """In a shared directory, a gauge for each state."""
                    if not _has_directory():
                        return ()
                    labels = [*self._labels, self._name.replace(":", "_")]
                    return [
                        _shared_value(self._name, self._help, labels, [*given, state], self._mode)
                        for state in self._states
                    ]

                def remove(self, *values: str) -> None:
                    self._series.pop(values, None)

                def describe(self) -> Iterable[Metric]:
                    return [Metric(self._name, self._help, "stateset")]

                def collect(self) -> Iterable[Metric]:
                    label = self._name.replace(":", "_")
                    for metric in self.describe():
                        for given, series in list(self._series.items()):
                            holding = series.holding()
                            for state in self._states:
                                labels: dict[str, str] = dict(zip(self._labels, given))
                                labels[label] = state
                                metric.add_sample(self._name, labels, float(state in holding))
                        yield metric
            """#)
    ]
}
