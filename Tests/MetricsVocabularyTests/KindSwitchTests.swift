// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Everything that follows from a metric type is in its description (`MetricKind.description`). Only a few places have
/// to do something of their own for each type.
@Suite("Switches over metric types")
struct KindSwitchTests {
    /// The files, and the folders that end in `/`, by what they do for each metric type.
    private static let allowed: [String: String] = [
        "MetricsVocabulary/MetricKind+Description.swift": "describe it",
        "SwiftEmitter/SwiftDeclarationPrinter.swift": "call its function of the declaration",
        "SwiftEmitter/SwiftMetricPrinter.swift": "name its handle",
        "PythonEmitter/Printing/PythonHandle.swift": "name its handle",
        "PythonEmitter/Printing/PythonNeeds.swift": "choose the part of the module that registers it",
        "MetricsRuntime/Registry/SeriesList.swift": "make its cells",
        "MetricsRuntime/Registry/MultiSampleSeries.swift": "read and reset its cells",
        "MetricsRuntime/Multiprocess/MappedStore.swift": "make its cells in a file",
        "MetricsRuntime/Callbacks/MetricsCollector.swift": "keep what a collector says of it",
        "MetricsRuntime/Exposition/Values/MetricsSnapshot.swift": "hold its values",
        "SpecEmitters/Grafana/": "choose its panel",
        "ExpositionSyntax/ExpositionFormat.swift": "read the types of the text formats, which other programs write",
    ]

    @Test("are only where each metric type needs code of its own")
    func sources() throws {
        let root = Repository.root.appending(path: "Sources").path(percentEncoded: false)
        let files = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".swift") }.sorted()
        #expect(files.count > 400)
        var found: Set<String> = []
        for file in files {
            for decision in KindSwitch.all(in: try Repository.text("Sources/\(file)")) {
                let place = Self.allowed.keys.first { file == $0 || $0.hasSuffix("/") && file.hasPrefix($0) }
                if let place {
                    found.insert(place)
                } else {
                    Issue.record(
                        """
                        Sources/\(file):\(decision.line) decides by metric type (\(decision.kinds.sorted().joined(separator: ", "))): \
                        ask `MetricKind.description` instead
                        """)
                }
            }
        }
        #expect(Set(Self.allowed.keys).subtracting(found).sorted() == [], "these have none any more")
    }

    @Test(
        "are found, however they are written",
        arguments: [
            "switch kind {\ncase .counter: 1\ncase .gauge: 2\n}",
            "switch metric.kind { case .histogram: 1 default: 2 }",
            "return switch (kind, suffix) { case (.histogram, \"_bucket\"): 1 case (.summary, _): 2 default: 3 }",
            "switch x {\n// case .other: {\ncase MetricKind.counter,\n    MetricKind.gauge: 1 }",
            "switch shape { case .gauge(let mode) where mode.isLive: 1 case .info(fields: let fields): 2 }",
            "switch x { case let .stateSet(a): { switch y { case .z: 1 } }() case .summary: 2 }",
            "switch y { case .z: switch metric.kind { case .info: 1 default: 2 } default: 3 }",
            "let s = \"}\" + \"\\(a(\")\"))\"; switch /* { */ x { case .counter: \"\"\"\n}\n\"\"\" case .gauge: #\"}\"# }",
            "print(\"\\({ switch kind { case .counter: 1 default: 2 } }())\")",
            "switch f({ $0 }) { case .counter: 1 case .gauge: 2 }",
            "let words: [MetricKind: String] = [:]",
        ])
    func planted(source: String) {
        #expect(!KindSwitch.all(in: source).isEmpty)
        #expect(KindSwitch.all(in: "struct S {\r\n    " + source + "\r\n}").first?.line == 2)
    }

    @Test(
        "are not found where there are none",
        arguments: [
            "// switch kind { case .counter: 1 case .gauge: 2 }",
            "/* /* */ switch kind { case .counter: 1 case .gauge: 2 } */",
            "let text = \"switch kind { case .counter: 1 case .gauge: 2 }\"",
            "let text = \"\"\"\nswitch kind { case .counter: 1 case .gauge: 2 }\n\"\"\"",
            "let text = #\"\\(switch kind { case .counter: 1 case .gauge: 2 })\"#",
            "switch panel { case .gauge: .counter case .table: .histogram }",
            "switch node { case .scalar: kind = .counter case .list: kind = .gauge }",
            "switch x { case .a: f(.counter) case .b: g { $0 == .gauge } }",
            "switch x { case .a: if case .counter = kind { y = .gauge } z = .info case .b: 1 }",
            "x.switch(kind) { .counter }",
        ])
    func absent(source: String) {
        #expect(KindSwitch.all(in: source) == [])
    }
}
