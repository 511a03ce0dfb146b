// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What a metric's values count: a unit of the language, or one that the spec declares.
package enum Unit: Sendable, Hashable {
    case language(LanguageUnit)
    case own(OwnUnit)

    /// The units that the language knows, in its order.
    package static let languageUnits = LanguageUnit.allCases.map(Unit.language)

    /// A unit of the language, by its name.
    package init?(inLanguage name: String) {
        guard let unit = LanguageUnit(rawValue: name) else { return nil }
        self = .language(unit)
    }

    /// As a spec writes it.
    package var name: String {
        switch self {
        case .language(let unit): unit.rawValue
        case .own(let unit): unit.name
        }
    }

    /// The unit to record instead, and how much of it one of this is.
    package struct Base: Sendable, Equatable {
        package let unit: Unit
        package let factor: Double
    }

    package var base: Base {
        switch self {
        case .language(let unit): Base(unit: .language(unit.base.unit), factor: unit.base.factor)
        case .own(let unit):
            unit.base.map { Base(unit: .language($0.unit), factor: $0.factor) } ?? Base(unit: self, factor: 1)
        }
    }

    package var isBase: Bool { base.unit == self }

    /// Whether it says only what is counted, piece by piece.
    package var countsThings: Bool {
        switch self {
        case .language(let unit): unit.countsThings
        case .own(let unit): unit.base == nil
        }
    }

    /// The word that a metric's name says it with; nil where a name needs none.
    package var nameSuffix: String? {
        switch self {
        case .language(let unit): unit.nameSuffix
        case .own(let unit): unit.suffix ?? unit.name
        }
    }

    /// Words that people shorten it to in names.
    package var abbreviations: [String] {
        switch self {
        case .language(let unit): unit.abbreviations
        case .own: []
        }
    }

    /// Abbreviations that are words of their own: `connections_min` is a lowest number, and `time_to_first_byte` a time.
    package static let ambiguousAbbreviations: Set<String> = ["min", "byte", "bit"]

    /// In the middle of a sentence.
    package var words: String {
        switch self {
        case .language(let unit): unit.words
        case .own(let unit): unit.name.split(separator: "_").joined(separator: " ")
        }
    }
}

extension Unit: CustomStringConvertible {
    package var description: String { name }
}

/// A unit that a spec declares, because the language has none that fits.
package struct OwnUnit: Sendable, Hashable {
    package let name: String
    /// How Grafana writes a value of it.
    package let grafana: String
    /// The word that the names of its metrics have to end in; nil if a name doesn't have to say it.
    package let suffix: String?
    /// What it is a multiple of, if the language has a unit for that.
    package let base: LanguageUnit.Base?

    package init(name: String, grafana: String = "short", suffix: String? = nil, base: LanguageUnit.Base? = nil) {
        self.name = name
        self.grafana = grafana
        self.suffix = suffix
        self.base = base
    }
}

// The units that code asks for by name.
extension Unit {
    package static let seconds = Unit.language(.seconds)
    package static let milliseconds = Unit.language(.milliseconds)
    package static let bytes = Unit.language(.bytes)
    package static let ratio = Unit.language(.ratio)
    package static let percent = Unit.language(.percent)
    package static let celsius = Unit.language(.celsius)
    package static let joules = Unit.language(.joules)
    package static let watts = Unit.language(.watts)
    package static let volts = Unit.language(.volts)
    package static let amperes = Unit.language(.amperes)
    package static let hertz = Unit.language(.hertz)
    package static let meters = Unit.language(.meters)
    package static let grams = Unit.language(.grams)
    package static let tokens = Unit.language(.tokens)
    package static let events = Unit.language(.events)
    package static let operations = Unit.language(.operations)
    package static let requests = Unit.language(.requests)
    package static let unixSeconds = Unit.language(.unixSeconds)
    package static let bool = Unit.language(.bool)
    package static let none = Unit.language(.none)
}
