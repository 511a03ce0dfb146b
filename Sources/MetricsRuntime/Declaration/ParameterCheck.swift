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
