// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension TooManySeriesAtStart {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            If all labels of a metric are bound or closed, generated code creates all of its series when a process starts: one for \
            each combination of the values. More than a million of them would use up the memory of the process before it \
            does any work, and every scrape would send all of them. A label without `values` has a series only for each \
            value that is used, and `max_values` limits their number.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              aisle: {help: The aisle., values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
              rack: {help: The rack., values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
              board: {help: The board., values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
              box: {help: The box., values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
              slot: {help: The slot., values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
            groups:
              cart:
                metrics:
                  taken_total: {type: counter, help: Items taken., labels: [aisle, rack, board, box, slot]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              aisle: {help: The aisle., values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
              place: {help: The place in the aisle., max_values: 5000}
            groups:
              cart:
                metrics:
                  taken_total: {type: counter, help: Items taken., labels: [aisle, place]}
            """)
}
