// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// Registration.
    static let maker: [Section] = [
        Section(
            #"""
            class _Families:
                """The metrics that this module has registered in a registry."""

                def __init__(self) -> None:
                    # What was declared, by what is said of a difference, and the collector.
                    self.by_name: dict[str, tuple[Mapping[str, object], object]] = {}
                    #{ limits
                    self.limits: dict[str, _Limits] = {}
                    #}
                    self.instances: set[tuple[tuple[str, str], ...]] = set()


            _FAMILIES: WeakKeyDictionary[CollectorRegistry, _Families] = WeakKeyDictionary()
            """#),
        Section(
            #"""
            class _Maker:
                """Makes the metrics of one instance, in three rounds.

                The first round collects what is declared, the second registers what is served, and
                the third makes the series. If something is wrong, the registry stays as it was.
                """

                def __init__(
                    self,
                    product: str,
                    version: str,
                    registry: CollectorRegistry,
                    bound: Mapping[str, str],
                    visibility: MetricsVisibility | None,
                ) -> None:
                    self._product = product
                    self._version = version
                    self._registry = registry
                    self._bound = bound
                    self._visibility = visibility or MetricsVisibility()
                    self._round = 0
                    self._declared: list[_Declared] = []
                    self._served: set[str] = set()
                    self._added: list[str] = []
                    self._families = _FAMILIES.setdefault(registry, _Families())
                    self.messages: tuple[str, ...] = ()

                def again(self) -> bool:
                    self._round += 1
                    if self._round == 2:
                        decision = _Decision(
                            self._product, self._version, self._declared, self._visibility
                        )
                        self._served = decision.served
                        self.messages = decision.messages
                        for warning in decision.warnings:
                            warnings.warn(warning, RuntimeWarning, stacklevel=3)
                    if self._round == 4:
                        instance = tuple(self._bound.items())
                        if instance in self._families.instances:
                            warnings.warn(
                                f"the metrics of `{self._product}` were made twice in one registry:"
                                " both record into the same series; make them once and share them",
                                RuntimeWarning,
                                stacklevel=3,
                            )
                        self._families.instances.add(instance)
                    return self._round < 4

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
                def _makes(
                    self,
                    name: str,
                    present: bool,
                    deprecated: _Deprecation | None,
                    #{ histogram
                    bounds: Sequence[float] | None = None,
                    #}
                ) -> bool:
                    if not present:
                        return False
                    if self._round == 1:
                        #{ histogram
                        if bounds is not None:
                            _check_bounds(name, bounds)
                        #}
                        #{ former
                        if any(declared.name == name for declared in self._declared):
                            return False
                        #}
                        self._declared.append(_Declared(name, deprecated))
                        return False
                    return name in self._served

                def _family(
                    self,
                    kind: str,
                    name: str,
                    help: str,
                    labels: Sequence[str],
                    make: Callable[[], _T],
                    others: Mapping[str, object] | None = None,
                ) -> _T | None:
                    """The collector; None as long as a conflict may be found."""
                    declared: Mapping[str, object] = {
                        "has another type": kind,
                        "has another help": help,
                        "has other labels": labels,
                        **(others or {}),
                    }
                    known = self._families.by_name
                    if name not in known:
                        try:
                            known[name] = declared, make()
                        except ValueError as error:
                            duplicates = sorted(getattr(error, "duplicates", [name]))
                            raise self._conflict(
                                name, f"would publish `{duplicates[0]}` a second time"
                            ) from error
                        self._added.append(name)
                    existing, family = known[name]
                    for fault, value in declared.items():
                        if existing.get(fault) != value:
                            raise self._conflict(name, fault)
                    return cast("_T", family) if self._round == 3 else None

                def _conflict(self, name: str, fault: str) -> MetricsSetupError:
                    """Leaves the registry as it was."""
                    for added in self._added:
                        _, family = self._families.by_name.pop(added)
                        self._registry.unregister(cast("Collector", family))
                    return MetricsSetupError(
                        f"the registry already has `{name}`, and `{name}` {fault}; "
                        "use a separate registry for one of the two"
                    )

                #{ wrapper
                def _series(
                    self,
                    name: str,
                    family: _Wrapper,
                    labels: Sequence[str],
                    #{ limits
                    limits: Sequence[int | None],
                    #}
                ) -> _Series[_Wrapper]:
                    if not labels:
                        return _Series(lambda *_: family)
                    #{ limits
                    return self._limited(name, family.labels, family.remove, labels, limits)
                    #}
                    #{ !limits
                    return self._limited(name, family.labels, family.remove, labels)
                    #}

                #}
                def _limited(
                    self,
                    name: str,
                    child: Callable[..., _T],
                    remove: Callable[..., None],
                    labels: Sequence[str],
                    #{ limits
                    limits: Sequence[int | None],
                    #}
                ) -> _Series[_T]:
                    bound: list[str | None] = [self._bound.get(label) for label in labels]
                    if all(value is None for value in bound):
                        bound = []
                    #{ limits
                    if limits:
                        limit = self._families.limits.setdefault(
                            name, _Limits(name, limits, self._registry)
                        )

                        def forget(*values: str) -> None:
                            limit.forget(values)
                            remove(*values)

                        return _Series(child, bound, limit.admitted, forget)
                    #}
                    return _Series(child, bound, None, remove)
            """#),
    ]
}
