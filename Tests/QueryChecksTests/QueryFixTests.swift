// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Fixes of queries")
struct QueryFixTests {
    @Test(
        "change what is wrong and nothing else",
        arguments: [
            ("rate(shop_orders[5m])", "rate(shop_orders_total[5m])"),
            ("rate({__name__='shop_orders'}[5m])", "rate({__name__='shop_orders_total'}[5m])"),
            ("sum(shop_waiting) > 1", "sum(shop_queue_requests) > 1"),
            (
                "rate(shop_old_orders_total{outcome=\"paid\"}[5m])", "rate(shop_orders_total{outcome=\"paid\"}[5m])"
            ),
            ("sum({\"shop_waiting\"})", "sum({\"shop_queue_requests\"})"),
            // Nobody knows what is meant, or what labels it had.
            ("rate(shop_door_seconds[5m])", "rate(shop_door_seconds[5m])"),
            ("rate(shop_parcels_total[5m])", "rate(shop_parcels_total[5m])"),
            (
                "rate(shop_door_seconds_bucket{ le = \"1\" }[5m])",
                "rate(shop_door_seconds_bucket{ le=~\"1(\\\\.0)?\" }[5m])"
            ),
            ("shop_door_seconds_bucket{le!=\"60\"}", "shop_door_seconds_bucket{le!~\"60(\\\\.0)?\"}"),
            ("shop_door_seconds_bucket{le=\"0.10\"}", "shop_door_seconds_bucket{le=\"0.1\"}"),
            ("shop_door_seconds_bucket{le=~\"0.1|1\"}", "shop_door_seconds_bucket{le=~\"0.1|1(\\\\.0)?\"}"),
            // A backslash between backquotes is one.
            ("shop_door_seconds_bucket{le=~`0.1|1`}", "shop_door_seconds_bucket{le=~`0.1|1`}"),
            (
                "histogram_quantile(0.9, sum(rate(shop_door_seconds_bucket[5m])))",
                "histogram_quantile(0.9, sum by (le) (rate(shop_door_seconds_bucket[5m])))"
            ),
            (
                "histogram_quantile(0.9, (sum by (branch)(rate(shop_door_seconds_bucket[5m]))))",
                "histogram_quantile(0.9, (sum by (branch, le)(rate(shop_door_seconds_bucket[5m]))))"
            ),
            (
                "histogram_quantile(0.9, sum (rate(shop_door_seconds_bucket[5m])) by (branch))",
                "histogram_quantile(0.9, sum (rate(shop_door_seconds_bucket[5m])) by (branch, le))"
            ),
            (
                "histogram_quantile(0.9, sum(rate(shop_door_seconds_bucket[5m])) by ())",
                "histogram_quantile(0.9, sum(rate(shop_door_seconds_bucket[5m])) by ())"
            ),
            (
                "histogram_quantile(0.9, max(sum(rate(shop_door_seconds_bucket[5m]))))",
                "histogram_quantile(0.9, max(sum(rate(shop_door_seconds_bucket[5m]))))"
            ),
            (
                "rate(shop_orders_total{outcome = \"paid|refused\"}[5m])",
                "rate(shop_orders_total{outcome=~\"paid|refused\"}[5m])"
            ),
            (
                "@multiple branch\nshop_queue_requests{branch = \"$branch\"}",
                "@multiple branch\nshop_queue_requests{branch=~\"$branch\"}"
            ),
            (
                "@multiple branch\nshop_queue_requests{branch!=\"$branch.north\"}",
                "@multiple branch\nshop_queue_requests{branch!=\"$branch.north\"}"
            ),
        ])
    func fixes(query: String, fixed: String) { #expect(QueryCase(query).fixed == fixed) }
}
