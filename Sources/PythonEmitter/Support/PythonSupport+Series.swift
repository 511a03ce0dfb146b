// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// The error of a start, and the series of one metric.
    static let series: [Section] = [
        Section(
            #"""
            class MetricsSetupError(ValueError):
                """The reason why the metrics could not be made: what is wrong and what to use."""


            class _Series(Generic[_M_co]):
                """The series of one metric. Its bound labels have their values already."""

                __slots__ = ("_admitted", "_bound", "_get", "_removed")

                def __init__(
                    self,
                    get: Callable[..., _M_co],
                    bound: Sequence[str | None] = (),
                    admitted: Callable[[tuple[str, ...]], tuple[str, ...]] | None = None,
                    removed: Callable[..., None] | None = None,
                ) -> None:
                    self._get = get
                    # One entry for each label: its value if it is bound. Empty if none is.
                    self._bound = bound
                    self._admitted = admitted
                    self._removed = removed

                def child(self, *given: str) -> _M_co:
                    if self._admitted is not None:
                        given = self._admitted(given)
                    return self._get(*self._all(given)) if self._bound else self._get(*given)

                def remove(self, *given: str) -> None:
                    if self._removed is not None:
                        self._removed(*self._all(given) if self._bound else given)

                def _all(self, given: Sequence[str]) -> Iterator[str]:
                    rest = iter(given)
                    for value in self._bound:
                        yield next(rest) if value is None else value
            """#),
        Section(
            needs: [.histogram, .limits],
            #"""
            def _private(owner: object, name: str) -> Any:
                return getattr(owner, name)
            """#),
        Section(
            needs: [.dense],
            #"""
            def _by_value(values: Sequence[_V], members: Sequence[_T]) -> dict[_V, _T]:
                return dict(zip(values, members))
            """#),
    ]
}
