// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// What a name may look like, by what it names.
enum NameSyntax: Sendable {
    /// Names that become names in Prometheus, in Swift or in both: letters, digits and underscores, not starting with a digit.
    case identifier(of: String)
    /// A metric's key, to which a prefix is added, or its full name: it may also contain `:`.
    case metric
    /// A product's name: part of file names and, by default, of the name of a type.
    case product
    /// The prefix of metric names.
    case prefix
    /// The name of a property in Swift. Its types have the same name with a capital letter, so it can't
    /// begin with one.
    case swiftProperty
    /// The name of an enum's case in Swift.
    case swiftCase
    case environmentVariable
    /// What rules of Prometheus are called.
    case rule(of: String)

    /// The diagnostic for a name with errors, or nil.
    func finding(_ name: Spanned<String>) -> Finding? {
        if let finding = SizeLimit.finding(name.value, what, atMost: SizeLimits.name, at: name.span) { return finding }
        return allows(name.value) ? nil : IllegalName.finding(name, self)
    }

    func allows(_ name: String) -> Bool {
        let units = name.utf8
        let startsWell = units.first.map { isFirstLetter($0) || furtherFirst.contains($0) } ?? allowsEmpty
        return startsWell && units.allSatisfy { Self.isLetter($0) || Self.isDigit($0) || further.contains($0) }
    }

    var what: String {
        switch self {
        case .identifier(let what): "the name of a \(what)"
        case .metric: "the name of a metric"
        case .product: "the name of a product"
        case .prefix: "the prefix of metric names"
        case .swiftProperty, .swiftCase: "a name in Swift"
        case .environmentVariable: "the name of an environment variable"
        case .rule(let what): "the name of \(what.first.map { "aeiou".contains($0) } == true ? "an" : "a") \(what)"
        }
    }

    /// What it is used for.
    var use: String {
        switch self {
        case .identifier: "it becomes a name in code"
        case .metric, .rule: "Prometheus doesn't allow such a name"
        case .product: "files and types are named after it"
        case .prefix: "Prometheus doesn't allow such names"
        case .swiftProperty: "it becomes a property and, with a capital letter, the name of a type"
        case .swiftCase: "Swift doesn't allow such a name"
        case .environmentVariable: "a shell can't set a variable with such a name"
        }
    }

    var alphabet: String {
        switch self {
        case .identifier, .environmentVariable, .rule: "letters, digits and `_`, not starting with a digit"
        case .metric: "letters, digits, `_` and `:`, starting with a letter or `_`"
        case .swiftProperty: "letters, digits and `_`, starting with a lower-case letter"
        case .swiftCase: "letters, digits and `_`, starting with a letter"
        case .product: "letters, digits, `-` and `_`, starting with a letter"
        case .prefix: "letters, digits, `_` and `:`, not starting with a digit"
        }
    }

    private var allowsEmpty: Bool { if case .prefix = self { true } else { false } }

    /// The characters with which it may start, besides letters.
    private var furtherFirst: String.UTF8View {
        switch self {
        case .identifier, .metric, .environmentVariable, .rule: "_".utf8
        // Generated code reserves names that start with an underscore.
        case .product, .swiftProperty, .swiftCase: "".utf8
        case .prefix: "_:".utf8
        }
    }

    /// The characters that may follow, besides letters and digits.
    private var further: String.UTF8View {
        switch self {
        case .identifier, .swiftProperty, .swiftCase, .environmentVariable, .rule: "_".utf8
        case .product: "-_".utf8
        case .metric, .prefix: "_:".utf8
        }
    }

    private func isFirstLetter(_ unit: UInt8) -> Bool {
        if case .swiftProperty = self {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit)
        } else {
            Self.isLetter(unit)
        }
    }

    static func isLetter(_ unit: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(unit)
    }

    static func isDigit(_ unit: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(unit) }
}
