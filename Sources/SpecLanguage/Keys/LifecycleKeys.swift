// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

enum LifecycleKeys {
    static let granularity = Key(
        "granularity", ValueType<Product.Granularity>.choice,
        help: """
            `patch`: metrics are deprecated, hidden and removed in patch releases too. Releases are then `X.Y.Z`, and \
            `hide_after` and `remove_after` count patch releases. `minor` if left out
            """)
    static let hideAfter = Key(
        "hide_after", .integer(atLeast: 1),
        help: """
            how many minor versions after its deprecation a metric is hidden, at least 1, because a release must \
            show it as deprecated; 1 if left out
            """)
    static let removeAfter = Key(
        "remove_after", .integer(atLeast: 1),
        help: """
            how many minor versions after its deprecation a metric is removed, at least `hide_after`; 2 if left out. \
            If both are equal, a metric is removed without being hidden before
            """)
    static let released = Key(
        "released", .path(.file),
        help: """
            the catalogue of the last release, relative to the package's directory: what is stable in it must keep its \
            type, unit, labels, values, bounds and mode. Nothing is compared if left out
            """)
    static let supportedFrom = Key(
        "supported_from", .minorVersion,
        help: """
            the oldest minor version that is still in use: an alert rule on a metric that came later never fires there. \
            Nothing is said about that if left out
            """)
    static let allow = Key(
        "allow", .list(of: .stableException),
        help: "intended changes of stable metrics, each with a reason")

    static let table = KeyTable(
        .lifecycle,
        [
            hideAfter.description, removeAfter.description, granularity.description, released.description,
            supportedFrom.description,
            allow.description,
        ])
}

enum StableExceptionKeys {
    static let rule = Key(
        "rule", .text(.stableRule), isRequired: true,
        help: "the rule that would report the change, such as `stable-label-removed`")
    static let metric = Key(
        "metric", .text(.metric), isRequired: true,
        help: "the key or full name of the metric, which may have been removed from the spec")
    static let reason = Key("reason", .sentence, isRequired: true, help: "why, in a sentence")
    static let until = Key(
        "until", .minorVersion, help: "the minor version of the product from which on the change is reported again")

    static let table = KeyTable(
        .stableException, [rule.description, metric.description, reason.description, until.description])
}

extension ValueType<LifecycleDeclaration> {
    static var lifecycle: ValueType {
        ValueType.mapping(LifecycleKeys.table) { reader in
            var declaration = LifecycleDeclaration(
                hideAfter: reader.read(LifecycleKeys.hideAfter), removeAfter: reader.read(LifecycleKeys.removeAfter),
                released: reader.read(LifecycleKeys.released))
            let granularity = reader.read(LifecycleKeys.granularity)?.value
            let isFaulty =
                reader.has(LifecycleKeys.granularity) || reader.hasMistyped(LifecycleKeys.granularity)
            declaration.granularity = granularity ?? (isFaulty ? nil : .minor)
            declaration.supportedFrom = reader.read(LifecycleKeys.supportedFrom)
            declaration.exceptions = reader.read(LifecycleKeys.allow)?.value.map(\.value) ?? []
            return declaration
        }
    }
}

extension ValueType<StableException> {
    fileprivate static var stableException: ValueType {
        let keys = ValueType<StableException>.mapping(StableExceptionKeys.table) { reader in
            let rule = reader.require(StableExceptionKeys.rule)
            let metric = reader.require(StableExceptionKeys.metric)
            let reason = reader.require(StableExceptionKeys.reason)
            let until = reader.read(StableExceptionKeys.until)
            guard let rule, let metric, let reason else { return nil }
            return StableException(
                rule: rule, metric: metric, reason: reason.value, until: until, span: reader.owner.span)
        }
        return ValueType(keys.shape) { slot, findings in
            keys.read(slot, &findings).map {
                StableException(rule: $0.rule, metric: $0.metric, reason: $0.reason, until: $0.until, span: slot.span)
            }
        }
    }
}
