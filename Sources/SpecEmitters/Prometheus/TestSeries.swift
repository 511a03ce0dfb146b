// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

/// A series in a unit test, as promtool reads it.
enum TestSeries {
    /// A label with an empty value is the same as none.
    static func text(_ name: String, _ labels: [String: String]) -> String {
        let written = labels.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .map { "\($0.key)=\(PromQLExpression.string(PromQLString($0.value)).description)" }
        return "\(name){\(written.joined(separator: ", "))}"
    }
}
