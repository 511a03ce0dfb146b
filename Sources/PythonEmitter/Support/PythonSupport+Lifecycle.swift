// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// The rule of deprecation, and versions of a product: those of `MetricsVocabulary`, in Python.
    static let lifecycle: [Section] = [
        Section(
            #"""
            #{ !patch
            class _Release(NamedTuple):
                """The release line `minors` after another one."""

                major: int
                minor: int
                minors: int = 0

                def is_reached(self, line: tuple[int, int]) -> bool:
                    if line[0] == self.major:
                        return line[1] >= self.minor + self.minors
                    # Across a major version the fewest releases are assumed.
                    return line[0] > self.major and line[1] + line[0] - self.major >= self.minors

                def seen_from(self, line: tuple[int, int]) -> str:
                    if self.minors > 0 and line[0] > self.major:
                        return f"{line[0]}.{max(0, self.minors - (line[0] - self.major))}"
                    return f"{self.major}.{self.minor + self.minors}"
            #}
            #{ patch
            class _Release(NamedTuple):
                """The release `patches` patch releases after another one."""

                major: int
                minor: int
                patch: int
                patches: int = 0

                def is_reached(self, line: tuple[int, int, int]) -> bool:
                    return line >= self[:3] and self._count(line) >= self.patches

                def seen_from(self, line: tuple[int, int, int]) -> str:
                    if self.patches == 0 or line[:2] <= self[:2]:
                        return f"{self.major}.{self.minor}.{self.patch + self.patches}"
                    rest = max(0, self.patches - self._count((line[0], line[1], 0)))
                    return f"{line[0]}.{line[1]}.{rest}"

                def _count(self, line: tuple[int, int, int]) -> int:
                    # Across a minor or a major version the fewest releases are assumed.
                    if line[:2] == self[:2]:
                        return line[2] - self.patch
                    if line[0] == self.major:
                        return line[1] - self.minor + line[2]
                    return line[1] + line[2] + line[0] - self.major
            #}


            class _Deprecation(NamedTuple):
                #{ !patch
                since: tuple[int, int]
                #}
                #{ patch
                since: tuple[int, int, int]
                #}
                hidden: _Release | None
                """None while nobody has decided."""
                removed: _Release | None
                replacements: Sequence[str] = ()

                #{ !patch
                def state(self, line: tuple[int, int]) -> str:
                #}
                #{ patch
                def state(self, line: tuple[int, int, int]) -> str:
                #}
                    if line < self.since:
                        return "active"
                    if self.removed is not None and self.removed.is_reached(line):
                        return "removed"
                    if self.hidden is not None and self.hidden.is_reached(line):
                        return "hidden"
                    return "deprecated"

                #{ !patch
                def message(self, name: str, state: str, line: tuple[int, int]) -> str:
                #}
                #{ patch
                def message(self, name: str, state: str, line: tuple[int, int, int]) -> str:
                #}
                    seen_from = max(line, self.since)
                    #{ !patch
                    since = f"{self.since[0]}.{self.since[1]}"
                    #}
                    #{ patch
                    since = ".".join(map(str, self.since))
                    #}
                    hidden = "" if self.hidden is None else self.hidden.seen_from(seen_from)
                    removed = "" if self.removed is None else self.removed.seen_from(seen_from)
                    removal = f"removed from {removed}" if removed else "its removal is undecided"
                    advice = "nothing replaces it"
                    if self.replacements:
                        advice = "use " + ", ".join(f"`{name}`" for name in self.replacements)
                    if state == "deprecated":
                        hiding = f"hidden from {hidden}, " if hidden else ""
                        return f"`{name}` is deprecated since {since}: {hiding}{removal}; {advice}"
                    if state == "shown":
                        return (
                            f"`{name}` is hidden since {hidden} and shown on request: "
                            f"{removal}; {advice}"
                        )
                    if state == "hidden":
                        until = f"until it is {removal}" if removed else removal
                        return (
                            f"`{name}` is hidden since {hidden}: {since} shows it, "
                            f"{until}; {advice}"
                        )
                    return f"`{name}` is removed since {removed}; {advice}"


            _VERSION = re.compile(
                r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:\.(0|[1-9][0-9]*)(?![0-9]))?"
                r"(?:(?:\.?[A-Za-z]|[-+_])(?:[A-Za-z0-9.+_-]*[A-Za-z0-9])?)?"
            )
            #{ !patch
            _LINE = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
            #}
            #{ patch
            _LINE = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:\.(0|[1-9][0-9]*))?")
            #}
            _NAMES: Mapping[str, str] = {
                "product_version": "product_version",
                "show_hidden_for": "show_hidden_for",
                "disabling": "disabling",
                "lenient": "lenient=True",
            }


            class _Version(NamedTuple):
                text: str
                #{ !patch
                line: tuple[int, int]
                #}
                #{ patch
                line: tuple[int, int, int]
                #}
                is_unversioned: bool

                @staticmethod
                def read(text: str, setting: str) -> _Version:
                    found = _VERSION.fullmatch(text)
                    if found is None or (text[-1:] in "-+_."):
                        raise MetricsSetupError(
                            f"`{setting}`: `{text}` is not a version of a product; "
                            "write it like `0.9.1` or `0.9.0rc1`"
                        )
                    #{ !patch
                    line = int(found[1]), int(found[2])
                    return _Version(text, line, line == (0, 0) and int(found[3] or 0) == 0)
                    #}
                    #{ patch
                    line = int(found[1]), int(found[2]), int(found[3] or 0)
                    return _Version(text, line, line == (0, 0, 0))
                    #}
            """#)
    ]
}
