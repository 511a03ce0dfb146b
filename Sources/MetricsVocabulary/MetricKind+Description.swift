// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension MetricKind {
    /// What the other stages read about a metric type: the language, checks, documents, queries and the exposition.
    package struct Description: Sendable {
        /// The word after `# TYPE name` in the text format 0.0.4, which has neither info metrics nor statesets.
        package let expositionKeyword: String
        /// The type in OpenMetrics of a family whose name can't have its own type there: a counter without `_total`, or one
        /// that another family's name leaves no room for.
        let plainOpenMetricsKeyword: String
        /// The type in Prometheus' protobuf format, which has neither info metrics nor statesets.
        package let messageType: MessageType
        /// The series of a family, in the order of exposition.
        package let series: [SeriesDescription]
        /// The suffix of a name of this type, which its family in OpenMetrics doesn't have; empty if there is none.
        package let nameSuffix: String
        /// What a metric of this type declares in addition to its labels.
        package let details: [Detail]
        package let values: Values
        /// Whether it is meaningless without labels or fields.
        package let needsLabels: Bool
        /// Whether generated code can record it.
        let isRecorded: Bool
        /// Whether its series exist before anything is recorded.
        package let startsAtZero: Bool
        /// How the values of several processes can become one, starting with what a metric has that doesn't say it;
        /// empty if they are always added up.
        package private(set) var modes: [MultiprocessMode] = []
        /// Whether the directory that several processes share has a place for what is recorded.
        private(set) var isShareable = true
        /// What a reader needs to know to read its values, in Markdown, for a family called `x`.
        package let note: String
    }

    /// The metric types of Prometheus' protobuf format, with their numbers there.
    package enum MessageType: UInt8, Sendable {
        case counter, gauge, summary, untyped, histogram, gaugeHistogram
    }

    package enum Values: Sendable {
        /// Any, of any unit.
        case any
        /// Always 1.
        case one
        /// 0 and 1.
        case flags
    }

    /// A property that metrics of some types declare, and others don't have.
    package enum Detail: Sendable, CaseIterable {
        /// How the values of several processes become one.
        case mode
        /// The value that it has from the start.
        case initial
        /// Whether its value never falls.
        case growth
        case buckets
        /// Labels that get their values together.
        case fields
        case states
        /// The quantiles that it has series for.
        case quantiles

        /// Whether a metric that doesn't declare it has a default.
        package var hasDefault: Bool {
            switch self {
            case .mode, .initial, .growth, .quantiles: true
            case .buckets, .fields, .states: false
            }
        }
    }

    package var description: Description {
        switch self {
        case .counter: Self.counterDescription
        case .gauge: Self.gaugeDescription
        case .histogram: Self.histogramDescription
        case .summary: Self.summaryDescription
        case .info: Self.infoDescription
        case .stateset: Self.statesetDescription
        case .gaugehistogram: Self.gaugeHistogramDescription
        case .unknown: Self.unknownDescription
        }
    }

    private static let counterDescription = Description(
        expositionKeyword: "counter", plainOpenMetricsKeyword: "unknown", messageType: .counter,
        series: [.total], nameSuffix: "_total", details: [], values: .any,
        needsLabels: false, isRecorded: true, startsAtZero: true,
        note: """
            A **counter** only grows, and starts at 0 with its process: look at its `rate`.
            """)
    private static let gaugeDescription = Description(
        expositionKeyword: "gauge", plainOpenMetricsKeyword: "gauge", messageType: .gauge,
        series: [.level], nameSuffix: "", details: [.mode, .initial, .growth],
        values: .any, needsLabels: false, isRecorded: true, startsAtZero: false,
        modes: MultiprocessMode.allCases,
        note: """
            A **gauge** has a series once it has been set. The mode after it says how the values of the \
            processes of one server become one.
            """)
    private static let histogramDescription = Description(
        expositionKeyword: "histogram", plainOpenMetricsKeyword: "histogram", messageType: .histogram,
        series: [.bucket, .sum, .count], nameSuffix: "", details: [.buckets],
        values: .any, needsLabels: false, isRecorded: true, startsAtZero: true,
        note: """
            A **histogram** `x` is scraped as `x_bucket`, `x_sum` and `x_count`. A bucket counts the \
            observations up to its bound, and there is always one for `+Inf`; quantiles are estimates between \
            two bounds, the mean is exact.
            """)
    private static let summaryDescription = Description(
        expositionKeyword: "summary", plainOpenMetricsKeyword: "summary", messageType: .summary,
        series: [.count, .sum], nameSuffix: "", details: [.quantiles], values: .any,
        needsLabels: false, isRecorded: true, startsAtZero: true,
        note: """
            A **summary** `x` is scraped as `x_count` and `x_sum`: the mean is the `rate` of the sum over that \
            of the count.
            """)
    private static let infoDescription = Description(
        expositionKeyword: "gauge", plainOpenMetricsKeyword: "gauge", messageType: .gauge,
        series: [.level], nameSuffix: "_info", details: [.mode, .fields], values: .one,
        needsLabels: true, isRecorded: true, startsAtZero: false,
        modes: [.mostrecent, .livemostrecent],
        note: """
            An **info** metric is always 1, and its labels are the information. It has a series once it has been \
            set, and setting it again replaces the labels.
            """)
    private static let statesetDescription = Description(
        expositionKeyword: "gauge", plainOpenMetricsKeyword: "gauge", messageType: .gauge,
        series: [.state], nameSuffix: "", details: [.mode, .states], values: .flags,
        needsLabels: false, isRecorded: true, startsAtZero: true,
        modes: [.mostrecent, .livemostrecent, .all, .liveall, .min, .livemin, .max, .livemax],
        note: """
            A **stateset** `x` has a series for each of its states, named in the label `x`: 1 while the state \
            holds, 0 while it doesn't.
            """)
    private static let gaugeHistogramDescription = Description(
        expositionKeyword: "histogram", plainOpenMetricsKeyword: "gaugehistogram", messageType: .gaugeHistogram,
        series: [.levelBucket, .levelCount, .levelSum], nameSuffix: "",
        details: [.buckets], values: .any, needsLabels: false, isRecorded: false,
        startsAtZero: false, isShareable: false,
        note: """
            A **gaugehistogram** `x` says how something is distributed now: its buckets `x_bucket`, their count \
            `x_gcount` and their sum `x_gsum` can fall. Quantiles come from the buckets as they are, without `rate`.
            """)
    private static let unknownDescription = Description(
        expositionKeyword: "untyped", plainOpenMetricsKeyword: "unknown", messageType: .untyped,
        series: [.untyped], nameSuffix: "", details: [], values: .any,
        needsLabels: false, isRecorded: true, startsAtZero: false, isShareable: false,
        note: """
            Of a metric whose type is **unknown** only its help says whether it can fall.
            """)
}

