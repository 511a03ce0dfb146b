// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ReferenceFiles
import SpecDiagnostics
import Testing

@Suite("The limits of a file")
struct LimitTests {
    private func read(_ text: String, path: String) -> ReferenceFile {
        var sources = SourceCollection()
        let source = SourceText(path: path, text: text)
        let id = sources.add(source)
        return ReferenceFile.read(source, id: id)
    }

    @Test("nesting that no dashboard has is a fault and not a crash", arguments: ["a.json", "a.yaml"])
    func depth(path: String) {
        let nested = String(repeating: "{\"panels\": [", count: 50) + String(repeating: "]}", count: 50)
        #expect(read(nested, path: path).faults.isEmpty)
        let deeper = "[\(nested)]"
        #expect(read(deeper, path: path).faults.map(\.reason) == [.tooDeep])
        let deepest = String(repeating: "[", count: 100_000)
        #expect(read(deepest, path: path).faults.map(\.reason) == [.tooDeep])
    }

    @Test("what aliases of YAML nest is read as deep as what is written")
    func aliases() {
        var text = "panels: [{type: stat, targets: [{expr: shop_a}]}]\na0: &a0 {expr: shop_b, x: $name}\n"
        for number in 1..<300 { text += "a\(number): &a\(number) {a: *a\(number - 1)}\n" }
        let file = read(text + "last: *a299\n", path: "a.yaml")
        #expect(file.queries.first?.string.text == "shop_a")
        #expect(file.dashboards.first?.usedNames == ["name"])

        var merged = "a0: &a0 {expr: shop_b}\n"
        for number in 1..<300 { merged += "a\(number): &a\(number) {<<: *a\(number - 1)}\n" }
        #expect(read(merged + "panels: [{type: stat, targets: [*a299]}]\n", path: "a.yaml").queries.count > 1)
    }

    @Test("a large dashboard on one line is read whole")
    func size() {
        let panel =
            #"{"type": "stat", "title": "x", "targets": [{"expr": "sum(rate(shop_requests_total{path=\"/\\\\d\"}[5m]))"}]}"#
        let count = 5_000
        let text = "{\"panels\": [" + Array(repeating: panel, count: count).joined(separator: ",") + "]}"
        let file = read(text, path: "a.json")
        #expect(file.queries.count == count)
        let source = SourceText(path: "a.json", text: text)
        let last = file.queries[count - 1].string
        #expect(last.range(of: 0..<3, in: source).lowerBound == text.utf8.count - panel.utf8.count - 2 + 53)
    }
}
