// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension RegularExpression {
    /// How many characters and assertions it has, with all counted repetitions written out. To match a value takes a time
    /// that grows with this number and the length of the value.
    package var size: Int { Self.size(of: root) }

    private static func size(of node: Node) -> Int {
        switch node {
        case .empty: 0
        case .literal, .oneOf, .assertion: 1
        case .sequence(let nodes), .alternatives(let nodes): nodes.reduce(0) { $0 + size(of: $1) }
        // No pattern repeats anything more than 1,000 times, also in repetitions of repetitions.
        case .repeated(let node, let least, let most): size(of: node) * max(most ?? least + 1, 1)
        }
    }
}
