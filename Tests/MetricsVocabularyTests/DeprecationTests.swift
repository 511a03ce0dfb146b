// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import Testing

@Suite("The rule of a metric's end")
struct DeprecationTests {
    /// A row a case: the deprecation, the releases that are listed, and the state at each version around each border.
    struct Row: CustomTestStringConvertible, Sendable {
        let since: String
        let hideAfter: Int
        let removeAfter: Int
        let releases: [String]
        let active: String
        let deprecated: String
        let hidden: String
        let removed: String

        init(
            _ since: String, hide: Int = 1, remove: Int = 2, releases: [String] = [], active: String = "",
            deprecated: String = "", hidden: String = "", removed: String = ""
        ) {
            (self.since, hideAfter, removeAfter, self.releases) = (since, hide, remove, releases)
            (self.active, self.deprecated, self.hidden, self.removed) = (active, deprecated, hidden, removed)
        }

        var testDescription: String { "\(since), \(hideAfter), \(removeAfter), \(releases)" }
        var expectations: [(String, LifecycleState)] {
            [(active, .active), (deprecated, .deprecated), (hidden, .hidden), (removed, .removed)]
                .flatMap { (texts: String, state: LifecycleState) in
                    texts.split(separator: " ").map { (String($0), state) }
                }
        }
    }

    static let rows = [
        // The default. Patch releases, prereleases and development versions are their release line.
        Row(
            "0.8", active: "0.0.1 0.7 0.7.9 0.7.9.post1", deprecated: "0.8.0.dev1 0.8.0rc1 0.8 0.8.0 0.8.5 0.8.99",
            hidden: "0.9.0.dev3+gabc 0.9.0rc1 0.9 0.9.0 0.9.3 0.9.1.dev3+gabc 0.9.99",
            removed: "0.10.0a1 0.10 0.10.0 0.10.7 0.11 0.99"),
        // A tree without a version serves everything; 0.0.1 is a version.
        Row("0.8", deprecated: "0.0.0 0.0 0.0.0.dev0+g1a2b3c 0.0.0-dev 0.0.0+unknown"),
        Row("0.0", deprecated: "0.0.0 0.0 0.0.1 0.0.9", hidden: "0.1 0.1.5", removed: "0.2"),
        // Longer and equal distances.
        Row("1.2", hide: 3, remove: 10, active: "1.1", deprecated: "1.2 1.4.9", hidden: "1.5 1.11", removed: "1.12"),
        Row("1.2", hide: 2, remove: 2, deprecated: "1.3", removed: "1.4"),
        // Across a major step that nobody lists, the fewest releases are assumed: a metric never goes early.
        Row("0.9", deprecated: "0.9.9", hidden: "0.10 1.0.0rc1 1.0 1.0.5", removed: "0.11 1.1 1.2 2.0 3.0"),
        Row("0.9", hide: 2, remove: 3, deprecated: "0.10 1.0", hidden: "0.11 1.1 2.0", removed: "0.12 1.2 2.1 3.0"),
        Row("0.8", hide: 50, remove: 100, deprecated: "0.57 1.0 1.48", hidden: "0.58 1.49", removed: "0.108 1.99"),
        // With a list it is as the list says.
        Row(
            "0.9", releases: ["0.8", "0.9", "1.0", "1.1"], deprecated: "0.9.9", hidden: "1.0.0rc1 1.0", removed: "1.1"),
        Row("0.8", releases: ["0.8", "0.9", "1.0"], deprecated: "0.8", hidden: "0.9", removed: "1.0.0a1 1.0 1.1"),
        Row("0.8", releases: ["0.7", "0.8", "1.0", "2.0"], deprecated: "0.8.3", hidden: "1.0 1.0.7", removed: "2.0"),
        Row("0.8", hide: 1, remove: 3, releases: ["0.8", "0.9", "1.0"], hidden: "0.9 1.0", removed: "1.1 2.0"),
        // Behind the end of the list, releases are counted by their numbers again.
        Row("0.9", releases: ["0.8", "0.9"], deprecated: "0.9", hidden: "0.10 1.0", removed: "0.11 1.1"),
        Row("1.0", releases: ["0.9", "1.0"], active: "0.9", deprecated: "1.0", hidden: "1.1 2.0", removed: "1.2 2.1"),
        // A release that isn't listed is counted by its number.
        Row("0.7", releases: ["0.8", "0.9", "1.0"], deprecated: "0.7", hidden: "0.8", removed: "0.9"),
    ]

