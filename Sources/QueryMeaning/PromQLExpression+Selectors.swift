// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

extension PromQLExpression {
    /// All selectors in it, in the order of the query.
    package var selectors: [SeriesSelector] {
        switch form {
        case .vector(let selector, _), .range(let selector, _, _): [selector]
        default: parts.flatMap(\.selectors)
        }
    }
}
