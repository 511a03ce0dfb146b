// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// Checks of bounds and parameters, and series of bounds.
    static let checks: [Section] = [
        Section(
            needs: [.histogram],
            #"""
            def _check_bounds(name: str, bounds: Sequence[float]) -> None:
                fault: str | None = None
                if not bounds:
                    fault = "are empty with these parameters; a histogram needs at least one"
                elif not all(isfinite(bound) for bound in bounds):
                    fault = "are not all finite; `+Inf` is added automatically"
                else:
                    last = -inf
                    for bound in map(float, bounds):
                        if not bound > last:
                            fault = f"must increase, and {bound} follows {last}"
                            break
                        last = bound
                if fault is not None:
                    raise MetricsSetupError(f"the bounds of `{name}` {fault}")
            """#),
        Section(
            needs: [.bucketseries],
            #"""
            def _bucket_series(mantissas: Sequence[float], limit: float) -> list[float]:
                """`mantissa * 10 ** exponent`, as long as that is at most the limit."""
                bounds: list[float] = []
                power = 1.0
                while power < inf:
                    for mantissa in mantissas:
                        bound = mantissa * power
                        if not isfinite(bound) or bound > limit:
                            return bounds
                        bounds.append(bound)
                    power *= 10
                return bounds
            """#),
        Section(
            needs: [.integer],
            #"""
            def _check_integer(
                value: int, name: str, minimum: int | None = None, maximum: int | None = None
            ) -> None:
                fault: str | None = None
                if minimum is not None and value < minimum:
                    fault = f"{value} is too small; the minimum is {minimum}"
                elif maximum is not None and value > maximum:
                    fault = f"{value} is too large; the maximum is {maximum}"
                if fault is not None:
                    raise MetricsSetupError(f"parameter `{name}`: {fault}")
            """#),
        Section(
            needs: [.choice],
            #"""
            def _check_choice(value: str, name: str, values: Sequence[str]) -> None:
                if value not in values:
                    allowed = ", ".join(f"`{one}`" for one in values)
                    raise MetricsSetupError(
                        f"parameter `{name}`: it can't be `{value}`; give one of {allowed}"
                    )
            """#),
        Section(
            needs: [.prefix],
            #"""
            def _check_prefix(value: str, name: str, endings: Sequence[str]) -> None:
                for prefix in [value + ending for ending in endings]:
                    legal = not prefix or prefix.replace(":", "_").isidentifier()
                    if not (legal and prefix.isascii() and len(prefix) <= 200):
                        raise MetricsSetupError(
                            f"parameter `{name}`: no metric's name can begin with "
                            f'"{prefix}"; give at most 200 letters, digits, `_` and `:`, '
                            "not starting with a digit"
                        )
            """#),
        Section(
            needs: [.fields],
            #"""
            def _check_fields(fields: Sequence[str], name: str, besides: Sequence[str]) -> None:
                seen = set(besides)
                fault: str | None = None
                for field in fields:
                    if not (field.isascii() and field.isidentifier()):
                        fault = (
                            f'no label can have the name "{field}"; use letters, digits '
                            "and `_`, not starting with a digit"
                        )
                    elif field.startswith("__") or field in ("le", "quantile"):
                        fault = (
                            f"the label `{field}` is reserved for Prometheus; give it another name"
                        )
                    elif field in seen:
                        fault = f"two labels of the metric would be `{field}`; give each label once"
                    if fault is not None:
                        break
                    seen.add(field)
                if fault is None and len(seen) > 64:
                    fault = f"{len(fields)} fields are too many; the maximum is {64 - len(besides)}"
                if fault is not None:
                    raise MetricsSetupError(f"parameter `{name}`: {fault}")
            """#),
        Section(
            needs: [.integers],
            #"""
            def _check_integers(
                values: Sequence[int],
                name: str,
                minimum: int | None = None,
                maximum: int | None = None,
            ) -> None:
                if not values:
                    raise MetricsSetupError(
                        f"parameter `{name}`: the list is empty; give at least one number"
                    )
                seen: set[int] = set()
                for value in values:
                    _check_integer(value, name, minimum, maximum)
                    if value in seen:
                        raise MetricsSetupError(
                            f"parameter `{name}`: {value} is in the list twice; "
                            "give each number once"
                        )
                    seen.add(value)
            """#),
    ]
}
