// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
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

            Nothing is said of recording rules that write to different series: one selects `code=~"2.."`, the other \
            `code=~"5.."`, and both keep the label.
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
        let recordings = file.recordings
        var earlier: [Identity: [Int]] = [:]
        return file.file.rules.indices.compactMap { index in
            let rule = file.file.rules[index]
            // Rules that a template will make several of aren't known yet.
            guard !rule.name.text.contains("{{"), !rule.labels.contains(where: { $0.value.text.contains("{{") }) else {
                return nil
            }
            let labels = Dictionary(rule.labels.map { ($0.key.text, $0.value.text) }) { _, own in own }
            let identity = Identity(isAlert: rule.kind == .alert, name: rule.name.text, labels: labels)
            let others = earlier[identity, default: []]
            earlier[identity, default: []].append(index)
            // Each is compared with a few, or a file with thousands of them would take minutes.
            let other = others.prefix(64).first { other in
                guard let one = recordings[other], let recording = recordings[index] else { return true }
                return !recording.mayMakeOtherSeries(than: one)
            }
            guard let other = other.map({ file.file.rules[$0].name }) else { return nil }
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

/// What decides which series a recording rule writes to.
private struct Recording {
    let labels: LabelKnowledge
    /// What says which values a label can have: matchers, and what `label_replace` writes.
    let choices: [String: Set<String>]
    let names: Set<String>
    let isOfKnownMetrics: Bool

    init(_ query: CheckedQuery) {
        labels = query.meaning.nodes.last?.result.labels ?? .any
        names = Set(query.reading.expression.selectors.map { $0.metricName ?? "" })
        isOfKnownMetrics = names.allSatisfy { query.metrics[$0] != nil }
        var choices: [String: Set<String>] = [:]
        for node in query.meaning.nodes {
            switch node.expression.form {
            case .vector(let series, _), .range(let series, _, _):
                for matcher in series.matchers {
                    guard let label = matcher.label.text, let value = matcher.value.text else { continue }
                    choices[label, default: []].insert(matcher.operation.rawValue + value)
                }
            case .call(let function, let arguments) where function.text == "label_replace" && arguments.count == 5:
                guard case .string(let string) = arguments[1].form, let label = string.text,
                    case .string(let value) = arguments[2].form
                else { continue }
                choices[label, default: []].insert(value.text ?? "")
            default: break
            }
        }
        self.choices = choices
    }

    /// Whether a label that both results keep is chosen in different ways, or nobody knows the labels of the metrics.
    func mayMakeOtherSeries(than other: Recording) -> Bool {
        if names != other.names, !isOfKnownMetrics || !other.isOfKnownMetrics { return true }
        return choices.contains { label, choice in
            guard let otherChoice = other.choices[label] else { return false }
            return choice != otherChoice && labels[label] != .impossible && other.labels[label] != .impossible
        }
    }
}

extension CheckedFile {
    /// By the index of the rule. Those whose expressions aren't judged are missing.
    fileprivate var recordings: [Int: Recording] {
        var recordings: [Int: Recording] = [:]
        for query in queries {
            guard case .rule(let index) = query.query.use, file.rules[index].kind == .recording else { continue }
            recordings[index] = Recording(query)
        }
        return recordings
    }
}
