// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecHistory
import SpecModel
import SpecOrigins

/// What a release promised to the readers of its stable metrics, and the spec no longer keeps.
package enum StableMetrics {
    /// In the order of their codes.
    package static let rules: [ExplainedRule] = [
        rule(
            "MG5203", "stable-metric-removed",
            """
            A stable metric of the last release is gone, or it is hidden or removed earlier than that release announced. \
            Dashboards and alerts that query it find nothing. Restore it and deprecate it: it is hidden and removed in \
            later releases.
            """),
        rule(
            "MG5204", "stable-type-changed",
            """
            A stable metric has another type than in the last release. Queries depend on the type: the `rate` of a gauge or \
            the `histogram_quantile` of a counter is meaningless.
            """),
        rule(
            "MG5205", "stable-unit-changed",
            """
            A stable metric has another unit than in the last release, or none. Thresholds and axes that were made for the \
            old unit are wrong by its factor.
            """),
        rule(
            "MG5206", "stable-label-removed",
            """
            A stable metric has lost a label that it had in the last release. Queries that select or group by the label \
            find nothing, or one line where there were several.
            """),
        rule(
            "MG5207", "stable-value-removed",
            """
            A label of a stable metric, or a stateset, has lost a value that it had in the last release, or no longer lists \
            its values. Queries that select the value find nothing. New values are allowed.
            """),
        rule(
            "MG5208", "stable-bound-removed",
            """
            A stable histogram has lost a bound that it had in the last release. Queries that select the bucket by its \
            `le` find nothing, and quantiles before and after the release can't be compared. New bounds are allowed.
            """),
        rule(
            "MG5209", "stable-mode-changed",
            """
            A stable gauge has another `multiprocess` mode than in the last release: its value is computed from the values of \
            several processes in another way, and has another meaning.
            """),
    ]

    private static func rule(_ code: String, _ name: String, _ explanation: String) -> ExplainedRule {
        ExplainedRule(
            Rule(code: code, name: name),
            explanation: explanation + """
                 The spec is compared with the catalogue that `lifecycle: {released: FILE}` names, and only metrics that \
                are stable in it. To accept the change all the same, name the rule, the metric and a reason under \
                `lifecycle: {allow: [{rule: …, metric: …, reason: …}]}`.
                """,
            badExample: "", goodExample: "")
    }

    /// - Parameter place: where the spec names the catalogue of the release.
    package static func findings(in spec: ResolvedSpec, since released: Catalogue, at place: Span) -> [Finding] {
        let product = spec.product
        let metrics = Dictionary(product.metrics.map { ($0.name, $0) }) { first, _ in first }
        let broken = Catalogue(product).changes(since: released).filter { $0.stability == .stable }
            .compactMap { change -> (change: CatalogueChange, finding: Finding)? in
                guard let metric = change.metric, let (code, message) = words(on: change, metric, released.version)
                else { return nil }
                let place = metrics[metric].map { spec.origins.name(of: .metric($0.id)) } ?? place
                return (change, finding(code, message, metric, place, released.version))
            }
        return applying(spec.stableExceptions, to: broken, in: product)
    }

    /// Exceptions of a spec that names no catalogue have no effect.
    package static func findingsWithoutCatalogue(in spec: ResolvedSpec) -> [Finding] {
        spec.stableExceptions.filter { !ChangeRules.has($0.rule.value) }.map { exception in
            Finding(
                UnusedWaiver.rule, at: exception.span,
                "this exception allows nothing: `lifecycle` names no `released` catalogue",
                help: "name the catalogue of the last release under `released`, or delete the exception")
        }
    }

    // MARK: Exceptions

    private static func applying(
        _ exceptions: [StableException], to broken: [(change: CatalogueChange, finding: Finding)], in product: Product
    ) -> [Finding] {
        let line = product.version.releaseLine
        let keys = Dictionary(product.metrics.map { ($0.name, $0.key) }) { first, _ in first }
        var isAllowed = Array(repeating: false, count: broken.count)
        var findings: [Finding] = []
        for exception in exceptions {
            let name = exception.rule.value
            // A comparison of two releases uses it.
            if ChangeRules.has(name) { continue }
            guard let rule = rules.first(where: { $0.name == name })?.rule else {
                findings.append(unknown(exception))
                continue
            }
            let fitting = broken.indices.filter { index in
                guard let metric = broken[index].change.metric else { return false }
                // A metric that the spec doesn't have any more had the product's prefix, as far as is known.
                let names = [metric, keys[metric] ?? metric.dropping(prefix: product.prefix)]
                return broken[index].finding.rule == rule && names.contains(exception.metric.value)
            }
            if fitting.isEmpty {
                findings.append(
                    Finding(
                        UnusedWaiver.rule, at: exception.span,
                        "this exception from \(quoted: name) for \(quoted: exception.metric.value) allows nothing",
                        help: "delete it, or check the name of the metric; it could allow another change later"))
            } else if let until = exception.until, until.value.isReached(at: product.version.isUnversioned ? nil : line)
            {
                findings.append(
                    Finding(
                        ExpiredWaiver.rule, at: until.span,
                        "this exception expired in \(until.value), and this product is at \(line)",
                        help: "restore what the metric had, or give the exception a later version",
                        related: [.init("it no longer allows this", at: broken[fitting[0]].finding.span)]))
            } else {
                for index in fitting { isAllowed[index] = true }
            }
        }
        return findings + zip(broken, isAllowed).filter { !$1 }.map(\.0.finding)
    }

    private static func unknown(_ exception: StableException) -> Finding {
        let name = exception.rule.value
        if let rule = rules.first(where: { $0.code == name }) {
            return Finding(
                UnknownWaiver.rule, at: exception.rule.span, "an exception names a rule by its name, not by its code",
                underline: "its name is \(quoted: rule.name)",
                fixes: [
                    .init(
                        "write \(quoted: rule.name)", isSafe: true,
                        edits: [.init(replacing: exception.rule.span, with: rule.name)])
                ])
        }
        let isLint = SpecCheck.rules.contains { $0.name == name || $0.code == name }
        let guess = isLint ? nil : Suggestion.nearestByWords(to: name, among: rules.map(\.name))
        return Finding(
            UnknownWaiver.rule, at: exception.rule.span,
            "\(quoted: name) is not a rule on stable metrics, so this exception allows nothing",
            underline: guess.map { "did you mean \(quoted: $0)?" },
            help: isLint
                ? "allow it where it applies: under `allow` of the metric, its group or its file"
                : guess == nil ? "write one of \(rules.map(\.name).quoted(joinedBy: "or"))" : nil,
            fixes: guess.map {
                [
                    .init(
                        "write \(quoted: $0)", isSafe: false,
                        edits: [.init(replacing: exception.rule.span, with: $0)])
                ]
            } ?? [])
    }

    // MARK: Messages

    private static func finding(
        _ code: String, _ message: String, _ metric: String, _ span: Span, _ version: ProductVersion
    ) -> Finding {
        let rule = (rules.first { $0.code == code } ?? rules[0]).rule
        let isGone = rule == rules[0].rule
        return Finding(
            rule, at: span, message,
            notes: ["\(quoted: metric) is stable in release \(version): its readers rely on it"],
            help: """
                \(isGone ? "put it back and deprecate it" : "undo the change, or deprecate this metric and add another one")\
                ; to accept it, write `lifecycle: {allow: [{rule: \(rule.name), metric: \(metric), reason: …}]}`
                """)
    }

    /// The code and the message for what breaks queries of a stable metric; nil for everything else.
    private static func words(
        on change: CatalogueChange, _ name: String, _ version: ProductVersion
    ) -> (code: String, message: String)? {
        guard change.type.verdicts.queries == .breaking else { return nil }
        let (metric, release) = (name.quoted, "release \(version)")
        let (label, old, new) = (change.subject ?? "", change.old ?? "", change.new ?? "")
        switch change.kind {
        case .removed, .removedEarly, .hiddenEarly:
            let state = change.kind == .hiddenEarly ? "hidden" : "removed"
            guard !new.isEmpty else { return ("MG5203", "\(metric) is gone, and \(release) has it as a stable metric") }
            let promise =
                old.isEmpty
                ? "has it without a deprecation"
                : old == "undecided" ? "called that undecided" : "announced that for \(old)"
            return ("MG5203", "\(metric) is \(state) in \(new), and \(release) \(promise)")
        case .typeChanged:
            return ("MG5204", "\(metric) is now of type \(quoted: new), and of type \(quoted: old) in \(release)")
        case .unitChanged where new.isEmpty:
            return ("MG5205", "\(metric) has no unit now, and its unit is \(quoted: old) in \(release)")
        case .unitChanged:
            return ("MG5205", "the unit of \(metric) is now \(quoted: new), and \(quoted: old) in \(release)")
        case .labelRemoved:
            return ("MG5206", "\(metric) has lost its label \(quoted: label), which it has in \(release)")
        case .labelRenamed:
            return ("MG5206", "the label \(quoted: label) of \(metric) is now \(quoted: new), and not in \(release)")
        case .valueRemoved where label == change.metric:
            return ("MG5207", "\(metric) has lost \(list(change.lost, "state")), listed in \(release)")
        case .valueRemoved:
            return (
                "MG5207",
                "the label \(quoted: label) of \(metric) has lost \(list(change.lost, "value")), listed in \(release)"
            )
        case .bindingChanged:
            return (
                "MG5207", "the label \(quoted: label) of \(metric) no longer lists its values, as it does in \(release)"
            )
        case .boundsRemoved:
            return ("MG5208", "\(metric) has lost \(list(change.lost, "bound")), which it has in \(release)")
        case .boundsChanged:
            return ("MG5208", "the bounds of \(metric) now depend on something else than in \(release)")
        case .modeChanged:
            return ("MG5209", "the mode of \(metric) is now \(quoted: new), and \(quoted: old) in \(release)")
        default: return nil
        }
    }

    private static func list(_ words: [String], _ what: String) -> String {
        words.count == 1 ? "the \(what) \(words[0].quoted)" : "the \(what)s \(words.quoted(joinedBy: "and"))"
    }
}

extension String {
    fileprivate func dropping(prefix: String) -> String { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self }
}
