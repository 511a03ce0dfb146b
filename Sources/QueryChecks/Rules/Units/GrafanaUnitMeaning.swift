// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import SpecModel

/// What Grafana says with a unit about the values that a panel shows.
enum GrafanaUnitMeaning: Equatable {
    /// So much of something: a time, bytes, bytes per second.
    case quantity(QueryUnit)
    /// How often something happens in so many seconds.
    case count(perSeconds: Double)
    /// A part of a whole, which is shown as this.
    case share(of: Double)
    /// A point in time, in milliseconds since 1970.
    case moment

    /// Nil for an id that says nothing about the values, such as `short`, and for one that isn't listed.
    static func of(_ id: String) -> GrafanaUnitMeaning? { byID[id] }

    var isTime: Bool {
        if case .quantity(let unit) = self { unit.isTime } else { false }
    }

    func isCount(perSecond: Bool) -> Bool {
        if case .count(let seconds) = self { !perSecond || seconds == 1 } else { false }
    }

    /// The id that a panel with such values should have; nil where there is none.
    static func id(of unit: QueryUnit, _ values: ValueKind) -> String? {
        if unit == QueryUnit(.requests).rate { return "reqps" }
        return order.first { byID[$0].map { values.isShown(as: $0, unit) && $0.isCertain(of: unit, values) } ?? false }
    }

    /// Whether both are for the same values, in the same scale or in another one.
    func isLike(_ other: GrafanaUnitMeaning) -> Bool {
        switch (self, other) {
        case (.quantity(let one), .quantity(let other)): one.quantity == other.quantity
        case (.count, .count), (.share, .share), (.moment, .moment): true
        default: false
        }
    }

    /// Whether the id says what the values are, and not only something that they can be.
    private func isCertain(of unit: QueryUnit, _ values: ValueKind) -> Bool {
        switch self {
        case .quantity(let shown): unit == shown
        case .count(let seconds): unit.quantity == [.seconds: -1] && unit.hasScale(1 / seconds)
        case .share: values.isShare(unit)
        case .moment: unit.quantity == [.unixSeconds: 1]
        }
    }

    private static let byID = Dictionary(table, uniquingKeysWith: { first, _ in first })
    private static let order = table.map(\.0)

    /// An id before others with the same meaning is the one to recommend.
    private static let table: [(String, GrafanaUnitMeaning)] =
        [
            ("percentunit", .share(of: 1)), ("percent", .share(of: 100)),
            ("dateTimeFromNow", .moment),
        ]
        + ["cps", "reqps", "ops", "rps", "wps", "iops", "eps", "mps", "recps", "rowsps", "pps", "hertz", "rothz"]
        .map { ($0, .count(perSeconds: 1)) }
        + ["cpm", "opm", "reqpm", "rpm", "wpm", "epm", "mpm", "recpm", "rowspm", "rotrpm"]
        .map { ($0, .count(perSeconds: 60)) }
        + [
            "dateTimeAsIso", "dateTimeAsIsoNoDateIfToday", "dateTimeAsUS", "dateTimeAsUSNoDateIfToday",
            "dateTimeAsLocal", "dateTimeAsLocalNoDateIfToday", "dateTimeAsSystem",
        ].map { ($0, .moment) }
        + amounts.map { id, unit, scale in (id, .quantity(.powers([unit: 1], scale: scale))) }
        + dataRates.map { id, scale in (id, .quantity(.powers([.bytes: 1, .seconds: -1], scale: scale))) }
        + powers.map { id, scale in (id, .quantity(.powers([.watts: 1], scale: scale))) }

    private static let amounts: [(String, Unit, Double)] = [
        ("s", .seconds, 1), ("ms", .seconds, 1e-3), ("µs", .seconds, 1e-6), ("μs", .seconds, 1e-6),
        ("ns", .seconds, 1e-9), ("m", .seconds, 60), ("h", .seconds, 3600), ("d", .seconds, 86400),
        ("dtdurations", .seconds, 1), ("dtdurationms", .seconds, 1e-3), ("dthms", .seconds, 1),
        ("dtdhms", .seconds, 1), ("clocks", .seconds, 1), ("clockms", .seconds, 1e-3),
        ("bytes", .bytes, 1), ("decbytes", .bytes, 1), ("bits", .bytes, 0.125), ("decbits", .bytes, 0.125),
        ("kbytes", .bytes, 1024), ("deckbytes", .bytes, 1000), ("mbytes", .bytes, 1_048_576),
        ("decmbytes", .bytes, 1e6), ("gbytes", .bytes, 1_073_741_824), ("decgbytes", .bytes, 1e9),
        ("tbytes", .bytes, 1_099_511_627_776), ("dectbytes", .bytes, 1e12),
        ("joule", .joules, 1), ("watth", .joules, 3600), ("kwatth", .joules, 3.6e6),
        ("volt", .volts, 1), ("kvolt", .volts, 1000), ("mvolt", .volts, 1e-3),
        ("amp", .amperes, 1), ("kamp", .amperes, 1000), ("mamp", .amperes, 1e-3), ("celsius", .celsius, 1),
        ("lengthm", .meters, 1), ("lengthmm", .meters, 1e-3), ("lengthkm", .meters, 1000),
        ("massg", .grams, 1), ("massmg", .grams, 1e-3), ("masskg", .grams, 1000),
    ]
    private static let dataRates: [(String, Double)] = [
        ("binBps", 1), ("Bps", 1), ("binbps", 0.125), ("bps", 0.125),
        ("KiBs", 1024), ("Kibits", 128), ("KBs", 1000), ("Kbits", 125),
        ("MiBs", 1_048_576), ("Mibits", 131_072), ("MBs", 1e6), ("Mbits", 125_000),
        ("GiBs", 1_073_741_824), ("Gibits", 134_217_728), ("GBs", 1e9), ("Gbits", 1.25e8),
    ]
    private static let powers: [(String, Double)] = [
        ("watt", 1), ("kwatt", 1000), ("megwatt", 1e6), ("gwatt", 1e9), ("mwatt", 1e-3),
    ]
}
