// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The names that rules had before their present ones. Waivers and searches may still have them.
package enum FormerRuleName {
    /// The present name of a rule; nil if no rule was ever called this.
    package static func present(_ name: String) -> String? { presentNames[name] }

    static let presentNames = [
        "key-that-is-no-text": "key-not-a-string",
        "nested-too-deep": "nesting-too-deep",
        "too-many-findings": "too-many-diagnostics",
        "missing-blank": "missing-space",
        "misfit-key": "inapplicable-key",
        "cut-text": "truncated-by-comment",
        "colliding-samples": "series-name-collision",
        "foreign-label": "unknown-panel-label",
        "unshareable-kind": "unshareable-metric",
        "unshareable-type": "unshareable-metric",
        "kind-in-name": "type-in-name",
        "open-metrics-clash": "open-metrics-collision",
        "info-without-info": "info-without-info-suffix",
        "open-prefix": "prefix-without-separator",
        "counter-with-level-unit": "counter-with-gauge-unit",
        "growing-info": "high-cardinality-info",
        "label-of-the-scrape": "target-label-collision",
        "bounds-unfit-for-unit": "bounds-unsuitable-for-unit",
        "odd-bound": "irregular-bound",
        "ended-waiver": "expired-waiver",
        "product-of-two-specs": "duplicate-product",
        "output-in-the-way": "output-path-occupied",
        "left-over-output": "leftover-output",
        "unwritable-output": "forbidden-output-path",
        "unfit-panel-kind": "unsuitable-panel-kind",
        "younger-replacement": "replacement-introduced-later",
        "returned-metric": "removed-name-reused",
    ]
}
