import MetricsVocabulary
import SpecDiagnostics
import SpecModel

package enum DuplicateMetric {
    package static let rule = Rule(code: "MG1201", name: "duplicate-metric", isAboutName: true)

    /// A name that a tombstone reserves.
    static func finding(_ metric: Metric, removed tombstone: Metric, in release: MinorVersion) -> Finding {
        Finding(
            rule, at: metric.key.span, "\(quoted: metric.name) is the name of a metric that was removed in \(release)",
            notes: ["dashboards of the old metric would show the values of the new one"],
            help: "rename this metric",
            related: [.init("its tombstone", at: tombstone.key.span)])
    }

    static func finding(_ name: String, at span: Span, first: Span) -> Finding {
        Finding(
            rule, at: span, "\(quoted: name) is declared twice", underline: "declared again here",
            help: "delete this one, or rename it", related: [.init("first declared here", at: first)])
    }
}
