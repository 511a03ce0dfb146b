// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

extension Metric {
    /// The metric type, and what a metric of that type declares besides its labels: the details of its description, and
    /// no others.
    package struct Shape: Sendable, Equatable {
        package let kind: MetricKind
        /// How the values of several processes become one. An info metric and a stateset only have a mode if the spec
        /// says it, or that there are several processes.
        package let mode: MultiprocessMode?
        /// The value of each series before anything is recorded; nil if it has none until then.
        package let initial: Double?
        /// Whether its value never falls while a process runs.
        package let isMonotonic: Bool
        package let buckets: BucketSet?
        /// Of a native histogram, beside its bounds or without them.
        package let native: NativeBuckets?
        /// Labels that all get their values together and have no series each: never bound.
        package var fields: [Label]
        /// The parameter that gives the names of its fields when a process starts; then it lists none.
        package let fieldsParameter: String?
        /// In the order of the spec. The first holds at the start. A tombstone doesn't have to list them.
        package var states: [Label.Value]
        /// Of a summary: the quantiles that it has series for, in ascending order.
        package let quantiles: [Double]

        /// Nil if something is missing that a metric of this type must have.
        package init?(
            _ kind: MetricKind, mode: MultiprocessMode? = nil, initial: Double? = nil, isMonotonic: Bool = false,
            buckets: BucketSet? = nil, native: NativeBuckets? = nil, fields: [Label] = [],
            fieldsParameter: String? = nil,
            states: [Label.Value]? = nil, quantiles: [Double] = []
        ) {
            if kind == .gauge, mode == nil { return nil }
            if kind.has(.buckets), buckets == nil, native == nil { return nil }
            if kind.has(.states), states == nil { return nil }
            self.kind = kind
            self.mode = kind.has(.mode) ? mode : nil
            self.initial = kind.has(.initial) ? initial : nil
            self.isMonotonic = kind.has(.growth) && isMonotonic
            self.buckets = kind.has(.buckets) ? buckets : nil
            self.native = kind.has(.buckets) ? native : nil
            self.fields = kind.has(.fields) ? fields : []
            self.fieldsParameter = kind.has(.fields) ? fieldsParameter : nil
            self.states = kind.has(.states) ? states ?? [] : []
            self.quantiles = kind.has(.quantiles) ? quantiles : []
        }
    }
}

extension Metric {
    package var mode: MultiprocessMode? { shape.mode }
    /// Of a gauge: its value before anything is recorded.
    package var initial: Double? { shape.initial }
    /// Of a gauge: whether its value never falls.
    package var isMonotonic: Bool { shape.isMonotonic }
    /// Whether its series exist before anything is recorded.
    package var startsWithValue: Bool { kind.description.startsAtZero && !comesFromElsewhere || initial != nil }
    /// Of a histogram: its bounds. A native one may have none.
    package var buckets: BucketSet? { shape.buckets }
    /// Of a native histogram.
    package var native: NativeBuckets? { shape.native }
    /// Whether it is a histogram that has native buckets and no bounds.
    package var isOnlyNative: Bool { native != nil && buckets == nil }
    /// Its series as queries see them.
    package var queriedSeries: [SeriesDescription] {
        kind.series(hasBounds: buckets != nil, isNative: native != nil)
    }
    /// What an info says besides its labels.
    package var fields: [Label] { shape.fields }
    /// Of a summary.
    package var quantiles: [Double] { shape.quantiles }
    /// The parameter that gives the fields of an info, if it doesn't list them.
    package var fieldsParameter: String? { shape.fieldsParameter }
    /// Of a stateset.
    package var states: [Label.Value] { shape.states }
}
