// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A collector, and what it gave last.
final class CollectorState: ScrapeReader {
    let run = ReaderRun()
    let name: String
    private let collector: any MetricsCollector
    private let constant: [SeriesLabel]
    // A forked child has nothing before its first scrape.
    private let last = Lock<[CollectedFamilies.Family]>([])

    init(_ collector: some MetricsCollector, _ constant: [SeriesLabel]) {
        self.collector = collector
        self.constant = constant
        name = collector.name
    }

    func read() -> CallbackFault.Problem? {
        var families = CollectedFamilies(constant)
        do {
            try collector.collect(into: &families)
        } catch {
            last.withLock { $0 = [] }
            return .failed(error)
        }
        let all = families.all
        last.withLock { $0 = all }
        return families.refusal.map { .refused($0) }
    }

    func fault(_ problem: CallbackFault.Problem) -> CallbackFault { CallbackFault(name, [], problem) }

    /// What it gave last, without families that have a name of these, which are counted as errors. Their names join
    /// them.
    func families(besides names: inout Set<String>) -> [CollectedFamilies.Family] {
        last.withLock { $0 }.filter { family in
            let own = family.names
            guard names.isDisjoint(with: own) else {
                run.count(.refused(family.exposed.name))
                return false
            }
            names.formUnion(own)
            return true
        }
    }
}
