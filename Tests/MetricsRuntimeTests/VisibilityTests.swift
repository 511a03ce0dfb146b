import MetricsRuntime
import Testing

@Suite("Visibility")
struct VisibilityTests {
    /// Which metrics a product of version 0.9.0 serves: one deprecated in 0.7, two in 0.8, one never.
    private func visible(_ visibility: Visibility) throws(MetricsSetupError) -> [String] {
        let registry = MetricsRegistry()
        var product = ProductUnderTest(version: "0.9.0")
        product.visibility = visibility
        let series = try product.register(in: registry) { product in
            for (slot, minor) in [7, 8, 8].enumerated() {
                product.counter(
                    slot, "m\(slot)_total", "M.", MetricLabels(),
                    deprecated: .init(
                        since: .init(0, minor), hiddenFrom: .init(0, minor + 1), removedFrom: .init(0, minor + 3)))
            }
            product.counter(3, "m3_total", "M.", MetricLabels())
        }
        // A hidden metric's handle takes everything and shows nothing.
        for slot in 0..<4 { series.counter(slot).increment() }
        return registry.exposition().split(separator: "\n").filter { $0.hasSuffix(" 1.0") }.map { String($0.prefix(2)) }
    }

    @Test(
        "what is served follows from the version",
        arguments: [
            ("0.6.0", ["m0", "m1", "m2", "m3"]), ("0.7.0", ["m0", "m1", "m2", "m3"]), ("0.8.0", ["m1", "m2", "m3"]),
            ("0.8.9", ["m1", "m2", "m3"]), ("0.9.0", ["m3"]), ("0.9.0rc1", ["m3"]), ("0.10.0", ["m3"]),
            ("1.0.0", ["m3"]),
        ])
    func byVersion(version: String, expected: [String]) throws {
        #expect(try visible(Visibility(productVersion: version)) == expected)
    }

    @Test("without a version the spec's own counts")
    func ownVersion() throws { #expect(try visible(Visibility()) == ["m3"]) }

    @Test("hidden metrics are shown by the release line that deprecated them, and by no other")
    func shown() throws {
        #expect(try visible(Visibility(showHiddenFor: "0.8")) == ["m1", "m2", "m3"])
        #expect(try visible(Visibility(showHiddenFor: "0.7")) == ["m0", "m3"])
        #expect(try visible(Visibility(productVersion: "0.10.2", showHiddenFor: "0.8")) == ["m1", "m2", "m3"])
    }

    @Test("a line that shows nothing is an error which says what does", arguments: ["0.6", "0.9", "0.10", "1.0"])
    func nothingToShow(text: String) throws {
        let error = try #require(throws: MetricsSetupError.self) { try visible(Visibility(showHiddenFor: text)) }
        #expect(
            error.description
                == "`\(text)` shows no hidden metric at version 0.9.0; `0.7` shows m0_total; `0.8` shows m1_total, m2_total"
        )
    }

    @Test("where nothing is hidden, the error says to leave the value out")
    func nothingHidden() throws {
        let error = try #require(throws: MetricsSetupError.self) {
            try visible(Visibility(productVersion: "0.6.0", showHiddenFor: "0.6"))
        }
        #expect(error.description.hasSuffix("nothing is hidden there, so leave it out"))
    }

    @Test(
        "a text that is no release line is refused",
        arguments: ["0.8.0", "v0.8", "", "0", "0.8 ", "08.1", "-1.0", "0.x"])
    func notALine(text: String) {
        #expect(throws: MetricsSetupError.version(.showHiddenFor, text: text)) { try Visibility(showHiddenFor: text) }
    }

    @Test("a text that is no version is refused", arguments: ["", "9", "v0.9", "0.9.", "latest", "0..9", "0.9.1 "])
    func notAVersion(text: String) {
        #expect(throws: MetricsSetupError.version(.productVersion, text: text)) { try Visibility(productVersion: text) }
    }
}
