// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

/// A rule that stores the result of a query under a name of its own.
package struct RecordingRule: Sendable {
    package let name: String
    /// Nil where it isn't known.
    package let query: PromQLExpression?
    /// What the group and the rule set, in this order. An empty value removes a label.
    package let labels: [(name: String, value: String)]

    package init(name: String, query: PromQLExpression?, labels: [(name: String, value: String)] = []) {
        self.name = name
        self.query = query
        self.labels = labels
    }
}

extension KnownMetrics {
    /// Makes the names of recording rules known, with the labels and the unit of what their queries result in. A rule may
    /// use what others record, in any order. Of rules that need each other, directly or through others, only the names
    /// are known at first.
    package mutating func add(_ rules: [RecordingRule]) {
        let indices = Dictionary(grouping: rules.indices) { rules[$0].name }
        for name in indices.keys { add(recorded: name, .stored(QueryResult(.vector, labels: .any))) }
        // How many rules have to be understood before a name is, and the names that wait for a name.
        var users: [String: Set<String>] = [:]
        var missing: [String: Int] = [:]
        for (name, indices) in indices {
            let used = Set(indices.flatMap { rules[$0].query?.selectors.compactMap(\.metricName) ?? [] })
                .filter { self.isRecorded($0) }
            missing[name] = used.count
            for other in used { users[other, default: []].insert(name) }
        }
        func order(_ names: some Sequence<String>) -> [String] {
            names.sorted { indices[$0]?.first ?? 0 < indices[$1]?.first ?? 0 }
        }
        var ready = order(missing.filter { $0.value == 0 }.keys)
        while let name = ready.popLast() {
            understand(name, indices[name, default: []].map { rules[$0] })
            missing[name] = nil
            for user in users[name] ?? [] {
                missing[user, default: 0] -= 1
                if missing[user] == 0 { ready.append(user) }
            }
        }
        // What is left is in a cycle or needs one. Any label is possible in a name that isn't understood yet, so each of
        // these results is right, whichever comes first.
        for name in order(missing.keys) { understand(name, indices[name, default: []].map { rules[$0] }) }
    }

    /// Several rules may record the same name, each with labels of its own.
    private mutating func understand(_ name: String, _ rules: [RecordingRule]) {
        let results = rules.map { rule in
            guard let query = rule.query else { return QueryResult.stored(QueryResult(.vector, labels: .any)) }
            var result = QueryMeaning(query, metrics: self).result
            for label in rule.labels { result.labels[label.name] = label.value.isEmpty ? .impossible : .certain }
            return .stored(result)
        }
        guard var union = results.first else { return }
        for result in results.dropFirst() { union = union.union(result) }
        add(recorded: name, union)
    }
}

extension QueryResult {
    /// As it is stored under a name.
    fileprivate static func stored(_ result: QueryResult) -> QueryResult {
        var stored = result
        stored.type = .vector
        stored.labels["__name__"] = .certain
        return stored
    }

    /// Of series of either kind.
    fileprivate func union(_ other: QueryResult) -> QueryResult {
        var union = QueryResult(
            type, metrics: metrics + other.metrics.filter { !metrics.contains($0) }, labels: labels.union(other.labels),
            unit: unit.merged(with: other.unit))
        union.values = values == other.values ? values : .unknown
        return union
    }
}
