// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// What a mapping of the language describes. Code compares the cases; the phrases are only printed.
package enum MappingSubject: Hashable, Sendable {
    case file, product, lifecycle, stableException, parameter
    case label, metricLabel, labelValue, labelDeprecation, group, metric, panel, deprecated, replacement, removed,
        change
    case buckets, linear, exponential, native
    case unit, condition
    case derived, seriesPair, derivedQuantile, alert, objective
    /// Anything that can have waivers, and a waiver.
    case declaration, waiver
    case outputs
    /// An entry of `references`, and of `external`.
    case reference, external
    /// An entry of `policies`, and its `name`.
    case policy, policyName
    /// One of the outputs, by its key.
    case output(String)
    /// A file of translations, and its parts.
    case translations, groupTranslations, metricTranslations, labelTranslations, parameterTranslations

    /// "a metric", "buckets", "`product`".
    package var indefinite: String {
        switch noun {
        case .one(let article, let noun): "\(article) \(noun)"
        case .many(let noun), .only(let noun): noun
        }
    }

    /// "this metric", "these buckets", "`product`".
    var definite: String {
        switch noun {
        case .one(_, let noun): "this \(noun)"
        case .many(let noun): "these \(noun)"
        case .only(let name): name
        }
    }

    /// The verb after either phrase.
    var has: String { if case .many = noun { "have" } else { "has" } }

    var isTranslation: Bool {
        [.translations, .groupTranslations, .metricTranslations, .labelTranslations, .parameterTranslations]
            .contains(self)
    }

    private enum Noun {
        case one(_ article: String, String)
        case many(String)
        /// A spec, or its parent, has only one of it.
        case only(String)
    }

    private var noun: Noun {
        switch self {
        case .file: .one("a", "spec file")
        case .product: .only("`product`")
        case .lifecycle: .only("`lifecycle`")
        case .stableException: .one("an", "exception")
        case .parameter: .one("a", "parameter")
        case .label: .one("a", "label")
        case .metricLabel: .one("a", "metric's label")
        case .labelValue: .one("a", "value")
        case .group: .one("a", "group")
        case .metric: .one("a", "metric")
        case .panel: .only("`panel`")
        case .deprecated: .only("`deprecated`")
        case .replacement: .one("a", "replacement")
        case .labelDeprecation: .one("a", "label's deprecation")
        case .removed: .only("`removed`")
        case .change: .one("a", "change")
        case .condition: .one("a", "condition")
        case .buckets: .many("buckets")
        case .linear: .only("`linear`")
        case .exponential: .only("`exponential`")
        case .native: .only("`native`")
        case .unit: .one("a", "unit")
        case .derived: .one("a", "derived value")
        case .seriesPair: .many("two series")
        case .derivedQuantile: .only("`quantile`")
        case .alert: .one("an", "alert")
        case .objective: .one("a", "service level objective")
        case .declaration: .one("a", "declaration")
        case .waiver: .one("a", "waiver")
        case .outputs: .only("`outputs`")
        case .reference: .one("a", "reference")
        case .external: .only("`external`")
        case .policy: .one("a", "policy")
        case .policyName: .one("a", "policy on names")
        case .output(let name): .only("the output \(quoted: name)")
        case .translations: .one("a", "file of translations")
        case .groupTranslations: .many("the translations of a group")
        case .metricTranslations: .many("the translations of a metric")
        case .labelTranslations: .many("the translations of a label")
        case .parameterTranslations: .many("the translations of a parameter")
        }
    }
}
