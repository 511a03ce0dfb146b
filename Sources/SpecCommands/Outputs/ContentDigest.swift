// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The digest of a file's contents, by which the manifest knows whether a file is still what was generated.
///
/// FNV-1a with 64 bits. It has to detect an edit by hand, and it does in all but one case in 10^19. It doesn't have
/// to resist forged contents: an attacker could also write the list of digests, so a digest is not a proof, and
/// nothing is removed because of it alone (`GeneratedMark`).
///
/// Line endings don't count: git rewrites them in some clones.
package struct ContentDigest: Sendable, Hashable, CustomStringConvertible {
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    package init(_ bytes: [UInt8]) {
        self.init()
        bytes.withUnsafeBytes { add($0) }
    }

    /// - Parameter bytes: with LF as the end of a line.
    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var hash = hash
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        self.hash = hash
    }

    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else { return nil }
        hash = value
    }

    package var description: String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
