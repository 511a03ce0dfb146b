// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum MissingLabel {
    static let unknown = Rule(code: "MG4301", name: "missing-label")
    static let dropped = Rule(code: "MG4302", name: "dropped-label")
    static let needless = Rule(code: "MG4303", name: "needless-label", severity: .warning)

    static let pages = [
        ExplainedRule(
            unknown,
            explanation: """
                No series here has a label that the query compares, groups by, matches by or takes over. A comparison with \
                a value finds nothing then, and a group by such a label is one group.

                The spec says which labels a metric has. What the scrape adds, such as `pod` or `cluster`, counts as \
                possible unless the spec lists it in `target_labels`; a label that another metric of the spec has is not \
                taken for one of the scrape. If the scrape adds it too, list it in `target_labels`.
                """,
            badExample:
                "# shop_queue_requests has the label branch, and not outcome.\nsum by (outcome) (shop_queue_requests)",
            goodExample: "sum by (branch) (shop_queue_requests)"),
        ExplainedRule(
            dropped,
            explanation: """
                The series had the label, and an aggregation, a function or an operator further inside removed it. `sum by \
                (…)` keeps the labels in its parentheses and no others; so does an operator with `on (…)` that has neither \
                `group_left` nor `group_right`.

                Add the label where it is lost.
                """,
            badExample: "max by (branch) (sum by (outcome) (rate(shop_orders_total[5m])))",
            goodExample: "max by (branch) (sum by (outcome, branch) (rate(shop_orders_total[5m])))"),
        ExplainedRule(
            needless,
            explanation: """
                `without (…)` and `ignoring (…)` leave labels out. No series here has this one, so naming it changes \
                nothing. Most often the name is misspelled, and the label that was meant is still there.
                """,
            badExample:
                "# shop_queue_requests has the label branch, and not outcome.\nsum without (outcome) (shop_queue_requests)",
            goodExample: "sum without (branch) (shop_queue_requests)"),
    ]
}

extension QueryCheck {
    static let missingLabels = QueryCheck(MissingLabel.pages) { query in
        guard query.reading.findings.isEmpty else { return [] }
        var findings: [Finding] = []
        for index in query.meaning.nodes.indices { findings += query.missingLabels(at: index) }
        findings += query.missingVariableLabel
        return findings
    }
}

extension CheckedQuery {
    fileprivate func missingLabels(at index: Int) -> [Finding] {
        let expression = meaning.nodes[index].expression
        switch expression.form {
        case .vector(let series, _), .range(let series, _, _):
            return series.matchers.compactMap { missingLabel($0, of: series) }
        case .aggregation(let aggregation): return missingLabels(aggregation.grouping, at: index)
        case .aggregationTemplate(let template): return missingLabels(template.grouping, at: index)
        case .binary(let operation):
            let sides = meaning.children(of: index)
            guard sides.count == 2, let matching = operation.matching,
                sides.allSatisfy({ meaning.nodes[$0].result.type == .vector })
            else { return [] }
            return missingLabels(matching, of: operation, left: sides[0], right: sides[1])
        case .call(let function, let arguments): return missingSources(function, arguments, at: index)
        default: return []
        }
    }

    /// Whether the rule about lost buckets judges this.
    private func isForQuantile(_ index: Int) -> Bool {
        meaning.ancestors(of: index).contains { node in
            guard case .call(let function, _) = node.expression.form else { return false }
            return function.text == "histogram_quantile" || function.text == "histogram_fraction"
        }
    }

    // MARK: Places

    private func missingLabel(_ matcher: LabelMatcher, of series: SeriesSelector) -> Finding? {
        guard let label = matcher.label.text, !Self.reservedLabels.contains(label), let names = series.names,
            // Asking for series without the label isn't a mistake.
            !(matcher.operation == .equal && matcher.value.text == ""),
            names.allSatisfy({ metrics.labels(ofSeries: $0)[label] == .impossible })
        else { return nil }
        let known = names.compactMap { metrics[$0] }.flatMap(\.ownLabels)
        let nearest = Suggestion.nearest(to: label, among: known + (metrics.targetLabels ?? []).sorted())
        return finding(
            MissingLabel.unknown, at: matcher.label.span,
            "\(LabelLoss.unknown(series: names).reason) the label \(label.quoted)",
            underline: nearest.map { "did you mean \($0.quoted)?" }, notes: notes(on: label, of: names),
            help: nearest == nil ? help(writing: known, or: "delete the matcher") : nil)
    }

    private func missingLabels(_ grouping: Aggregation.Grouping, at index: Int) -> [Finding] {
        guard let argument = meaning.children(of: index).last else { return [] }
        switch grouping {
        case .by(let labels):
            let operation = meaning.nodes[index].expression.operatorText
            return labels.compactMap { label in
                label.text == "le" && isForQuantile(index)
                    ? nil : missing(label, at: argument, "\(operation) groups by")
            }
        case .without(let labels): return labels.compactMap { needless($0, at: [argument], "without") }
        }
    }

