// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// Which metrics a process serves: the rules of the runtime, with the same words.
    static let visibility: [Section] = [
        Section(
            #"""
            class MetricsVisibility:
                """The release to act as, and the hidden metrics to show."""

                def __init__(
                    self,
                    *,
                    product_version: str | None = None,
                    show_hidden_for: str | None = None,
                    disabling: Iterable[str] = (),
                    lenient: bool = False,
                    named: Mapping[str, str] = _NAMES,
                ) -> None:
                    """Settings from strings.

                    - product_version: The release to act as; None for the version of the spec.
                    #{ !patch
                    - show_hidden_for: Shows the metrics that were deprecated in this release
                      line, `X.Y`, and are hidden now. A value that shows nothing is an error.
                    #}
                    #{ patch
                    - show_hidden_for: Shows the metrics that were deprecated in this release,
                      `X.Y.Z`, and are hidden now. A value that shows nothing is an error.
                    #}
                    - disabling: Names of metrics that are never registered; `*` matches any
                      characters. A name that no metric has is an error.
                    - lenient: Turns those errors into warnings.
                    - named: What messages call these settings, if they come from a command line.
                    """
                    self.names: Final = {**_NAMES, **named}
                    self.version: Final = (
                        None
                        if product_version is None
                        else _Version.read(product_version, self.names["product_version"])
                    )
                    self.show_hidden_for: Final = show_hidden_for
                    # A string is a sequence of strings too, and here it is one name.
                    patterns = (disabling,) if isinstance(disabling, str) else tuple(disabling)
                    self.disabling: Final = patterns
                    self.lenient: Final = lenient


            class _Declared(NamedTuple):
                name: str
                deprecation: _Deprecation | None


            class _Decision:
                """Which metrics a process serves."""

                def __init__(
                    self,
                    product: str,
                    own_version: str,
                    declared: Sequence[_Declared],
                    visibility: MetricsVisibility,
                ) -> None:
                    version = visibility.version or _Version.read(own_version, "version")
                    states = [self._state(metric, version) for metric in declared]
                    self.warnings: Final[list[str]] = []
                    self._visibility = visibility
                    names = visibility.names

                    #{ !patch
                    shown: tuple[int, int] | None = None
                    #}
                    #{ patch
                    shown: tuple[int, int, int] | None = None
                    #}
                    asked = visibility.show_hidden_for
                    if asked is not None:
                        found = _LINE.fullmatch(asked)
                        #{ !patch
                        line = (int(found[1]), int(found[2])) if found else None
                        #}
                        #{ patch
                        line = (int(found[1]), int(found[2]), int(found[3] or 0)) if found else None
                        #}
                        fault = self._uselessness(asked, line, declared, states, version.text)
                        if fault is None:
                            shown = line
                        else:
                            advice = self._advice(declared, states, version.text)
                            self._report(names["show_hidden_for"], f"{fault}; {advice}")
                    patterns: list[re.Pattern[str]] = []
                    for text in visibility.disabling:
                        pattern = re.compile(
                            ".*".join(re.escape(part) for part in text.split("*")), re.DOTALL
                        )
                        patterns.append(pattern)
                        if not any(pattern.fullmatch(metric.name) for metric in declared):
                            self._report(
                                names["disabling"],
                                f"`{text}` isn't a metric of {product} {own_version}",
                            )

                    self.served: Final[set[str]] = set()
                    messages: dict[str, list[str]] = {}
                    for metric, state in zip(declared, states):
                        deprecation = metric.deprecation
                        if any(pattern.fullmatch(metric.name) for pattern in patterns):
                            messages.setdefault("disabled", []).append(
                                f"`{metric.name}` is disabled"
                            )
                            continue
                        if state == "hidden" and deprecation and deprecation.since == shown:
                            state = "shown"
                        if deprecation and state != "active":
                            messages.setdefault(state, []).append(
                                deprecation.message(metric.name, state, version.line)
                            )
                        if state in ("active", "deprecated", "shown"):
                            self.served.add(metric.name)
                    order = ("deprecated", "shown", "hidden", "removed", "disabled")
                    self.messages: Final = tuple(
                        message for state in order for message in messages.get(state, [])
                    )

                @staticmethod
                def _state(metric: _Declared, version: _Version) -> str:
                    if metric.deprecation is None:
                        return "active"
                    if version.is_unversioned:
                        return "deprecated"
                    return metric.deprecation.state(version.line)

                def _report(self, setting: str, fault: str) -> None:
                    """An error, or in lenient mode a warning."""
                    if not self._visibility.lenient:
                        lenient = self._visibility.names["lenient"]
                        raise MetricsSetupError(
                            f"`{setting}`: {fault}; with `{lenient}` the process starts anyway"
                        )
                    self.warnings.append(f"`{setting}` has no effect: {fault}")

                @staticmethod
                def _uselessness(
                    asked: str,
                    #{ !patch
                    line: tuple[int, int] | None,
                    #}
                    #{ patch
                    line: tuple[int, int, int] | None,
                    #}
                    declared: Sequence[_Declared],
                    states: Sequence[str],
                    version: str,
                ) -> str | None:
                    if line is None:
                        #{ !patch
                        return f"`{asked}` is not of the form `X.Y`"
                        #}
                        #{ patch
                        return f"`{asked}` is not of the form `X.Y.Z`"
                        #}
                    there = [
                        state
                        for metric, state in zip(declared, states)
                        if metric.deprecation and metric.deprecation.since == line
                    ]
                    if not there:
                        return f"`{asked}` deprecated no metric"
                    if "hidden" in there:
                        return None
                    if all(state == "removed" for state in there):
                        return f"the metrics that `{asked}` deprecated are removed at {version}"
                    return f"the metrics that `{asked}` deprecates are not hidden yet at {version}"

                @staticmethod
                def _advice(
                    declared: Sequence[_Declared], states: Sequence[str], version: str
                ) -> str:
                    #{ !patch
                    hidden: dict[tuple[int, int], list[str]] = {}
                    #}
                    #{ patch
                    hidden: dict[tuple[int, int, int], list[str]] = {}
                    #}
                    for metric, state in zip(declared, states):
                        if state == "hidden" and metric.deprecation:
                            hidden.setdefault(metric.deprecation.since, []).append(metric.name)
                    if not hidden:
                        return f"no value has an effect at {version}, so leave this setting out"
                    return f"at {version} " + "; ".join(
                        #{ !patch
                        f"`{line[0]}.{line[1]}` shows {', '.join(hidden[line])}"
                        #}
                        #{ patch
                        f"`{'.'.join(map(str, line))}` shows {', '.join(hidden[line])}"
                        #}
                        for line in sorted(hidden)
                    )
            """#)
    ]
}
