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
                guard let query = rule["expr"]?.placed else { continue }
                queries.append(ReferencedQuery(query, use: .rule(index), title: name.text))
            }
        }
    }
}
