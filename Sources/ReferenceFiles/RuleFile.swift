// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension ReferenceFile {
    /// Adds the rules of Prometheus below `groups:`.
    mutating func addRules(in groups: DocumentValue) {
        for group in groups.elements ?? [] {
            let labels = group["labels"]?.strings ?? []
            for rule in group["rules"]?.elements ?? [] {
                let alert = rule["alert"]?.placed
                guard let name = alert ?? rule["record"]?.placed else { continue }
                let index = rules.count
                rules.append(
                    ReferencedRule(
                        alert == nil ? .recording : .alert, name: name,
                        labels: labels + (rule["labels"]?.strings ?? []),
                        annotations: rule["annotations"]?.strings ?? [],
                        forDuration: rule["for"]?.placed,
                        keepFiringFor: rule["keep_firing_for"]?.placed,
                        group: group["name"]?.string ?? ""))
                if let query = rule["expr"]?.placed {
                    // An action is for a program that has not rendered the file yet.
                    queries.append(ReferencedQuery(query, templates: .actions, use: .rule(index), title: name.text))
                }
                guard alert != nil else { continue }
                for (_, template) in (rule["labels"]?.strings ?? []) + (rule["annotations"]?.strings ?? []) {
                    queries += ReferencedQuery.queries(inTemplate: template, of: index, title: name.text)
                }
            }
        }
    }
}
