// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A release line, `X.Y`: the unit of a metric's lifecycle. Patch releases never change what is visible.
public struct MinorVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number before the period.
    public let major: Int
    /// The number after the period.
    public let minor: Int

    /// The release line of two numbers.
    public init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads exactly `X.Y`, two decimal numbers without a sign, leading zeros or anything around them; nil for all
    /// other strings. `0.8.0` and `v0.8` are not minor versions: taken for one, they would silently have no effect.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let major = Self.number(parts[0]), let minor = Self.number(parts[1]) else { return nil }
        self.init(major, minor)
    }

    /// Compares the numbers: 0.10 comes after 0.9.
    public static func < (left: MinorVersion, right: MinorVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    /// As it is written: `0.9`.
    public var description: String { "\(major).\(minor)" }

    /// The release line that many minor versions later. The sum saturates: a line that far away is never reached.
    public func advanced(byMinors count: Int) -> MinorVersion {
        let (sum, overflow) = minor.addingReportingOverflow(count)
        return MinorVersion(major, overflow ? .max : sum)
    }

    static func number(_ digits: some StringProtocol) -> Int? {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            digits.utf8.count == 1 || digits.utf8.first != UInt8(ascii: "0")
        else { return nil }
        return Int(digits)
    }
}