    @Test("the state at every version around each border", arguments: rows)
    func borders(row: Row) throws {
        let since = try #require(MinorVersion(row.since))
        let sequence = ReleaseSequence(row.releases.compactMap { MinorVersion($0) })
        let deprecation = sequence.deprecation(
            since: since, hideAfter: row.hideAfter, removeAfter: row.removeAfter)
        for (text, state) in row.expectations {
            let version = try #require(ProductVersion(text))
            #expect(deprecation.state(at: version) == state, "\(text)")
        }
    }

    @Test("within a major version the state never goes back")
    func monotone() {
        let order: [LifecycleState] = [.active, .deprecated, .hidden, .removed]
        for (hide, remove) in [(1, 1), (1, 2), (2, 5), (3, 3)] {
            let deprecation = Deprecation(since: MinorVersion(1, 3), hideAfter: hide, removeAfter: remove)
            for major in 1...3 {
                let states = (0...12).map { deprecation.state(at: MinorVersion(major, $0)) }
                let ranks = states.compactMap { order.firstIndex(of: $0) }
                #expect(ranks == ranks.sorted(), "\(major)")
            }
        }
    }

    @Test("dates are printed as far as they are known: after a major step they have moved on")
    func told() {
        let deprecation = Deprecation(since: MinorVersion(0, 9), hideAfter: 1, removeAfter: 2)
        #expect(deprecation.hiddenFrom == MinorVersion(0, 10))
        #expect(deprecation.removedFrom == MinorVersion(0, 11))
        #expect(deprecation.hidden.release(seenFrom: MinorVersion(1, 0)) == MinorVersion(1, 0))
        #expect(deprecation.removed.release(seenFrom: MinorVersion(1, 0)) == MinorVersion(1, 1))
        #expect(deprecation.removed.release(seenFrom: MinorVersion(4, 2)) == MinorVersion(4, 0))
        for line in [MinorVersion(0, 9), MinorVersion(0, 12), MinorVersion(1, 0), MinorVersion(1, 3)] {
            for border in [deprecation.hidden, deprecation.removed] {
                #expect(border.isReached(at: line) == (border.release(seenFrom: line) <= line), "\(line)")
            }
        }
    }

    @Test("what nobody has decided is never reached")
    func undecided() {
        let since = MinorVersion(0, 8)
        let open = Deprecation(since: since, hidden: .undecided, removed: .undecided)
        let hidden = Deprecation(since: since, hidden: ReleaseThreshold(since, minorOffset: 1), removed: .undecided)
        for line in [MinorVersion(0, 8), MinorVersion(0, 9), MinorVersion(7, 0), MinorVersion(.max, 0)] {
            #expect(open.state(at: line) == .deprecated)
            #expect(hidden.state(at: line) == (line == since ? .deprecated : .hidden))
        }
        #expect(ReleaseSequence().deprecation(since: since, hideAfter: nil, removeAfter: nil) == open)
        #expect(ReleaseSequence([since]).deprecation(since: since, hideAfter: 1, removeAfter: nil) == hidden)
        #expect([hidden.hidden, hidden.removed].map(\.isUndecided) == [false, true])
    }

    @Test("distances that no number can hold are never reached")
    func overflow() {
        let deprecation = Deprecation(since: MinorVersion(0, 8), hideAfter: .max, removeAfter: .max)
        #expect(deprecation.state(at: MinorVersion(0, 1_000_000)) == .deprecated)
        #expect(deprecation.state(at: MinorVersion(3, 7)) == .deprecated)
        let listed = ReleaseSequence([MinorVersion(0, 8), MinorVersion(0, 9)])
            .deprecation(since: MinorVersion(0, 8), hideAfter: 1, removeAfter: .max)
        #expect(listed.state(at: MinorVersion(0, 1_000_000)) == .hidden)
    }
}
