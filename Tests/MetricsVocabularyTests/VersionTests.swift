// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import Testing

@Suite("Versions")
struct VersionTests {
    @Test(
        "a minor version is two numbers, and nothing else",
        arguments: [
            ("0.8", MinorVersion(0, 8)), ("0.10", MinorVersion(0, 10)), ("1.0", MinorVersion(1, 0)),
            ("10.20", MinorVersion(10, 20)), ("0.8.0", nil), ("v0.8", nil), ("0", nil), ("", nil), (".", nil),
            ("0.", nil), (".8", nil), ("0.08", nil), ("00.8", nil), ("0.-8", nil), ("+0.8", nil), (" 0.8", nil),
            ("0.8 ", nil), ("0.8\n", nil), ("0,8", nil), ("0.8rc1", nil), ("٠.٨", nil), ("0.8", MinorVersion(0, 8)),
            ("0.9223372036854775807", MinorVersion(0, .max)), ("0.9223372036854775808", nil),
        ] as [(String, MinorVersion?)])
    func minor(text: String, version: MinorVersion?) {
        #expect(MinorVersion(text) == version)
    }

    @Test("minor versions are ordered as numbers, not as strings")
    func order() {
        let ascending = ["0.8", "0.9", "0.10", "0.11", "1.0", "1.2", "2.0", "10.0"].compactMap { MinorVersion($0) }
        #expect(ascending == ascending.sorted())
        #expect(ascending.count == 8)
    }

    @Test("a minor version that was read prints as it was written", arguments: ["0.8", "0.10", "12.0"])
    func description(text: String) { #expect(MinorVersion(text)?.description == text) }

    @Test("so many minor versions later, without end")
    func advanced() {
        #expect(MinorVersion(0, 8).advanced(byMinors: 2) == MinorVersion(0, 10))
        #expect(MinorVersion(0, 8).advanced(byMinors: .max) == MinorVersion(0, .max))
    }

    @Test(
        "a product's version has a release line, whatever marks a prerelease or a build",
        arguments: [
            ("0.8", "0.8"), ("0.8.0", "0.8"), ("0.10.3", "0.10"), ("0.9.0rc1", "0.9"), ("0.9rc1", "0.9"),
            ("0.9.dev3", "0.9"), ("0.9.1.dev3+g1a2b3c", "0.9"), ("1.0-beta.2", "1.0"), ("1.2.3-rc.1+build.5", "1.2"),
            ("0.9.0.post1", "0.9"), ("2024.11.1", "2024.11"), ("0.9-rc.1.2", "0.9"), ("1.0.0-alpha-2", "1.0"),
            ("1.2+build.7", "1.2"), ("1.2.3-4", "1.2"),
        ])
    func product(text: String, line: String) {
        let version = ProductVersion(text)
        #expect(version?.releaseLine.description == line)
        #expect(version?.description == text)
    }

    @Test(
        "a string that isn't a version is refused",
        arguments: [
            "", "1", "v1.2", "1.", "1..2", "1.2.", ".1", "1.02", "01.2", "1.2.03", "1,2", "1.2 3", "1.2/3", "latest",
            "-1.2", "1.-2", "1.2.+", "1.2.-", "1.2.3.4", "1.0.0-", "1.0.0+", "1.0-", "1.0.0.", "1.0.0-.",
        ])
    func refused(text: String) { #expect(ProductVersion(text) == nil) }
}
