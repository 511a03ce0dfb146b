// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import TestSupport
import Testing

@testable import QueryChecks

@Suite("A file that can't be read")
struct ReadingFaultTests {
    private func report(_ text: String, path: String) -> String {
        var sources = SourceCollection()
        let source = SourceText(path: path, text: text)
        let id = sources.add(source)
        let file = ReferenceFile.read(source, id: id)
        let metrics = KnownMetrics([Shop.catalogue], at: nil, targetLabels: nil, externalPrefixes: [])
        return TextReport(sources: sources).text(
            of: CheckedFile(file, source: source, id: id, metrics: metrics).findings)
    }

    @Test("is one error, where its reading ended")
    func broken() {
        expectSame(
            report("{\n  \"title\": \"Shop\",\n  \"panels\": [],\n}\n", path: "shop.json"),
            """
            shop.json:4:1: error: this isn't JSON: expected a key in double quotes [MG4011]
            4 | }
              | ^
              = note: none of the queries in it are checked
              = help: correct it here or shortly before, or export the dashboard again

            """)
        expectSame(
            report("groups:\n  - name: shop\n    rules:\n      - alert: A\n       expr: up == 0\n", path: "shop.yaml"),
            """
            shop.yaml:5:8: error: this isn't YAML: did not find expected '-' indicator [MG4011]
            5 |        expr: up == 0
              |        ^
              = note: none of the queries in it are checked
              = help: correct it here or shortly before

            """)
        let nested = String(repeating: "[", count: 101) + String(repeating: "]", count: 101)
        #expect(report(nested, path: "shop.json").hasPrefix("shop.json:1:102: error: lists and objects are nested too"))
    }

    @Test("since it is a template is one note")
    func template() {
        expectSame(
            report("{\n  \"title\": {{ .Values.title | quote }},\n  \"panels\": []\n}\n", path: "shop.json"),
            """
            shop.json:2:12: note: this is a template of Helm, so its queries are not checked [MG4012]
            2 |   "title": {{ .Values.title | quote }},
              |            ^
              = help: check what it becomes: `helm template CHART | metricsgen check --references -`

            """)
        expectSame(
            report("local g = import 'g.libsonnet';\ng.dashboard.new('Shop')\n", path: "shop.jsonnet"),
            """
            shop.jsonnet:1:1: note: this is a template of Jsonnet, so its queries are not checked [MG4012]
            1 | local g = import 'g.libsonnet';
              | ^
              = help: check what it becomes: `jsonnet FILE | metricsgen check --references -`

            """)
    }
}