extension MetricKind {
    /// Whether generated code can record metrics of this type.
    package var isRecorded: Bool { description.isRecorded }

    /// Whether the directory that several processes share has a place for what is recorded.
    package var isShareable: Bool { description.isShareable }

    /// Whether a series is one number, which code may give as a whole: at a scrape, or when it changes.
    package var isOneNumber: Bool { hasUnit && description.series.count == 1 }

    /// Whether its values have a unit.
    package var hasUnit: Bool { description.values == .any }

    package func has(_ detail: Detail) -> Bool { description.details.contains(detail) }

    /// The types whose metrics declare a property.
    package static func having(_ detail: Detail) -> [MetricKind] { allCases.filter { $0.has(detail) } }

    /// "counters and gauges".
    package static func plurals(having detail: Detail) -> String {
        having(detail).map { $0 == .summary ? "summaries" : $0.rawValue + "s" }.joined(separator: " and ")
    }

    /// The names of the series of a family, in the order of exposition.
    package func seriesNames(ofFamily family: String) -> [String] {
        description.series.map { $0.name(inFamily: family) }
    }

    /// Its own name and those of its series: no other family may have one of them.
    package func names(ofFamily family: String) -> Set<String> { Set(seriesNames(ofFamily: family) + [family]) }

    /// The series that queries can ask for. A server has those of a native histogram in one, unless it reads a text
    /// format; without bounds there are no buckets to ask for.
    package func series(hasBounds: Bool, isNative: Bool) -> [SeriesDescription] {
        isNative ? [.native] + description.series.filter { hasBounds || $0.role != .bucket } : description.series
    }

    /// The name of the family in OpenMetrics.
    package func openMetricsFamily(ofName name: String) -> String {
        let suffix = description.nameSuffix
        return name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    }

    /// The labels that its series have in addition to those of the metric.
    ///
    /// - Parameter mode: nil if no values of several processes are merged.
    package func sampleLabels(mode: MultiprocessMode?) -> [SampleLabel] {
        let process: [SampleLabel] = has(.mode) && mode?.merge == .each ? [.process] : []
        return description.series.compactMap(\.label) + process
    }
}
