/// The version of a product as its releases are called: `X.Y` or `X.Y.Z`, with whatever marks a prerelease or a
/// development build after it (`0.9.0rc1`, `0.9.1.dev3+g1a2b3c`, `1.0-beta.2`).
///
/// Only the release line decides about a metric's life: a prerelease of 0.9 already is 0.9.
public struct ProductVersion: Hashable, Sendable, CustomStringConvertible {
    /// As it was written.
    public let description: String
    public let releaseLine: MinorVersion
    /// Whether it says that there is no version: `0.0.0`, with or without a suffix, as in a tree that was never tagged.
    public let isUnversioned: Bool

    /// Reads a version; nil where the text is not one. A leading `v` is not part of a version.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, let major = MinorVersion.number(parts[0]) else { return nil }
        // What follows the minor number belongs to it only after a separator or a letter: `0.9rc1`, `0.9-dev`.
        let digits = parts[1].prefix { $0.isASCII && $0.isNumber }
        let rest = parts[1][digits.endIndex...]
        guard let minor = MinorVersion.number(digits), Self.isSuffix(rest) else { return nil }
        var patch = 0
        if parts.count == 3 {
            let patchDigits = parts[2].prefix { $0.isASCII && $0.isNumber }
            let patchRest = parts[2][patchDigits.endIndex...]
            // `0.9.dev3` has no patch number; `0.9.` and `0.9..1` are not versions.
            guard !parts[2].isEmpty, Self.isSuffix(patchRest),
                patchDigits.isEmpty || MinorVersion.number(patchDigits) != nil,
                !patchDigits.isEmpty || patchRest.first?.isLetter == true
            else { return nil }
            patch = MinorVersion.number(patchDigits) ?? 0
        }
        self.description = String(text)
        self.releaseLine = MinorVersion(major, minor)
        isUnversioned = major == 0 && minor == 0 && patch == 0
    }

    /// Letters, digits and the separators of the common schemes (SemVer, PEP 440).
    private static func isSuffix(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { byte in
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
