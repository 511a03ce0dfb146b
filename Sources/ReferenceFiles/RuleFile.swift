extension ReferenceFile {
    /// Adds the rules of Prometheus below `groups:`.
    mutating func addRules(in groups: DocumentValue) {
        for group in groups.elements ?? [] {
            let labels = Self.strings(in: group["labels"])
            for rule in group["rules"]?.elements ?? [] {
                let alert = rule["alert"]?.placed
                guard let name = alert ?? rule["record"]?.placed else { continue }
                let index = rules.count
                rules.append(
                    ReferencedRule(
                        alert == nil ? .recording : .alert, name: name,
                        labels: labels + Self.strings(in: rule["labels"]),
                        annotations: Self.strings(in: rule["annotations"]),
                        forDuration: rule["for"]?.placed,
                        keepFiringFor: rule["keep_firing_for"]?.placed,
                        group: group["name"]?.string ?? ""))
                guard let query = rule["expr"]?.placed else { continue }
                queries.append(ReferencedQuery(query, use: .rule(index), title: name.text))
            }
        }
    }

    private static func strings(in mapping: DocumentValue?) -> [(key: PlacedString, value: PlacedString)] {
        (mapping?.members ?? []).compactMap { member in
            guard let key = member.key.placed, let value = member.value.placed else { return nil }
            return (key, value)
        }
    }
}
