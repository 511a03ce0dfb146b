// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecOutput

/// All rules as a resource of Kubernetes, which the Prometheus Operator gives to its servers.
struct RuleResource {
    /// As members of a list.
    private let groups: String
    private let notice: String
    private let product: String

    init(_ rules: RuleFile, _ objectiveRules: ObjectiveRuleFile, _ spec: ResolvedSpec) {
        groups = rules.groups + objectiveRules.groups
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
        guard !groups.isEmpty else { return text + "  groups: []\n" }
        // A string is on one line, so lines can be indented.
        return text + "  groups:\n" + groups.split(separator: "\n").map { "  \($0)\n" }.joined()
    }
}
