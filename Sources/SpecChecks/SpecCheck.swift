import SpecDiagnostics
import SpecModel

/// One rule on a spec that the language allows: what it finds, and how.
///
/// To add one: a file that declares it, beside the others of its kind, and a line in `all`.
package struct SpecCheck: Sendable {
    package let rule: Rule
    /// Each metric, or whatever the rule is about, is reported once. The model may lack what the language has reported.
    package let findings: @Sendable (Product) -> [Finding]

    package init(_ rule: Rule, findings: @escaping @Sendable (Product) -> [Finding]) {
        self.rule = rule
        self.findings = findings
    }

    /// By code.
    package static let all: [SpecCheck] = [overdueRemoval]

    /// What all checks find, in file order.
    package static func findings(in product: Product) -> [Finding] {
        all.flatMap { $0.findings(product) }.inFileOrder()
    }

    package static let rules: [Rule] = all.map(\.rule)
}
