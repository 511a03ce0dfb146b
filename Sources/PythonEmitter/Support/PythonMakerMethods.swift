// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The methods of `_Maker` that register a metric, one for each class that the module can need.
enum PythonMakerMethods {
    static let all = [counter, gauge, histogram, summary, info, stateset, number, former]

    private static let counter = #"""
            #{ counter
            def counter(
                self,
                name: str,
                help: str,
                labels: Sequence[str] = (),
                *,
                #{ limits
                limits: Sequence[int | None] = (),
                #}
                present: bool = True,
                deprecated: _Deprecation | None = None,
            ) -> _Series[Counter]:
                unserved = _Series(lambda *_: _NO_COUNTER)
                if not self._makes(name, present, deprecated):
                    return unserved
                kind = Counter
                #{ plain
                if not name.endswith("_total"):
                    kind = _PlainCounter
                #}
                family = self._family(
                    "counter",
                    name,
                    help,
                    labels,
                    lambda: kind(name, help, labels, registry=self._registry),
                )
                if family is None:
                    return unserved
                #{ limits
                return self._series(name, family, labels, limits)
                #}
                #{ !limits
                return self._series(name, family, labels)
                #}

            #}
        """#

    private static let gauge = #"""
            #{ gauge
            def gauge(
                self,
                name: str,
                help: str,
                labels: Sequence[str],
                mode: _Mode,
                *,
                initial: float | None = None,
                #{ limits
                limits: Sequence[int | None] = (),
                #}
                present: bool = True,
                deprecated: _Deprecation | None = None,
            ) -> _Series[Gauge]:
                unserved = _Series(lambda *_: _NO_GAUGE)
                if not self._makes(name, present, deprecated):
                    return unserved
                family = self._family(
                    "gauge",
                    name,
                    help,
                    labels,
                    lambda: _Gauge(
                        name, help, labels, registry=self._registry, multiprocess_mode=mode
                    ),
                    {
                        "is merged over processes in another way": mode,
                        "has another initial value": initial,
                    },
                )
                if family is None:
                    return unserved
                #{ limits
                series = self._series(name, family, labels, limits)
                #}
                #{ !limits
                series = self._series(name, family, labels)
                #}
                if initial is None:
                    return series
                value = initial
                return _Series(
                    lambda *given: series.child(*given).begin(value),
                    removed=series.remove,
                )

            #}
        """#

    private static let histogram = #"""
            #{ histogram
            def histogram(
                self,
                name: str,
                help: str,
                labels: Sequence[str],
                bounds: Sequence[float],
                *,
                #{ limits
                limits: Sequence[int | None] = (),
                #}
                present: bool = True,
                deprecated: _Deprecation | None = None,
            ) -> _Series[Histogram]:
                unserved = _Series(lambda *_: _NO_HISTOGRAM)
                if not self._makes(name, present, deprecated, bounds):
                    return unserved
                family = self._family(
                    "histogram",
                    name,
                    help,
                    labels,
                    lambda: Histogram(
                        name, help, labels, registry=self._registry, buckets=bounds
                    ),
                    {"has other bounds for the same series": [*map(float, bounds)]},
                )
                if family is None:
                    return unserved
                #{ limits
                return self._series(name, family, labels, limits)
                #}
                #{ !limits
                return self._series(name, family, labels)
                #}

            #}
        """#

    private static let summary = #"""
            #{ summary
            def summary(
                self,
                name: str,
                help: str,
                labels: Sequence[str],
                *,
                #{ limits
                limits: Sequence[int | None] = (),
                #}
                present: bool = True,
                deprecated: _Deprecation | None = None,
            ) -> _Series[Summary]:
                unserved = _Series(lambda *_: _NO_SUMMARY)
                if not self._makes(name, present, deprecated):
                    return unserved
                family = self._family(
                    "summary",
                    name,
                    help,
                    labels,
                    lambda: Summary(name, help, labels, registry=self._registry),
                )
                if family is None:
                    return unserved
                #{ limits
                return self._series(name, family, labels, limits)
                #}
                #{ !limits
                return self._series(name, family, labels)
                #}

