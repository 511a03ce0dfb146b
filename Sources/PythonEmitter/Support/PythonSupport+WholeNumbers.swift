// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// The types of metrics that take whole numbers only.
    static let wholeNumbers: [Section] = [
        Section(
            needs: [.wholecounter],
            #"""
            class IntegerCounter(Protocol):
                """A counter of whole amounts."""

                def inc(self, amount: int = 1) -> None:
                    """Adds an amount."""
                    ...
            """#),
        Section(
            needs: [.wholegauge],
            #"""
            class IntegerGauge(Protocol):
                """A gauge of whole numbers."""

                def set(self, value: int) -> None:
                    """Sets the value."""
                    ...

                def inc(self, amount: int = 1) -> None:
                    """Adds to the value."""
                    ...

                def dec(self, amount: int = 1) -> None:
                    """Subtracts from the value."""
                    ...
            """#),
        Section(
            needs: [.wholeobserver],
            #"""
            class IntegerObserver(Protocol):
                """A histogram or a summary of whole numbers."""

                def observe(self, amount: int) -> None:
                    """Counts a number."""
                    ...
            """#),
        Section(
            needs: [.wholeunknown],
            #"""
            class IntegerUnknown(Protocol):
                """A whole number of unknown type."""

                def set(self, value: int) -> None:
                    """Sets the value."""
                    ...
            """#),
    ]
}
