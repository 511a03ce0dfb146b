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
            needs: [.limits, .collector, .elsewhere],
            #"""
            def _private(owner: object, name: str) -> Any:
                return getattr(owner, name)
            """#),
        Section(
            needs: [.dense, .known],
            #"""
            def _unknown(value: object, label: str, values: Iterable[object]) -> ValueError:
                known = ", ".join(f"`{one}`" for one in values if isinstance(one, str))
                return ValueError(
                    f"`{value}` isn't a value of the label `{label}`; use one of {known}"
                )
            """#),
        Section(
            needs: [.dense],
            #"""
            class _ByValue(dict[object, _T]):
                """The series of a label, by its values."""

                def __init__(self, label: str, values: Sequence[str], series: Sequence[_T]) -> None:
                    super().__init__(zip(values, series))
                    self._label = label

                def __missing__(self, value: object) -> _T:
                    raise _unknown(value, self._label, self)
            """#),
        Section(
            needs: [.known],
            #"""
            def _known(value: str | bool, label: str, values: Sequence[str]) -> str:
                """A value of a label, as a scrape shows it."""
                text = str(value).lower() if isinstance(value, bool) else value
                if text not in values:
                    raise _unknown(value, label, values)
                return text
            """#),
    ]
}
