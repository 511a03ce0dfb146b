// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel

/// The upper bounds that the buckets of a histogram can have.
package struct KnownBounds: Equatable, Sendable {
    package enum Status: Equatable, Sendable {
        /// It is one, or it is for some values of the parameters.
        case bound
        /// Only some processes have it.
        case possible(Reason)
        case never
    }

    package enum Reason: Equatable, Sendable {
        /// A process can be given other bounds.
        case overridable
        case parameter(String)
    }

    private let bounds: BucketSet.Bounds
    private let isOverridable: Bool

    init(_ bounds: BucketSet.Bounds, isOverridable: Bool) {
        self.bounds = bounds
        self.isOverridable = isOverridable
    }

    package func status(of value: Double) -> Status {
        if value == .infinity { return .bound }
        let status = Self.status(of: value, in: bounds)
        return isOverridable && value.isFinite && status == .never ? .possible(.overridable) : status
    }

    private static func status(of value: Double, in bounds: BucketSet.Bounds) -> Status {
        switch bounds {
        case .fixed(let values): return values.contains(value) ? .bound : .never
        case .series(let mantissas, .number(let limit)):
            return BucketSeries.bounds(mantissas: mantissas, through: limit).contains(value) ? .bound : .never
        case .series(let mantissas, .parameter(let limit)):
            let steps = BucketSeries.bounds(mantissas: mantissas, through: value)
            return steps.last == value ? .possible(.parameter(limit.sum.parameter)) : .never
        case .sorted(let name): return value.rounded() == value ? .possible(.parameter(name)) : .never
        case .conditional(_, let then, let otherwise):
            let (first, second) = (status(of: value, in: then), status(of: value, in: otherwise))
            return first == .bound || second == .never ? first : second
        }
    }

    /// All finite bounds that it can have, in ascending order; nil if there may be others.
    package var all: [Double]? { isOverridable ? nil : Self.all(bounds) }

    private static func all(_ bounds: BucketSet.Bounds) -> [Double]? {
        switch bounds {
        case .fixed, .series(_, .number): bounds.known
        case .series(_, .parameter), .sorted: nil
        case .conditional(_, let then, let otherwise):
            if let then = all(then), let otherwise = all(otherwise) { Set(then).union(otherwise).sorted() } else { nil }
        }
    }

    /// The finite bounds that are known, also where there may be others.
    package var listed: [Double] { Self.listed(bounds) }

    private static func listed(_ bounds: BucketSet.Bounds) -> [Double] {
        switch bounds {
        case .fixed, .series(_, .number): bounds.known ?? []
        case .series(_, .parameter), .sorted: []
        case .conditional(_, let then, let otherwise): Set(listed(then)).union(listed(otherwise)).sorted()
        }
    }

    /// A bound as our pages print it and every Prometheus stores it: the shortest digits, always with a fraction or an
    /// exponent, which there is below 0.0001 and from 1,000,000 on.
    package static func text(of bound: Double) -> String {
        if bound == .infinity { return "+Inf" }
        let sign = bound < 0 ? "-" : ""
        // Swift prints the shortest digits too, with its exponent elsewhere.
        let parts = "\(bound.magnitude)".split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let whole = String(mantissa[0])
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
        let zeros = whole == "0" ? fraction.prefix { $0 == "0" }.count : 0
        var digits = whole == "0" ? String(fraction.dropFirst(zeros)) : whole + fraction
        var exponent = whole == "0" ? -zeros - 1 : whole.count - 1
        if parts.count > 1 { exponent += Int(parts[1]) ?? 0 }
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        guard !digits.isEmpty else { return sign + "0.0" }
        if exponent < -4 || exponent >= 6 {
            let rest = digits.dropFirst()
            let power = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
            return "\(sign)\(digits.prefix(1))\(rest.isEmpty ? "" : ".\(rest)")e\(exponent < 0 ? "-" : "+")\(power)"
        }
        if exponent < 0 { return "\(sign)0." + String(repeating: "0", count: -exponent - 1) + digits }
        digits += String(repeating: "0", count: max(0, exponent + 1 - digits.count))
        let rest = digits.dropFirst(exponent + 1)
        return "\(sign)\(digits.prefix(exponent + 1)).\(rest.isEmpty ? "0" : rest)"
    }
}

extension KnownSeries {
    /// Whether this is the series of the buckets.
    package var hasBuckets: Bool { description.label == .bound }

    /// Nil if nobody lists the bounds.
    package var bounds: KnownBounds? {
        guard hasBuckets, known.origin != .page, let bounds = metric.bounds else { return nil }
        return KnownBounds(bounds, isOverridable: metric.hasOverridableBounds)
    }

    /// The labels that the metric itself declares.
    package var ownLabels: [String] { metric.labels.map(\.name) }
}
