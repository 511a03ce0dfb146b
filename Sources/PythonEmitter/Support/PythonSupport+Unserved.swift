// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// Metrics that aren't served.
    static let unserved: [Section] = [
        Section(
            needs: [.counter],
            #"""
            class _NoCounter(Counter):
                """Of a metric that isn't served: it does nothing."""

                def __init__(self) -> None:
                    pass

                def _raise_if_not_observable(self) -> None:
                    pass

                def inc(self, amount: float = 1, exemplar: dict[str, str] | None = None) -> None:
                    pass

                def reset(self) -> None:
                    pass


            _NO_COUNTER = _NoCounter()
            """#),
        Section(
            needs: [.gauge],
            #"""
            class _NoGauge(Gauge):
                """Of a metric that isn't served: it does nothing."""

                def __init__(self) -> None:
                    pass

                def _raise_if_not_observable(self) -> None:
                    pass

                def inc(self, amount: float = 1) -> None:
                    pass

                def dec(self, amount: float = 1) -> None:
                    pass

                def set(self, value: float) -> None:
                    pass

                def set_function(self, f: Callable[[], float]) -> None:
                    pass


            _NO_GAUGE = _NoGauge()
            """#),
        Section(
            needs: [.histogram],
            #"""
            class _NoHistogram(Histogram):
                """Of a metric that isn't served: it does nothing."""

                def __init__(self) -> None:
                    pass

                def observe(self, amount: float, exemplar: dict[str, str] | None = None) -> None:
                    pass


            _NO_HISTOGRAM = _NoHistogram()
            """#),
        Section(
            needs: [.summary],
            #"""
            class _NoSummary(Summary):
                """Of a metric that isn't served: it does nothing."""

                def __init__(self) -> None:
                    pass

                def observe(self, amount: float) -> None:
                    pass


            _NO_SUMMARY = _NoSummary()
            """#),
    ]
}
