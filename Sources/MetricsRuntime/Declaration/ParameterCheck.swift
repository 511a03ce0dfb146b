// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The limits that a spec puts on start-up parameters, checked by generated code before anything else happens.
public enum ParameterCheck {
    /// Checks a number: it is within the limits.
    public static func integer(_ value: Int, named name: String, minimum: Int = .min, maximum: Int = .max)
        throws(MetricsSetupError)
    {
        guard value >= minimum else {
            throw .parameter(name: name, fault: .belowMinimum(value: value, minimum: minimum))
        }
        guard value <= maximum else {
            throw .parameter(name: name, fault: .aboveMaximum(value: value, maximum: maximum))
        }
    }

    /// A parameter with a number added to it, or the nearest number that there is.
    public static func sum(_ value: Int, _ offset: Int) -> Int {
        let (sum, isOverflow) = value.addingReportingOverflow(offset)
        return !isOverflow ? sum : offset < 0 ? .min : .max
    }

    /// Checks what the names of metrics begin with: at most 200 letters, digits, `_` and `:`, not starting with a digit.
    /// It may be empty.
    ///
    /// - Parameter endings: what follows the value in the prefixes that begin with it.
    public static func prefix(_ value: String, named name: String, endings: [String] = [""]) throws(MetricsSetupError) {
        for prefix in endings.map({ value + $0 }) {
            let isLegal = prefix.isEmpty || isName(prefix) { $0 == UInt8(ascii: ":") }
            guard isLegal, prefix.utf8.count <= prefixLimit else {
                throw .parameter(name: name, fault: .illegalPrefix(prefix))
            }
        }
    }

    /// Checks the names of an info's fields: each is legal for a label and not reserved, none is there twice or one of
    /// the info's other labels, and there are at most 64 labels.
    public static func fields(_ fields: [String], named name: String, besides labels: [String] = [])
        throws(MetricsSetupError)
    {
        var seen = Set(labels)
        for field in fields {
            guard isName(field, orCharacter: { _ in false }) else {
                throw .parameter(name: name, fault: .illegalLabel(field))
            }
            guard !field.hasPrefix("__"), field != "le", field != "quantile" else {
                throw .parameter(name: name, fault: .reservedLabel(field))
            }
            guard seen.insert(field).inserted else { throw .parameter(name: name, fault: .repeatedLabel(field)) }
        }
        guard seen.count <= labelLimit else {
            throw .parameter(
                name: name, fault: .tooManyLabels(count: fields.count, maximum: labelLimit - labels.count))
        }
    }

    /// The most bytes that a prefix may have, as in a spec.
    private static let prefixLimit = 200

    /// The most labels that a series may have, as in a spec.
    private static let labelLimit = 64

    /// Letters, digits and `_`, or what else a name may have, not starting with a digit.
    private static func isName(_ text: String, orCharacter isFurther: (UInt8) -> Bool) -> Bool {
        guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= first) else { return false }
        return text.utf8.allSatisfy { unit in
            switch unit {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: isFurther(unit)
            }
        }
    }

    /// Checks a list of numbers: it is not empty, no number repeats, and each is within the limits.
    public static func integers(_ values: [Int], named name: String, minimum: Int = .min, maximum: Int = .max)
        throws(MetricsSetupError)
    {
        guard !values.isEmpty else { throw .parameter(name: name, fault: .empty) }
        var seen: Set<Int> = []
        for value in values {
            try integer(value, named: name, minimum: minimum, maximum: maximum)
            guard seen.insert(value).inserted else { throw .parameter(name: name, fault: .duplicate(value: value)) }
        }
    }
}