    private func missingLabels(
        _ matching: VectorMatching, of operation: BinaryOperation, left: Int, right: Int
    ) -> [Finding] {
        var findings: [Finding] = []
        func status(_ label: String, _ side: Int) -> LabelKnowledge.Status { meaning.nodes[side].result.labels[label] }
        switch matching.labels {
        case .on(let labels):
            for label in labels {
                guard let name = label.text else { continue }
                switch (status(name, left), status(name, right)) {
                case (.impossible, .impossible):
                    missing(label, at: left, "the sides are matched by").map { findings.append($0) }
                // `or` takes what has no partner.
                case _ where operation.operation == .or: break
                case (.impossible, .certain):
                    missing(label, at: left, "the left side is matched by").map { findings.append($0) }
                case (.certain, .impossible):
                    missing(label, at: right, "the right side is matched by").map { findings.append($0) }
                default: break
                }
            }
        case .ignoring(let labels): findings += labels.compactMap { needless($0, at: [left, right], "ignoring") }
        }
        switch matching.group {
        case .left(let labels):
            findings += labels.compactMap { missing($0, at: right, "`group_left` takes from the right side") }
        case .right(let labels):
            findings += labels.compactMap { missing($0, at: left, "`group_right` takes from the left side") }
        case nil: break
        }
        return findings
    }

    /// The label that `label_replace` reads, where it does nothing without one, and those that `label_join` reads.
    private func missingSources(
        _ function: PromQLString, _ arguments: [PromQLExpression], at index: Int
    ) -> [Finding] {
        guard let argument = meaning.children(of: index).first else { return [] }
        func string(_ index: Int) -> PromQLString? {
            guard arguments.indices.contains(index), case .string(let string) = arguments[index].form else {
                return nil
            }
            return string
        }
        switch function.text {
        case "label_replace":
            guard let source = string(3), let pattern = string(4)?.text,
                case .valid(let expression) = RegularExpression.read(pattern), !expression.matchesEmpty
            else { return [] }
            return [missing(source, at: argument, "`label_replace` reads")].compactMap { $0 }
        case "label_join":
            return arguments.indices.dropFirst(3).compactMap { index in
                string(index).flatMap { missing($0, at: argument, "`label_join` reads") }
            }
        default: return []
        }
    }

    /// `label_values(expression, label)`.
    fileprivate var missingVariableLabel: [Finding] {
        guard case .variable(let name, let label?) = query.use, let loss = lossInResult(of: label.text) else {
            return []
        }
        let rule = loss.rule
        let root = meaning.nodes.count - 1
        let nearest = suggestion(for: label.text, at: root)
        return [
            Finding(
                rule, at: label.span(in: file.source, id: file.id),
                "the variable \(name.quoted) has no values: it lists the label \(label.text.quoted), which \(loss.reason)",
                underline: nearest,
                help: nearest == nil ? help(writing: nameableLabels(at: root), or: "delete the variable") : nil,
                related: related(loss))
        ]
    }

    // MARK: Findings

    /// - Parameter use: the beginning of a sentence that goes on with the label.
    private func missing(_ label: PromQLString, at node: Int, _ use: String) -> Finding? {
        guard let name = label.text, !name.isEmpty, let loss = loss(of: name, at: node) else { return nil }
        var notes: [String] = []
        if case .unknown(let series) = loss { notes = self.notes(on: name, of: series) }
        let nearest = suggestion(for: name, at: node)
        var help: String?
        switch loss {
        case .dropped: help = "keep the label where it is lost, or delete it here"
        case .unknown where nearest == nil: help = self.help(writing: nameableLabels(at: node), or: "delete it")
        case .unknown: break
        }
        return finding(
            loss.rule, at: label.span, "\(use) \(name.quoted), which \(loss.reason)",
            underline: nearest, notes: notes, help: help, related: related(loss))
    }

    /// A few labels to choose from.
    private func help(writing labels: [String], or otherwise: String) -> String {
        var seen: Set<String> = []
        let known = labels.filter { seen.insert($0).inserted }
        return (1...8).contains(known.count) ? "write \(known.quoted(joinedBy: "or")), or \(otherwise)" : otherwise
    }

    private func needless(_ label: PromQLString, at nodes: [Int], _ keyword: String) -> Finding? {
        guard let name = label.text, let node = nodes.first, let loss = loss(of: name, at: node),
            nodes.allSatisfy({ self.loss(of: name, at: $0) != nil })
        else { return nil }
        return finding(
            MissingLabel.needless, at: label.span,
            "`\(keyword)` leaves out \(name.quoted), which \(loss.reason)\(loss.place == nil ? "" : " already")",
            underline: suggestion(for: name, at: node), help: "delete it, or correct the name", related: related(loss))
    }

    private func related(_ loss: LabelLoss) -> [Finding.Related] {
        loss.place.map { [Finding.Related("the label is lost here", at: span(of: $0))] } ?? []
    }

    private func suggestion(for label: String, at node: Int) -> String? {
        Suggestion.nearest(to: label, among: nameableLabels(at: node)).map { "did you mean \($0.quoted)?" }
    }

    /// Where nobody says which labels the scrape adds, a label of another metric is taken for the spec's own.
    private func notes(on label: String, of series: [String]) -> [String] {
        metrics.targetLabels == nil
            && series.contains { metrics[$0]?.known.catalogueLabels.contains(label) ?? false }
            ? ["other metrics have this label; if the scrape adds it too, list it in `target_labels`"] : []
    }
}

extension LabelLoss {
    fileprivate var rule: Rule {
        switch self {
        case .unknown: MissingLabel.unknown
        case .dropped: MissingLabel.dropped
        }
    }
}
