// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Start-up parameters from environment variables, read by generated code. It reads the variables that it is given, and
/// none of the process itself.
///
/// A variable that isn't set has the default of the spec, and is an error without one. A value that can't be read is
/// always an error.
public enum EnvironmentParameter {
    /// What a variable has to be set to.
    public enum Expectation: Equatable, Sendable {
        /// `true` or `false`, in any case, or `1` or `0`.
        case boolean
        /// Decimal digits, after a sign if there is one.
        case integer
        /// Whole numbers with commas between them.
        case integers
        /// Strings with commas between them.
        case strings
        /// Any string.
        case string
        /// One of these strings.
        case oneOf([String])
    }

    /// Reads a Boolean: `true` or `false`, in any case, or `1` or `0`.
    public static func boolean(
        _ variable: String, in environment: [String: String], named name: String, default value: Bool? = nil
    ) throws(MetricsSetupError) -> Bool {
        try read(variable, in: environment, named: name, .boolean, default: value) { text in
            switch text.lowercased() {
            case "true", "1": true
            case "false", "0": false
            default: nil
            }
        }
    }

    /// Reads a whole number.
    public static func integer(
        _ variable: String, in environment: [String: String], named name: String, default value: Int? = nil
    ) throws(MetricsSetupError) -> Int {
        try read(variable, in: environment, named: name, .integer, default: value) { Int($0) }
    }

    /// Reads whole numbers with commas between them, and spaces if need be.
    public static func integers(_ variable: String, in environment: [String: String], named name: String)
        throws(MetricsSetupError) -> [Int]
    {
        try read(variable, in: environment, named: name, .integers, default: nil) { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let numbers = parts.compactMap { part in
                let words = part.split(separator: " ")
                return words.count == 1 ? Int(words[0]) : nil
            }
            return numbers.count == parts.count ? numbers : nil
        }
    }

    /// Reads strings with commas between them, and spaces around them if need be. An empty variable has none.
    public static func strings(_ variable: String, in environment: [String: String], named name: String)
        throws(MetricsSetupError) -> [String]
    {
        try read(variable, in: environment, named: name, .strings, default: nil) { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
                String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            if parts == [""] { return [] }
            return parts.contains("") ? nil : parts
        }
    }

    /// Reads any string.
    public static func string(
        _ variable: String, in environment: [String: String], named name: String, default value: String? = nil
    ) throws(MetricsSetupError) -> String {
        try read(variable, in: environment, named: name, .string, default: value) { $0 }
    }

    /// Reads one of a closed set of strings.
    public static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ variable: String, in environment: [String: String], named name: String, default value: Choice? = nil
    ) throws(MetricsSetupError) -> Choice {
        let values = Choice.allCases.map(\.rawValue)
        return try read(variable, in: environment, named: name, .oneOf(values), default: value) { Choice(rawValue: $0) }
    }

    private static func read<Value>(
        _ variable: String, in environment: [String: String], named name: String, _ expected: Expectation,
        default value: Value?, _ read: (String) -> Value?
    ) throws(MetricsSetupError) -> Value {
        guard let text = environment[variable] else {
            if let value { return value }
            throw .parameter(name: name, fault: .variableNotSet(variable, expected))
        }
        guard let value = read(text) else {
            throw .parameter(name: name, fault: .variableUnreadable(variable, value: text, expected))
        }
        return value
    }
}

extension EnvironmentParameter.Expectation: CustomStringConvertible {
    /// What to set a variable to, after the words `set it to`.
    public var description: String {
        switch self {
        case .boolean: "`true` or `false`"
        case .integer: "a whole number"
        case .integers: "whole numbers with commas between them, such as `1,2,5`"
        case .strings: "strings with commas between them, such as `a,b,c`"
        case .string: "a string"
        case .oneOf(let values):
            values.count == 1 ? "`\(values[0])`" : "one of " + values.map { "`\($0)`" }.joined(separator: ", ")
        }
    }
}
