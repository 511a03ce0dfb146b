// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning

extension QueryMeaning {
    /// The operands and arguments of each node, in the order of the query.
    var operands: [[Int]] {
        var operands = [[Int]](repeating: [], count: nodes.count)
        for index in nodes.indices { if let parent = nodes[index].parent { operands[parent].append(index) } }
        return operands
    }
}
