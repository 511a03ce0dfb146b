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

                __slots__ = ("_holding", "_states")

                def __init__(self, states: Sequence[_V]) -> None:
                    self._states = states
                    self._holding = frozenset(states[:1])

                def set(self, *states: _V) -> None:
                    """Makes these the only states that hold."""
                    for state in states:
                        self._check(state)
                    self._holding = frozenset(states)

                def set_state(self, state: _V, holds: bool) -> None:
                    """Makes one state hold, or not; the others stay as they are."""
                    self._check(state)
                    with _LOCK:
                        if holds:
                            self._holding = self._holding | {state}
                        else:
                            self._holding = self._holding - {state}

                def holding(self) -> frozenset[_V]:
                    """The states that hold."""
                    return self._holding

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
                    registry: CollectorRegistry,
                ) -> None:
                    self._name = name
                    self._help = help
                    self._labels = labels
                    self._states = states
                    self._series: dict[tuple[str, ...], StateSet[_V]] = {}
                    registry.register(self)

                def child(self, *values: str) -> StateSet[_V]:
                    with _LOCK:
                        if values not in self._series:
                            self._series[values] = StateSet(self._states)
                        return self._series[values]

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
