// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The units that the language knows. Each can be mapped to a panel and checked in a name.
package enum LanguageUnit: String, Sendable, CaseIterable {
    // Prometheus' base units, and the units that are multiples of one
    case seconds
    case milliseconds
    case microseconds
    case nanoseconds
    case minutes
    case hours
    case days
    case bytes
    case kibibytes
    case mebibytes
    case gibibytes
    case kilobytes
    case megabytes
    case gigabytes
    case bits
    /// 0 to 1.
    case ratio
    /// 0 to 100.
    case percent
    case celsius
    case joules
    case watts
    case volts
    case amperes
    case hertz
    case meters
    case grams

    // What is counted piece by piece: each its own base
    case tokens, requests, sequences, blocks, events, operations, reads, writes, packets, messages, connections, errors,
        items, threads, processes, flops

    /// The value is a point in time, in seconds since 1970.
    case unixSeconds = "unix_seconds"
    /// 1 for yes, 0 for no.
    case bool
    /// It counts nothing that has a name.
    case none

    /// The unit that Prometheus recommends for what this one measures, and how much of it one of this is.
    package struct Base: Sendable, Hashable {
        package let unit: LanguageUnit
        package let factor: Double

        package init(unit: LanguageUnit, factor: Double) {
            self.unit = unit
            self.factor = factor
        }
    }

    package var base: Base {
        switch self {
        case .milliseconds: Base(unit: .seconds, factor: 0.001)
        case .microseconds: Base(unit: .seconds, factor: 1e-6)
        case .nanoseconds: Base(unit: .seconds, factor: 1e-9)
        case .minutes: Base(unit: .seconds, factor: 60)
        case .hours: Base(unit: .seconds, factor: 3600)
        case .days: Base(unit: .seconds, factor: 86400)
        case .kibibytes: Base(unit: .bytes, factor: 1024)
        case .mebibytes: Base(unit: .bytes, factor: 1048576)
        case .gibibytes: Base(unit: .bytes, factor: 1073741824)
        case .kilobytes: Base(unit: .bytes, factor: 1000)
        case .megabytes: Base(unit: .bytes, factor: 1000000)
        case .gigabytes: Base(unit: .bytes, factor: 1000000000)
        case .bits: Base(unit: .bytes, factor: 0.125)
        case .percent: Base(unit: .ratio, factor: 0.01)
        case .seconds, .bytes, .ratio, .celsius, .joules, .watts, .volts, .amperes, .hertz, .meters, .grams,
            .tokens, .requests, .sequences, .blocks, .events, .operations, .reads, .writes, .packets, .messages,
            .connections, .errors, .items, .threads, .processes, .flops, .unixSeconds, .bool, .none:
            Base(unit: self, factor: 1)
        }
    }

    /// Whether it says only what is counted, piece by piece.
    package var countsThings: Bool {
        switch self {
        case .tokens, .requests, .sequences, .blocks, .events, .operations, .reads, .writes, .packets, .messages,
            .connections, .errors, .items, .threads, .processes, .flops:
            true
        case .seconds, .milliseconds, .microseconds, .nanoseconds, .minutes, .hours, .days, .bytes, .kibibytes,
            .mebibytes, .gibibytes, .kilobytes, .megabytes, .gigabytes, .bits, .ratio, .percent, .celsius, .joules,
            .watts, .volts, .amperes, .hertz, .meters, .grams, .unixSeconds, .bool, .none:
            false
        }
    }

    /// The word that a metric's name says it with; nil where a name needs none.
    package var nameSuffix: String? {
        switch self {
        case .unixSeconds: "timestamp_seconds"
        case .bool, .none: nil
        default: rawValue
        }
    }

    /// Words that people shorten it to in names.
    package var abbreviations: [String] {
        switch self {
        case .seconds: ["s", "sec", "secs"]
        case .milliseconds: ["ms", "msec", "msecs", "millis"]
        case .microseconds: ["us", "usec", "micros"]
        case .nanoseconds: ["ns", "nsec", "nanos"]
        case .minutes: ["min", "mins"]
        case .hours: ["hr", "hrs"]
        case .bytes: ["byte"]
        case .kibibytes: ["kib"]
        case .mebibytes: ["mib"]
        case .gibibytes: ["gib"]
        case .kilobytes: ["kb"]
        case .megabytes: ["mb"]
        case .gigabytes: ["gb"]
        case .bits: ["bit"]
        case .percent: ["perc", "pct"]
        case .amperes: ["amps"]
        case .hertz: ["hz"]
        default: []
        }
    }

    /// In the middle of a sentence.
    package var words: String {
        switch self {
        case .ratio: "ratios"
        case .celsius: "degrees Celsius"
        case .unixSeconds: "seconds since 1970"
        default: rawValue
        }
    }
}
