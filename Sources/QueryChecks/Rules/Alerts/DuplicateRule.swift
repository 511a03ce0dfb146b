import ReferenceFiles
import SpecDiagnostics

enum DuplicateRule {
    static let rule = Rule(code: "MG4803", name: "duplicate-rule", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Two rules of a file have the same name and the same labels. Two recording rules then write to the same \
            series, and which value stays is chance; Prometheus drops one and logs an error. Two alerts can't be told \
            apart where they arrive. Give one of them another name, or a label of its own such as `severity`.
            """,
        badExample: """
            groups:
              - name: orders
                rules:
                  - record: branch:orders:rate5m
                    expr: sum by (branch) (rate(shop_orders_total[5m]))
                  - record: branch:orders:rate5m
                    expr: sum by (branch) (rate(shop_customer_orders_total[5m]))
            """,
        goodExample: """
            groups:
              - name: orders
                rules:
                  - record: branch:orders:rate5m
                    expr: sum by (branch) (rate(shop_orders_total[5m]))
                  - record: branch:customer_orders:rate5m
                    expr: sum by (branch) (rate(shop_customer_orders_total[5m]))
            """)

    private struct Identity: Hashable {
        let isAlert: Bool
        let name: String
        let labels: [String: String]
    }

    static func findings(_ file: CheckedFile) -> [Finding] {
        // Two blocks of a page are two files, and Grafana's rules have names in their folders.
        guard file.file.kind == .rules else { return [] }
        var first: [Identity: PlacedString] = [:]
        return file.file.rules.compactMap { rule in
            // Rules that a template will make several of aren't known yet.
            guard !rule.name.text.contains("{{"), !rule.labels.contains(where: { $0.value.text.contains("{{") }) else {
                return nil
            }
            let labels = Dictionary(rule.labels.map { ($0.key.text, $0.value.text) }) { _, own in own }
            let identity = Identity(isAlert: rule.kind == .alert, name: rule.name.text, labels: labels)
            guard let other = first[identity] else {
                first[identity] = rule.name
                return nil
            }
            return Finding(
                self.rule, at: rule.name.span(in: file.source, id: file.id),
                "another \(rule.kind == .alert ? "alert" : "rule") has the name \(quoted: rule.name.text) and the same labels",
                help: "give one of them another name, or a label of its own",
                related: [.init("the other one is here", at: other.span(in: file.source, id: file.id))])
        }
    }
}

extension QueryCheck {
    static let duplicateRule = QueryCheck([DuplicateRule.explained], findings: DuplicateRule.findings)
}
