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
        Section(([makerBeginning] + PythonMakerMethods.all + [makerRest]).joined(separator: "\n")),
    ]

    /// What a round is, and when there is another one.
    private static let makerBeginning = #"""
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

        """#

    /// What the methods of all metric types use.
    private static let makerRest = #"""
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
        """#
}
