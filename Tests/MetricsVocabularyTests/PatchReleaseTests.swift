// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import MetricsVocabulary

@Suite("Patch releases")
struct PatchReleaseTests {
    @Test("a release has three numbers, a line has two, and a line is its first release")
    func reading() {
        #expect(MinorVersion(release: "0.9.1") == MinorVersion(0, 9, 1))
        #expect(MinorVersion(release: "0.9")?.patch == nil)
        #expect(
            MinorVersion(0, 9) == MinorVersion(0, 9, 0) && Set([MinorVersion(0, 9), MinorVersion(0, 9, 0)]).count == 1)
        #expect(MinorVersion(0, 9, 1) > MinorVersion(0, 9) && MinorVersion(0, 9, 1) < MinorVersion(0, 10))
        #expect(MinorVersion(0, 9, 1).description == "0.9.1")
        for text in ["", "1", "1.2.", "1.2.03", "1.2.3.4", "1.2.3rc1", "v1.2.3", "1..3", " 1.2.3"] {
            #expect(MinorVersion(release: text) == nil, "\(text)")
        }
        // Where patch releases don't count, three numbers are a mistake.
        #expect(MinorVersion("0.9.1") == nil)
    }

    @Test(
        "distances count patch releases, and the fewest across minor and major versions",
        arguments: [
            ("0.8.2", LifecycleState.active), ("0.8.3", .deprecated), ("0.8.3rc1", .deprecated), ("0.8.4", .hidden),
            ("0.8.5", .hidden), ("0.8.6", .removed), ("0.8.40", .removed), ("0.9.0", .hidden), ("0.9", .hidden),
            ("0.9.1", .hidden), ("0.9.2", .removed), ("0.10.0", .hidden), ("0.10.1", .removed), ("0.11.0", .removed),
            ("1.0.0", .hidden), ("1.0.1", .hidden), ("1.0.2", .removed), ("1.1.0", .hidden), ("1.2.0", .removed),
            ("2.0.0", .hidden), ("3.0.0", .removed), ("0.0.0.dev1", .deprecated),
        ] as [(String, LifecycleState)])
    func state(version: String, expected: LifecycleState) throws {
        let deprecation = Deprecation(since: MinorVersion(0, 8, 3), hideAfter: 1, removeAfter: 3)
        #expect(try deprecation.state(at: #require(ProductVersion(version))) == expected)
    }

    @Test("a step is reached exactly from the release on that a later release shows")
    func release() {
        let since = MinorVersion(0, 8, 3)
        for distance in 0...6 {
            let threshold = ReleaseThreshold(since, distance: distance)
            for (major, minor, patch) in [(0, 8, 3), (0, 8, 4), (0, 9, 0), (0, 9, 4), (0, 12, 1), (1, 0, 0), (1, 2, 3)]
            {
                let release = MinorVersion(major, minor, patch)
                #expect(
                    threshold.isReached(at: release) == (threshold.release(seenFrom: release) <= release),
                    "\(distance) after \(since), at \(release)")
            }
        }
        #expect(ReleaseThreshold(since, distance: 2).release(seenFrom: since).description == "0.8.5")
        #expect(ReleaseThreshold(since, distance: 4).release(seenFrom: MinorVersion(0, 9, 1)).description == "0.9.3")
        #expect(ReleaseThreshold(since, distance: .max).release(seenFrom: since) == MinorVersion(0, 8, .max))
    }

    /// The truth is the number of releases that there were; a history that says nothing else is never shorter than it seems.
    @Test("no history makes a step come earlier than its distance")
    func neverEarly() {
        var generator = SeededGenerator(seed: SeededGenerator.seed(7))
        for _ in 0..<500 {
            var release = MinorVersion(
                0, Int.random(in: 0...2, using: &generator), Int.random(in: 0...3, using: &generator))
            let since = release
            for count in 1...8 {
                let patch = release.patch ?? 0
                switch Int.random(in: 0..<6, using: &generator) {
                case 0: release = MinorVersion(release.major + 1, 0, 0)
                case 1, 2: release = MinorVersion(release.major, release.minor + 1, 0)
                default: release = MinorVersion(release.major, release.minor, patch + 1)
                }
                for distance in 1...9 where ReleaseThreshold(since, distance: distance).isReached(at: release) {
                    #expect(distance <= count, "\(distance) after \(since), at \(release)")
                }
            }
        }
    }

    @Test("listed releases are counted exactly, and numbers after the end of the list")
    func listed() {
        let releases = ReleaseSequence([
            MinorVersion(0, 8, 3), MinorVersion(0, 8, 4), MinorVersion(0, 9, 0), MinorVersion(0, 9, 2),
        ])
        let deprecation = releases.deprecation(since: MinorVersion(0, 8, 3), hideAfter: 2, removeAfter: 5)
        #expect(deprecation.hidden == ReleaseThreshold(MinorVersion(0, 9, 0)))
        #expect(deprecation.removed == ReleaseThreshold(MinorVersion(0, 9, 2), patchOffset: 2))
        #expect(deprecation.state(at: MinorVersion(0, 8, 9)) == .deprecated)
        #expect(deprecation.state(at: MinorVersion(0, 9, 0)) == .hidden)
        #expect(deprecation.state(at: MinorVersion(0, 9, 4)) == .removed)
    }

    @Test("a deprecation in minor versions doesn't look at the number of a patch release")
    func minor() throws {
        let deprecation = Deprecation(since: MinorVersion(0, 8), hideAfter: 1, removeAfter: 2)
        for (version, state) in [("0.8.9", LifecycleState.deprecated), ("0.9.7", .hidden), ("0.10.0", .removed)] {
            #expect(try deprecation.state(at: #require(ProductVersion(version))) == state)
        }
    }
}