            #}
        """#

    private static let info = #"""
            #{ info
            def info(
                self,
                name: str,
                help: str,
                labels: Sequence[str],
                fields: Sequence[str],
                *,
                mode: str = "mostrecent",
                #{ limits
                limits: Sequence[int | None] = (),
                #}
                present: bool = True,
                deprecated: _Deprecation | None = None,
            ) -> _Series[_Info]:
                unserved = _Series(lambda *_: _Info(fields))
                if not self._makes(name, present, deprecated):
                    return unserved
                family = self._family(
                    "info",
                    name,
                    help,
                    labels,
                    lambda: _InfoFamily(name, help, labels, fields, mode, self._registry),
                    {"has other fields": [*fields]},
                )
                if family is None:
                    return unserved
                #{ limits
                return self._limited(name, family.child, family.remove, labels, limits)
                #}
                #{ !limits
                return self._limited(name, family.child, family.remove, labels)
                #}

            #}
        """#

    private static let stateset = #"""
            #{ stateset
            def stateset(
                self,
                name: str,
                help: str,
                labels: Sequence[str],
                states: Sequence[_V],
                *,
                mode: str = "mostrecent",
                #{ limits
                limits: Sequence[int | None] = (),
                #}
                present: bool = True,
                deprecated: _Deprecation | None = None,
            ) -> _Series[StateSet[_V]]:
                unserved = _Series(lambda *_: StateSet(states))
                if not self._makes(name, present, deprecated):
                    return unserved
                family = self._family(
                    "stateset",
                    name,
                    help,
                    labels,
                    lambda: _StateSetFamily(name, help, labels, states, mode, self._registry),
                    {"has other states": states},
                )
                if family is None:
                    return unserved
                #{ limits
                return self._limited(name, family.child, family.remove, labels, limits)
                #}
                #{ !limits
                return self._limited(name, family.child, family.remove, labels)
                #}

            #}
        """#

    private static let number = #"""
            #{ elsewhere
            def number(
                self,
                name: str,
                help: str,
                labels: Sequence[str],
                make: Callable[[], _N],
                kind: str,
                *,
                #{ limits
                limits: Sequence[int | None] = (),
                #}
                present: bool = True,
                deprecated: _Deprecation | None = None,
            ) -> _Series[_N]:
                unserved = _Series(lambda *_: make())
                if not self._makes(name, present, deprecated):
                    return unserved
                if _has_directory():
                    if self._round == 3:
                        warnings.warn(
                            f"the {kind} `{name}` is on no page: processes share only what"
                            " code records of types that can be merged; leave"
                            " `PROMETHEUS_MULTIPROC_DIR` unset where there is one process",
                            RuntimeWarning,
                            stacklevel=2,
                        )
                    return unserved
                family = self._family(
                    kind,
                    name,
                    help,
                    labels,
                    lambda: _NumberFamily(make, kind, name, help, labels, self._registry),
                    {"gets its values in another way": make},
                )
                if family is None:
                    return unserved
                #{ limits
                return self._limited(name, family.child, family.remove, labels, limits)
                #}
                #{ !limits
                return self._limited(name, family.child, family.remove, labels)
                #}

            #}
        """#

    private static let former = #"""
            #{ former
            def former(
                self,
                name: str,
                help: str,
                of: str,
                deprecated: _Deprecation,
                *,
                present: bool = True,
            ) -> None:
                """Publishes a metric that has just been declared under a former name too."""
                if not present:
                    return
                if self._round == 1:
                    self._declared.append(_Declared(name, deprecated))
                elif name in self._served and of in self._served:
                    family = cast("Collector", self._families.by_name[of][1])
                    self._family(
                        "former name",
                        name,
                        help,
                        [],
                        lambda: _FormerName(name, help, of, family, self._registry),
                        {"is published under other former names": of},
                    )

            #}
        """#
}
