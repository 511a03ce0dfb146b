// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// Something that a file declares under a name.
package struct Declared<Value> {
    package let name: Spanned<String>
    /// Nil where what was written has been reported. The name is known all the same.
    package let value: Value?

    package init(name: Spanned<String>, value: Value?) {
        self.name = name
        self.value = value
    }
}

extension Declared: Sendable where Value: Sendable {}
