// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SpecCommands

@Suite("Fixes in files with queries")
struct FixedReferencesTests {
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static let dashboard = """
        {"title": "Orders", "panels": [{"type": "stat", "title": "Ä \\u00e4", "datasource": {"type": "prometheus"},
        \t"targets": [{"expr": "sum(\\n  rate(shop_orders[5m])\\n)" },
          {"expr": "histogram_quantile(0.9, sum(rate(shop_packing_seconds_bucket[5m])))"}]}]}
        """
    private static let rules = """
        # Rules:   ä
        groups:
          - name: orders
            rules:
              - alert: NoOrders   # why
                expr: |
                  # the rate
                  sum(rate(shop_orders[5m])) == 0

                for:  10m
              - {alert: "Slow", expr: 'histogram_quantile(0.9, sum(rate(shop_packing_seconds_bucket[5m]))) > 1', for: 10m}

        """
    private static let page = """
        # Orders — and packing\u{20}\u{20}
        Ask for `rate(shop_orders[5m])`  first.

        ```promql
        histogram_quantile(0.9, sum(rate(shop_packing_seconds_bucket[5m])))
        ```
        """
    private static let files = ["alerts/a.json": dashboard, "alerts/a.yaml": rules, "alerts/a.md": page]

    @Test(
        "leave every other byte as it was, with a byte order mark and with each line break",
        arguments: files.keys.sorted(), ["\n", "\r\n"])
    func bytes(path: String, lineBreak: String) throws {
        let text = try #require(Self.files[path])
        func bytes(_ text: String) -> [UInt8] {
            Array(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineBreak).utf8)
        }
        let wanted = text.replacing("shop_orders[", with: "shop_orders_total[")
            .replacing("sum(rate(shop_packing", with: "sum by (le) (rate(shop_packing")
        for mark in [[], Self.mark] {
            let fixed = try ReferencesOfSpec([path: mark + bytes(text)]).fixed()
            #expect(
                fixed[path].map { String(decoding: $0, as: UTF8.self) }
                    == String(decoding: mark + bytes(wanted), as: UTF8.self))
            #expect(try ReferencesOfSpec([path: mark + bytes(wanted)]).findings() == [])
        }
    }
}
