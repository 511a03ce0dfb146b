// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

/// What a dashboard has to know about a unit: how Grafana writes it, and what may be done with its values. These are
/// the only switches over units here; other code asks for the meaning.
struct GrafanaUnit {
    enum Meaning: Equatable {
        /// A number of things that can be counted. The values of two servers can be added.
        case amount
        /// A duration. Only the worst of several is meaningful.
        case duration
        /// A strength. The values of two servers can't be added.
        case intensity
        /// A part of a whole, from 0 to this. The parts of two servers can't be added.
        case share(of: Double)
        /// Whether something is so: 1 or 0. Of several servers, one without it is what matters.
        case truth
        /// A point in time.
        case moment
        /// No meaning: the labels matter.
        case labels
        /// The spec doesn't say.
        case unknown

        /// The meaning of a unit of the spec that is a multiple of one with this meaning. What is a whole for that
        /// one, or a point in time, isn't one for the multiple.
        fileprivate var asMultiple: Meaning {
            switch self {
            case .amount, .duration, .intensity: self
            case .share, .truth, .moment, .labels, .unknown: .intensity
            }
        }
    }

    let meaning: Meaning
    /// Grafana's id for a value of this unit.
    let level: String
    /// Grafana's id for its growth per second. For a duration that is the share of the second that was spent.
    let rate: String
    /// The divisor that converts the growth to `rate`.
    let rateDivisor: Int?
    /// The label of the axis for a rate whose id doesn't name what is counted.
    let rateAxis: String
    let decimals: Int?
    /// How much the rate of a counter tells about the work of a server: a lower number tells more. nil: nothing.
    let rank: Int?

    private init(
        _ meaning: Meaning, level: String, rate: String = "cps", rateDivisor: Int? = nil, rateAxis: String = "",
        decimals: Int? = nil, rank: Int? = nil
    ) {
        self.meaning = meaning
        self.level = level
        self.rate = rate
        self.rateDivisor = rateDivisor
        self.rateAxis = rateAxis
        self.decimals = decimals
        self.rank = rank
    }

    /// The same with another id, if the spec asks for one: it is used for a counter's rate and for any other metric's
    /// value.
    func showing(_ id: String?) -> GrafanaUnit {
        guard let id else { return self }
        return GrafanaUnit(
            meaning, level: id, rate: id, rateDivisor: rateDivisor, rateAxis: rateAxis, decimals: decimals, rank: rank)
    }

    /// How a metric's values are shown.
    init(of metric: Metric) {
        // For a gauge that is named like an info metric, the labels count, and its value is not interesting.
        let isInfo = metric.kind == .gauge && metric.unit == Unit.none && metric.key.hasSuffix("_info")
        if isInfo { self.init(.labels, level: "none") } else { self.init(metric.unit) }
    }

    /// How a derived value is shown.
    init(of value: DerivedValue) {
        let unit = GrafanaUnit(value.unit)
        // The unit of a rate is that of what grows.
        guard case .rate = value.form, value.unit != nil else {
            self = unit
            return
        }
        self.init(.intensity, level: unit.rate, rateAxis: unit.rateAxis)
    }

    private init(_ unit: Unit?) {
        guard let unit else {
            self.init(.unknown, level: "short", rank: 3)
            return
        }
        switch unit {
        case .language(let unit): self.init(unit)
        case .own(let unit):
            let base = unit.base.map { GrafanaUnit($0.unit) }
            self.init(
                base?.meaning.asMultiple ?? .amount, level: unit.grafana,
                rateAxis: "\(Unit.own(unit).words) per second", rank: 3)
        }
    }

    private init(_ unit: LanguageUnit) {
        switch unit {
        case .seconds: self.init(.duration, level: "s", rate: "percentunit")
        case .milliseconds: self.init(.duration, level: "ms", rate: "percentunit", rateDivisor: 1000)
        case .microseconds: self.init(.duration, level: "µs", rate: "percentunit", rateDivisor: 1_000_000)
        case .nanoseconds: self.init(.duration, level: "ns", rate: "percentunit", rateDivisor: 1_000_000_000)
        // A minute per minute would be 1, and a second per minute 60: Grafana can't write either.
        case .minutes: self.init(.duration, level: "m", rateAxis: "minutes per second")
        case .hours: self.init(.duration, level: "h", rateAxis: "hours per second")
        case .days: self.init(.duration, level: "d", rateAxis: "days per second")
        case .bytes: self.init(.amount, level: "bytes", rate: "binBps", rank: 2)
        case .kibibytes: self.init(.amount, level: "kbytes", rate: "KiBs", rank: 2)
        case .mebibytes: self.init(.amount, level: "mbytes", rate: "MiBs", rank: 2)
        case .gibibytes: self.init(.amount, level: "gbytes", rate: "GiBs", rank: 2)
        case .kilobytes: self.init(.amount, level: "deckbytes", rate: "KBs", rank: 2)
        case .megabytes: self.init(.amount, level: "decmbytes", rate: "MBs", rank: 2)
        case .gigabytes: self.init(.amount, level: "decgbytes", rate: "GBs", rank: 2)
        case .bits: self.init(.amount, level: "bits", rate: "bps", rank: 2)
        case .ratio: self.init(.share(of: 1), level: "percentunit", decimals: 1)
        case .percent: self.init(.share(of: 100), level: "percent", decimals: 1)
        case .celsius: self.init(.intensity, level: "celsius")
        // Energy per second is power.
        case .joules: self.init(.amount, level: "joule", rate: "watt", rank: 3)
        case .watts: self.init(.amount, level: "watt")
        case .volts: self.init(.intensity, level: "volt")
        case .amperes: self.init(.amount, level: "amp")
        case .hertz: self.init(.intensity, level: "hertz")
        case .meters: self.init(.amount, level: "lengthm")
        case .grams: self.init(.amount, level: "massg")
        case .tokens: self.init(.amount, level: "short", rateAxis: "tokens per second", rank: 1)
        case .requests: self.init(.amount, level: "short", rate: "reqps", rank: 0)
        case .sequences: self.init(.amount, level: "short", rateAxis: "sequences per second", rank: 1)
        case .blocks: self.init(.amount, level: "short", rateAxis: "blocks per second", rank: 2)
        case .events: self.init(.amount, level: "short", rateAxis: "events per second", rank: 3)
        case .operations: self.init(.amount, level: "short", rate: "ops", rank: 1)
        case .reads: self.init(.amount, level: "short", rate: "rps", rank: 2)
        case .writes: self.init(.amount, level: "short", rate: "wps", rank: 2)
        case .packets: self.init(.amount, level: "short", rate: "pps", rank: 2)
        case .messages: self.init(.amount, level: "short", rateAxis: "messages per second", rank: 1)
        case .connections: self.init(.amount, level: "short", rateAxis: "connections per second", rank: 1)
        case .errors: self.init(.amount, level: "short", rateAxis: "errors per second", rank: 1)
        case .items: self.init(.amount, level: "short", rateAxis: "items per second", rank: 2)
        case .threads: self.init(.amount, level: "short", rateAxis: "threads per second", rank: 3)
        case .processes: self.init(.amount, level: "short", rateAxis: "processes per second", rank: 3)
        case .flops: self.init(.amount, level: "short", rate: "flops", rank: 3)
        case .bool: self.init(.truth, level: "bool_yes_no")
        case .unixSeconds: self.init(.moment, level: "dateTimeFromNow")
        case .none: self.init(.unknown, level: "none", rank: 3)
        }
    }
}
