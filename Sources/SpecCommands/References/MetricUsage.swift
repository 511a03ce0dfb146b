// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryChecks
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import SpecFiles
import SpecJSON

/// Who asks for which metric.
struct MetricUsage {
    /// A place that asks for a metric.
    struct Use {
        let path: String
        let packagePath: String
        let position: Position
        let kind: Kind
        let title: String

        enum Kind: String {
            case panel, variable, annotation, rule, page
            /// Of the spec itself.
            case derived, alert, objective
            /// A name in the text of a page, which asks for nothing.
            case mention
        }
    }

    /// By the metric's full name, in the order of the files.
    private var uses: [String: [Use]] = [:]
    /// The metrics of the products, in the order of the specs. Those that were removed are left out unless something asks
    /// for them.
    private let names: [String]

    /// - Parameter rules: the uses in the specs themselves, by the metric's full name.
    init(
        _ contents: ReferenceContents, metrics: KnownMetrics, names: [(name: String, isRemoved: Bool)],
        rules: [(metric: String, use: Use)] = []
    ) throws(CommandFailure) {
        var uses: [String: [Use]] = [:]
        for rule in rules { uses[rule.metric, default: []].append(rule.use) }
        for place in contents.places {
            let source = place.source(try contents.bytes(of: place))
            let id = SourceID(index: 0)
            let file = CheckedFile(reading: source, id: id, metrics: metrics)
            var found: [(metric: KnownMetric, use: Use)] = []
            for query in file.queries {
                for (metric, span) in query.askedMetrics {
                    found.append((metric, Use(query, at: query.span(of: span), in: source)))
                }
            }
            for query in file.mentions {
                guard let metric = query.mentionedMetric else { continue }
                found.append((metric, Use(query, at: query.query.string.span(in: source, id: id), in: source)))
            }
            found.sort { $0.use.position < $1.use.position }
            for (metric, use) in found where metric.origin == .product {
                uses[metric.declaredName, default: []].append(use)
            }
        }
        self.uses = uses
        self.names = names.filter { !$0.isRemoved || uses[$0.name] != nil }.map(\.name)
    }

    var text: String {
        var text = ""
        for name in names {
            text += PrintedText.line(name) + "\n"
            for use in uses[name] ?? [] {
                text += "    \(PrintedText.line(use.path)):\(use.position): \(use.kind.rawValue)"
                text += use.title.isEmpty ? "\n" : " \(PrintedText.line(use.title.quoted))\n"
            }
            if !isAskedFor(name) { text += "    nobody asks for it\n" }
        }
        let unused = names.count { !isAskedFor($0) }
        text += "\(names.count.counted("metric", "metrics")); nobody asks for \(unused)\n"
        return text
    }

    /// The places that ask for a metric.
    func uses(of name: String) -> [Use] { uses[name]?.filter { $0.kind != .mention } ?? [] }

    private func isAskedFor(_ name: String) -> Bool { uses[name]?.contains { $0.kind != .mention } ?? false }

    var document: JSONValue {
        [
            "version": 1,
            "metrics": .array(
                names.map { name in
                    [
                        "metric": .string(name),
                        "uses": .array(
                            (uses[name] ?? []).map { use in
                                [
                                    "file": .string(use.packagePath), "line": .integer(use.position.line),
                                    "column": .integer(use.position.column), "kind": .string(use.kind.rawValue),
                                    "title": .string(use.title),
                                ]
                            }),
                    ]
                }),
        ]
    }
}

extension MetricUsage.Use {
    fileprivate init(_ query: CheckedQuery, at span: Span, in source: SourceText) {
        self.init(
            path: source.path, packagePath: source.packagePath, position: span.start, kind: Kind(query.query.use),
            title: query.query.title)
    }
}

extension MetricUsage.Use.Kind {
    fileprivate init(_ use: ReferencedQuery.Use) {
        switch use {
        case .panel: self = .panel
        case .variable: self = .variable
        case .dashboardAnnotation: self = .annotation
        case .rule, .ruleTemplate, .grafanaRule: self = .rule
        case .page(let use): self = use.isMention ? .mention : .page
        }
    }
}
