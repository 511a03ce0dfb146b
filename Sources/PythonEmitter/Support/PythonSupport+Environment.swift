// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// Parameters from environment variables. The module reads the variables that it is given, and none of the process
    /// itself; the words are those of the runtime.
    static let environment: [Section] = [
        Section(
            needs: [.environment],
            #"""
            def _variable(
                variables: Mapping[str, str],
                variable: str,
                name: str,
                expected: str,
                read: Callable[[str], _T | None],
                default: _T | None = None,
            ) -> _T:
                text = variables.get(variable)
                if text is None:
                    if default is not None:
                        return default
                    fault = "isn't set"
                else:
                    value = read(text)
                    if value is not None:
                        return value
                    fault = f'is "{text}"'
                raise MetricsSetupError(
                    f"parameter `{name}`: the environment variable `{variable}` {fault}; "
                    f"set it to {expected}"
                )
            """#),
        Section(
            needs: [.booleanvariable],
            #"""
            def _read_boolean(text: str) -> bool | None:
                return {"true": True, "1": True, "false": False, "0": False}.get(text.lower())
            """#),
        Section(
            needs: [.integervariable],
            #"""
            def _read_integer(text: str) -> int | None:
                if re.fullmatch(r"[+-]?0*[0-9]{1,19}", text) is None:
                    return None
                value = int(text)
                return value if -(2**63) <= value < 2**63 else None
            """#),
        Section(
            needs: [.integersvariable],
            #"""
            def _read_integers(text: str) -> Sequence[int] | None:
                values = [_read_integer(part.strip(" ")) for part in text.split(",")]
                numbers = [value for value in values if value is not None]
                return numbers if len(numbers) == len(values) else None
            """#),
        Section(
            needs: [.stringsvariable],
            #"""
            def _read_strings(text: str) -> Sequence[str] | None:
                parts = [part.strip(" ") for part in text.split(",")]
                if parts == [""]:
                    return []
                return None if "" in parts else parts
            """#),
        Section(
            needs: [.choicevariable],
            #"""
            def _read_choice(*values: str) -> Callable[[str], str | None]:
                return lambda text: text if text in values else None
            """#),
    ]
}
