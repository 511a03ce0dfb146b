// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A bucket bound as people write it: `0.3`, `1`, `1000000`; never `1.0`, and never an exponent where digits do.
package enum BoundText {
    package static func text(of bound: Double) -> String {
        // Beyond 2^53 digits would claim a precision that the number doesn't have.
        if let whole = Int(exactly: bound), whole.magnitude < 1 << 53 { return "\(whole)" }
        return bound.description
    }

    package static func list(of bounds: [Double]) -> String { bounds.map(text(of:)).joined(separator: ", ") }
}
