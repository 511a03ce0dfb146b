import SpecDiagnostics
import SpecYAML

extension ReferenceFile {
    /// The rules of Prometheus below `groups:`.
    static func rules(in groups: YAMLElement) -> ReferenceFile {
        var file = ReferenceFile(.rules)
        for group in groups.elements ?? [] {
            let labels = strings(in: group["labels"])
            for rule in group["rules"]?.elements ?? [] {
                let alert = rule["alert"].flatMap(PlacedString.init)
                guard let name = alert ?? rule["record"].flatMap(PlacedString.init) else { continue }
                let index = file.rules.count
                file.rules.append(
                    ReferencedRule(
                        alert == nil ? .recording : .alert, name: name, labels: labels + strings(in: rule["labels"]),
                        annotations: strings(in: rule["annotations"]),
                        forDuration: rule["for"].flatMap(PlacedString.init),
                        keepFiringFor: rule["keep_firing_for"].flatMap(PlacedString.init),
                        group: group["name"]?.string ?? ""))
                guard let query = rule["expr"].flatMap(PlacedString.init) else { continue }
                file.queries.append(ReferencedQuery(query, use: .rule(index), title: name.text))
            }
        }
        return file
    }

    private static func strings(in mapping: YAMLElement?) -> [(key: PlacedString, value: PlacedString)] {
        (mapping?.entries ?? []).compactMap { entry in
            guard let key = PlacedString(entry.key), let value = PlacedString(entry.value) else { return nil }
            return (key, value)
        }
    }
}
