// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import Testing

@testable import metricsgen_plugin_tool

@Suite("One run of the build plugin's tool")
struct PluginBuildTests {
    private static func spec(_ name: String = "shop", outputs: String = "", include: String = "") -> String {
        """
        metricsgen: 1
        product: {name: \(name), version: "1.0.0", prefix: \(name)_}
        \(outputs.isEmpty ? "" : "outputs: {\(outputs)}")
        \(include.isEmpty ? "" : "include: [\(include)]")
        groups: {orders: {metrics: {taken_total: {type: counter, help: Orders taken.}}}}
        """
    }

    private func report(_ build: PluginBuild) -> String { TextReport(sources: build.sources).text(of: build.findings) }

    @Test("of the outputs that a spec asks for it makes the Swift and nothing else")
    func outputs() throws {
        let target = try TargetDirectory([
            "metrics.yaml": Self.spec(
                outputs: "docs: {file: docs/metrics.md}, swift: {directory: Generated, type: Till, access: public}")
        ])
        let build = try target.build("metrics.yaml")
        #expect(build.findings.isEmpty, "\(report(build))")
        try build.apply()
        let made = try target.made()
        #expect(made.keys.sorted() == ["work/metrics.yaml.swift"])
        let swift = String(decoding: made["work/metrics.yaml.swift"] ?? .init(), as: UTF8.self)
        #expect(swift.contains("public struct Till"), "\(swift)")
    }

    @Test("an output that it doesn't know is somebody else's to read, but a misspelt `swift` is a fault")
    func unknownOutputs() throws {
        let target = try TargetDirectory([
            "metrics.yaml": Self.spec(outputs: "docs: {fiel: x}, future: {a: 1}"),
            "wrong.yaml": Self.spec("other", outputs: "swfit: {type: Till}"),
        ])
        #expect(try target.build("metrics.yaml").findings.isEmpty)
        let wrong = try target.build("wrong.yaml")
        #expect(wrong.findings.hasErrors && report(wrong).contains("did you mean `swift`?"), "\(report(wrong))")
    }

    @Test("the Swift of a YAML file that is gone is removed, and a file that wasn't generated stays")
    func removal() throws {
        let target = try TargetDirectory([
            "metrics.yaml": Self.spec(), "till.yaml": Self.spec("till"), "other.yaml": "a: 1\n",
        ])
        try target.build("metrics.yaml", "till.yaml", "other.yaml").apply()
        try target.write("let mine = 1\n", to: "work/mine.swift")
        #expect(try target.made().count == 4)
        try target.build("metrics.yaml").apply()
        #expect(try target.made().keys.sorted() == ["work/metrics.yaml.swift", "work/mine.swift"])
    }

    @Test("what is there with the same bytes is not written again, and what has changed is")
    func unchanged() throws {
        let target = try TargetDirectory(["metrics.yaml": Self.spec(), "till.yaml": Self.spec("till")])
        try target.build("metrics.yaml", "till.yaml").apply()
        let names = ["work/metrics.yaml.swift", "work/till.yaml.swift"]
        let before = try names.map(target.number)
        try target.write(
            Self.spec("till").replacing("Orders taken.", with: "Orders."), to: "Sources/App/till.yaml")
        try target.build("metrics.yaml", "till.yaml").apply()
        let after = try names.map(target.number)
        #expect(after[0] == before[0])
        #expect(after[1] != before[1])
    }

    @Test("a spec with errors leaves what was made of the last good one")
    func errors() throws {
        let target = try TargetDirectory(["metrics.yaml": Self.spec()])
        try target.build("metrics.yaml").apply()
        let made = try target.made()
        try target.write(Self.spec().replacing("counter", with: "countr"), to: "Sources/App/metrics.yaml")
        let broken = try target.build("metrics.yaml")
        #expect(broken.findings.hasErrors)
        try broken.apply()
        #expect(try target.made() == made)
    }

    @Test("two specs of one target need two names")
    func sameName() throws {
        let target = try TargetDirectory(["a.yaml": Self.spec(), "b.yaml": Self.spec()])
        let build = try target.build("a.yaml", "b.yaml")
        let text = report(build)
        #expect(build.findings.count == 1, "\(text)")
        #expect(text.contains("b.yaml:2:17: error: two specs are named `shop`"), "\(text)")
        #expect(text.contains("a.yaml:2:17: note: the other one is named here"), "\(text)")
        #expect(text.contains("give one of them another `name`"), "\(text)")
    }

    @Test("and two Swift types, whether a spec gives the type or its name does")
    func sameType() throws {
        let target = try TargetDirectory([
            "a.yaml": Self.spec("shop"), "b.yaml": Self.spec("till", outputs: "swift: {type: ShopMetrics}"),
        ])
        let build = try target.build("a.yaml", "b.yaml")
        let text = report(build)
        #expect(build.findings.count == 1, "\(text)")
        #expect(
            text.contains("b.yaml:3:25: error: two specs of this target become the Swift type `ShopMetrics`"), "\(text)"
        )
        #expect(text.contains("a.yaml:2:17: note: the other one gets it here"), "\(text)")
    }

    @Test(
        "the error for an include outside the target says to move it, the error for a missing one only that it is missing"
    )
    func includes() throws {
        let target = try TargetDirectory([
            "metrics.yaml": Self.spec(include: "parts/a.yaml, parts/missing.yaml"), "parts/a.yaml": "metricsgen: 1\n",
        ])
        let build = try target.build("metrics.yaml")
        let text = report(build)
        #expect(build.findings.filter { $0.rule.code == "MG3208" }.count == 1, "\(text)")
        #expect(text.contains("`Sources/App/parts/a.yaml` isn't a file of this target"), "\(text)")
        #expect(!text.contains("missing.yaml` isn't a file of this target"), "\(text)")
        #expect(build.findings.filter { $0.rule.name == "missing-include" }.count == 1, "\(text)")
    }

    @Test(
        "YAML files about something else aren't specs, and for one that is almost a spec the error says what is missing"
    )
    func noSpec() throws {
        let target = try TargetDirectory([
            "conf.yaml": "a: 1\n", "notes.yaml": "color: brown\n",
            "meant.yaml": "metricsgen: 1\nproduc: {name: shop}\n",
        ])
        for names in [["conf.yaml"], ["conf.yaml", "notes.yaml"]] {
            #expect(throws: PluginBuild.Failure.self) {
                _ = try names.count == 1 ? target.build(names[0]) : target.build(names[0], names[1])
            }
        }
        do { _ = try target.build("conf.yaml") } catch {
            #expect("\(error)".hasPrefix("no YAML file of this target is a spec: none of `"))
        }
        let meant = try target.build("meant.yaml")
        #expect(report(meant).contains("did you mean `product`?"), "\(report(meant))")
    }
}
