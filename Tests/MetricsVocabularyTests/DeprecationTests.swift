import MetricsVocabulary
import Testing

@Suite("The rule of a metric's end")
struct DeprecationTests {
    private let deprecation = Deprecation(since: MinorVersion(0, 8), hideAfter: 1, removeAfter: 2)

    @Test(
        "deprecated in X.Y, hidden from X.(Y+1), removed from X.(Y+2)",
        arguments: [
            ("0.7", .active), ("0.8", .deprecated), ("0.9", .hidden), ("0.10", .removed), ("0.11", .removed),
            ("1.0", .removed), ("0.0", .active),
        ] as [(String, LifecycleState)])
    func borders(line: String, state: LifecycleState) throws {
        let line = try #require(MinorVersion(line))
        #expect(deprecation.state(at: line) == state)
    }

    @Test("patch releases and prereleases are their release line")
    func patches() throws {
        for (version, state) in [
            ("0.8.0", LifecycleState.deprecated), ("0.8.99", .deprecated), ("0.9.0rc1", .hidden), ("0.9.5", .hidden),
            ("0.10.0-alpha", .removed),
        ] {
            let version = try #require(ProductVersion(version))
            #expect(deprecation.state(at: version.releaseLine) == state)
        }
    }

    @Test("longer distances move the borders, equal ones leave out hiding")
    func distances() {
        let slow = Deprecation(since: MinorVersion(1, 2), hideAfter: 3, removeAfter: 10)
        #expect(slow.state(at: MinorVersion(1, 4)) == .deprecated)
        #expect(slow.state(at: MinorVersion(1, 5)) == .hidden)
        #expect(slow.state(at: MinorVersion(1, 11)) == .hidden)
        #expect(slow.state(at: MinorVersion(1, 12)) == .removed)
        let sudden = Deprecation(since: MinorVersion(1, 2), hideAfter: 2, removeAfter: 2)
        #expect(sudden.state(at: MinorVersion(1, 3)) == .deprecated)
        #expect(sudden.state(at: MinorVersion(1, 4)) == .removed)
    }

    @Test("a major release ends what an earlier one has deprecated")
    func major() {
        #expect(
            Deprecation(since: MinorVersion(0, 8), hideAfter: 50, removeAfter: 100).state(at: MinorVersion(1, 0))
                == .removed)
    }

    @Test("distances that no number can hold are never reached")
    func overflow() {
        let deprecation = Deprecation(since: MinorVersion(0, 8), hideAfter: .max, removeAfter: .max)
        #expect(deprecation.state(at: MinorVersion(0, 1_000_000)) == .deprecated)
    }
}
