// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

struct GroupDeclaration: Sendable {
    let title: String?
    let help: String?
    let swiftName: Spanned<String>?
    let prefix: PrefixDeclaration?
    /// Whether the prefix that is written has been reported: then the names of its metrics aren't known.
    let hasFaultyPrefix: Bool
    let aliases: [Spanned<String>]?
    let metrics: [Declared<MetricDeclaration>]
    let condition: Spanned<ConditionDeclaration>?
    /// Whether the condition that is written has been reported: then it isn't known when its metrics exist.
    let hasFaultyCondition: Bool
    /// Of its metrics that don't say it themselves.
    let stability: Prose.Stability?
    let deprecated: Declared<DeprecatedDeclaration>?
    let owner: String?
    let seriesLimit: Spanned<Int>?
    let isSorted: Bool

    /// By position: a loop over the metrics themselves would copy each of them, and they are large.
    var metricNames: [Spanned<String>] { metrics.indices.map { metrics[$0].name } }
}

/// A metric as it was written. What is required is optional here all the same: it may have been reported, while the
/// rest is still worth a look.
struct MetricDeclaration: Sendable {
    let kind: MetricKind?
    let help: Spanned<String>?
    /// Its name: the spec may declare it.
    let unit: Spanned<String>?
    let prefix: PrefixDeclaration?
    let hasFaultyPrefix: Bool
    let registeredName: Spanned<String>?
    let aliases: [Spanned<String>]
    let renamedFrom: [Spanned<String>]
    let labels: [LabelUse]
    /// False where a fault hides some of them.
    let areLabelsRead: Bool
    /// Nil where it isn't written.
    let mode: MultiprocessMode?
    let initial: Double?
    let isMonotonic: Bool
    let buckets: BucketsDeclaration?
    /// What an info says besides its labels.
    let fields: [LabelUse]
    /// The parameter that gives the names of fields instead.
    let fieldsParameter: Spanned<String>?
    let states: [Label.Value]?
    let quantiles: [Double]
    let deprecated: Declared<DeprecatedDeclaration>?
    let removed: Declared<RemovedDeclaration>?
    let swiftName: Spanned<String>?
    let panel: PanelDeclaration
    let value: Metric.ValueType?
    let condition: Spanned<ConditionDeclaration>?
    let hasFaultyCondition: Bool
    let since: Spanned<MinorVersion>?
    let prose: Prose
    let changes: [Spanned<ChangeDeclaration>]
    let seriesLimit: Spanned<Int>?
}

/// An entry of a metric's `changes`.
struct ChangeDeclaration: Sendable {
    let release: Spanned<MinorVersion>
    let kind: Spanned<RecordedChange.Kind>
    let from: [Spanned<String>]
    let to: [Spanned<String>]
    let note: String?
    /// The places of the two keys, if they are written.
    let fromKey: Span?
    let toKey: Span?
}

/// A panel as it was written: names of labels are not looked up yet.
struct PanelDeclaration: Sendable {
    var title: String?
    var kind: Spanned<Panel.Kind>?
    var unit: Spanned<String>?
    var quantiles: Spanned<[Double]>?
    var quantilesPlace: Span?
    var grouping: [Spanned<String>]?
    var place: Panel.Place?
    /// A key of the metric itself.
    var aggregation: Panel.Aggregation?
}

struct DeprecatedDeclaration: Sendable {
    let since: Spanned<MinorVersion>?
    let reason: String?
    let replacements: [ReplacementDeclaration]
    let hideAfter: Spanned<Int>?
    let removeAfter: Spanned<RemovalDistance>?
    let askAgain: MinorVersion?
    /// The place of `publish: both`.
    let publish: Span?
}

/// How many minor versions after its deprecation a metric is removed.
enum RemovalDistance: Sendable, Equatable {
    case after(Int)
    case undecided
}

struct ReplacementDeclaration: Sendable {
    let name: Spanned<String>
    let isExternal: Bool
}

struct RemovedDeclaration: Sendable {
    let removedIn: Spanned<MinorVersion>
    let reason: String
}
