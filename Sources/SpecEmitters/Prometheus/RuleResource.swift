// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecOutput
import SpecQueries

/// All rules as a resource of Kubernetes, which the Prometheus Operator gives to its servers.
struct RuleResource {
    private let files: [String]
    private let notice: String
    private let product: String

    init(_ queries: SpecQueries, _ spec: ResolvedSpec) {
        let rules = RuleFile(queries, spec)
        var files: [String] = []
        if !queries.values.isEmpty { files.append(rules.recording) }
        if !queries.alerts.isEmpty { files.append(rules.alerts) }
        if !queries.objectives.isEmpty { files.append(ObjectiveRuleFile(queries, spec).text) }
        self.files = files
        notice = "# \(GeneratedNotice(spec).text)\n"
        product = spec.product.name
    }

    /// The product's name as Kubernetes allows it: lower-case letters, digits and `-`, ending in a letter or a digit.
    private var name: String {
        var name = product.lowercased().replacing("_", with: "-")
        while name.hasSuffix("-") { name.removeLast() }
        return name
    }

    var text: String {
        var text = notice
        text += "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\n"
        text += "metadata:\n  name: \(YAMLString.quoted(name))\nspec:\n"
        guard !files.isEmpty else { return text + "  groups: []\n" }
        text += "  groups:\n"
        for file in files {
            // A string is on one line, so lines can be indented. The head of a file says what is said above.
            let lines = file.split(separator: "\n").drop { $0 != "groups:" }.dropFirst()
            text += lines.map { "  \($0)\n" }.joined()
        }
        return text
    }
}
