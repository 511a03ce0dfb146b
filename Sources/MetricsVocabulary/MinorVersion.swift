// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A release line, `X.Y`: the unit of a metric's lifecycle. Patch releases never change what is visible, unless the
/// lifecycle of the product counts them: then it is one release, `X.Y.Z`.
///
/// A release line is equal to its first release: `0.9` and `0.9.0` are the same.
public struct MinorVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number before the period.
    public let major: Int
    /// The number after the period.
    public let minor: Int
    /// The number of the patch release; nil for a whole release line.
    public let patch: Int?

    /// The release line of two numbers.
    public init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
        patch = nil
    }

    /// The release of three numbers.
    public init(_ major: Int, _ minor: Int, _ patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads `X.Y` or `X.Y.Z`, for a product whose lifecycle counts patch releases.
    package init?(release text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            self.init(text)
            return
        }
        let numbers = parts.compactMap { Self.number($0) }
        guard numbers.count == 3 else { return nil }
        self.init(numbers[0], numbers[1], numbers[2])
    }

    /// The release line that it belongs to.
    package var line: MinorVersion { MinorVersion(major, minor) }

    /// A release line is its first release.
    public static func == (left: MinorVersion, right: MinorVersion) -> Bool {
        (left.major, left.minor, left.patch ?? 0) == (right.major, right.minor, right.patch ?? 0)
    }

    /// Hashes the numbers as they are compared.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(major)
        hasher.combine(minor)
        hasher.combine(patch ?? 0)
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
        (left.major, left.minor, left.patch ?? 0) < (right.major, right.minor, right.patch ?? 0)
    }

    /// As it is written: `0.9`, or `0.9.1`.
    public var description: String { patch.map { "\(major).\(minor).\($0)" } ?? "\(major).\(minor)" }

    /// The release line that many minor versions later. The sum saturates: a line that far away is never reached.
    public func advanced(byMinors count: Int) -> MinorVersion {
        let (sum, overflow) = minor.addingReportingOverflow(count)
        return MinorVersion(major, overflow ? .max : sum)
    }

    /// The release that many patch releases later, which saturates too.
    package func advanced(byPatches count: Int) -> MinorVersion {
        let (sum, overflow) = (patch ?? 0).addingReportingOverflow(count)
        return MinorVersion(major, minor, overflow ? .max : sum)
    }

    static func number(_ digits: some StringProtocol) -> Int? {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            digits.utf8.count == 1 || digits.utf8.first != UInt8(ascii: "0")
        else { return nil }
        return Int(digits)
    }
}
