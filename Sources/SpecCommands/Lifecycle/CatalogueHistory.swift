// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecChecks
import SpecDiagnostics
import SpecJSON
import SpecOrigins

/// What the catalogue on disk says about deprecated metrics. It shows the one thing that a spec alone can't: that the
/// spec no longer has something that was published.
struct CatalogueHistory {
    private enum End {
        case announced(since: String)
        case removed(in: String)
    }

    private var ends: [String: End] = [:]

    /// A file that is not a catalogue is ignored: it was edited by hand, and the build replaces it.
    init(parsing text: String) {
        guard let document = try? JSONDocument(Array(text.utf8)).root else { return }
        for group in document["groups"]?.elements ?? [] {
            for metric in group["metrics"]?.elements ?? [] {
                guard let name = metric["name"]?.string, let lifecycle = metric["lifecycle"] else { continue }
                switch lifecycle["state"]?.string {
                case "removed":
                    if let release = lifecycle["removal"]?["in"]?.string { ends[name] = .removed(in: release) }
                case "deprecated", "hidden":
                    if let since = lifecycle["deprecation"]?["since"]?.string { ends[name] = .announced(since: since) }
                default: continue
                }
            }
        }
    }

    /// Whether a catalogue may know of a metric on its way out. Most have none, and reading one costs as much as reading a
    /// spec.
    static func hasMore(_ catalogue: [UInt8]) -> Bool {
        let key = Array("\"state\": \"".utf8)
        let ends = ["deprecated", "hidden", "removed"].map { Array($0.utf8) }
        var rest = catalogue[...]
        while let quote = rest.firstIndex(of: key[0]) {
            rest = rest[quote...]
            if rest.starts(with: key), ends.contains(where: rest.dropFirst(key.count).starts) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    /// What the spec has taken back since.
    func findings(on spec: ResolvedSpec) -> [Finding] {
        spec.product.metrics.compactMap { metric -> Finding? in
            let place = spec.origins.name(of: .metric(metric.id))
            return switch (ends[metric.name], metric.lifecycle) {
            case (.announced(let since)?, .active): WithdrawnDeprecation.finding(metric, at: place, since: since)
            case (.removed(let release)?, .active), (.removed(let release)?, .deprecated):
                RemovedNameReused.finding(metric, at: place, removedIn: release)
            default: nil
            }
        }
    }
}
