// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The version of a product, as its releases are named: `X.Y` or `X.Y.Z`, with an optional mark of a prerelease or a
/// development build (`0.9.0rc1`, `0.9.1.dev3+g1a2b3c`, `1.0-beta.2`).
///
/// Only the release line matters for a metric's lifecycle, unless that counts patch releases. A prerelease of 0.9 already
/// is 0.9.
public struct ProductVersion: Hashable, Sendable, CustomStringConvertible {
    /// As it was written.
    public let description: String
    /// The two numbers that decide which metrics are visible.
    public let releaseLine: MinorVersion
    /// All three numbers; 0 for a patch number that isn't written.
    package let release: MinorVersion
    /// Whether it says that there is no version: `0.0.0`, with or without a suffix, as in a source tree that was
    /// never tagged.
    public let isUnversioned: Bool

    /// Reads a version; nil if the string isn't one. A leading `v` is not part of a version.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let major = MinorVersion.number(parts[0]) else { return nil }
        let minorDigits = parts[1].prefix { $0.isASCII && $0.isNumber }
        guard let minor = MinorVersion.number(minorDigits) else { return nil }
        var suffix = parts[1][minorDigits.endIndex...]
        var patch = 0
        // `0.9.dev3` has no patch number.
        let patchDigits = suffix.dropFirst().prefix { $0.isASCII && $0.isNumber }
        if suffix.first == ".", !patchDigits.isEmpty {
            guard let number = MinorVersion.number(patchDigits) else { return nil }
            patch = number
            suffix = suffix[patchDigits.endIndex...]
        }
        guard Self.isSuffix(suffix) else { return nil }
        self.description = String(text)
        self.releaseLine = MinorVersion(major, minor)
        release = MinorVersion(major, minor, patch)
        isUnversioned = major == 0 && minor == 0 && patch == 0
    }

    /// Letters, digits and the separators of the common schemes (SemVer, PEP 440).
    ///
    /// A suffix begins with a letter, after a separator or directly; `1.2.3.4` has one number too many. It doesn't
    /// end with a separator.
    private static func isSuffix(_ text: some StringProtocol) -> Bool {
        guard let first = text.first, let last = text.last else { return true }
        let isSeparated = first.isLetter || (text.dropFirst().first.map { first != "." || $0.isLetter } ?? false)
        return isSeparated && (last.isLetter || last.isNumber)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
