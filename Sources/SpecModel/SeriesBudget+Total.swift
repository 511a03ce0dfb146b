// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension SeriesBudget {
    /// How many series metrics have together in one process, at most. Those that exclude each other don't add up.
    ///
    /// - Parameter counts: how many series each metric has.
    package static func total(_ counts: [(metric: Metric, count: Int)], among parameters: [Parameter]) -> Int {
        let always = counts.filter { $0.metric.condition == nil }
        let conditional = counts.filter { $0.metric.condition != nil }
        // Whether one of them exists says nothing about those that depend on other parameters.
        let groups = Condition.connected(conditional.map { $0.metric.condition?.parameters ?? [] })
        return sum(
            always.map(\.count)
                + groups.map { group in
                    let counts = group.map { conditional[$0] }
                    return greatest(counts, among: parameters) ?? sum(largestOfEachName(counts))
                })
    }

    /// The most that a process can have of metrics with conditions; nil if they have too many combinations of values.
    private static func greatest(_ counts: [(metric: Metric, count: Int)], among parameters: [Parameter]) -> Int? {
        Condition.combinations(of: counts.compactMap(\.metric.condition), among: parameters)?.map { given in
            sum(counts.filter { $0.metric.condition?.isTrue(where: given) == true }.map(\.count))
        }.max()
    }

    /// Metrics with one name are known to exclude each other.
    private static func largestOfEachName(_ counts: [(metric: Metric, count: Int)]) -> [Int] {
        Array(Dictionary(counts.map { ($0.metric.name, $0.count) }, uniquingKeysWith: max).values)
    }

    private static func sum(_ counts: [Int]) -> Int {
        counts.reduce(0) { sum, count in
            let (total, isOverflow) = sum.addingReportingOverflow(count)
            return isOverflow ? .max : total
        }
    }
}

extension Condition {
    /// The positions of conditions that depend on common parameters, also through others.
    fileprivate static func connected(_ parameters: [[String]]) -> [[Int]] {
        var groups: [(names: Set<String>, positions: [Int])] = []
        for (position, names) in parameters.enumerated() {
            var joined = (names: Set(names), positions: [position])
            groups.removeAll { group in
                guard !group.names.isDisjoint(with: joined.names) else { return false }
                joined = (joined.names.union(group.names), group.positions + joined.positions)
                return true
            }
            groups.append(joined)
        }
        return groups.map(\.positions)
    }
}
