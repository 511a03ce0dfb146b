// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecJSON
import SpecPipeline

/// What a run finds in files with queries, after the baseline.
struct ReferenceReport {
    private(set) var findings: [Finding]
    private(set) var sources: SourceCollection
    private let counts: ReferenceCounts
    private let products: [String]
    private let hasOpenPrefixes: Bool
    /// How many findings the baseline still stands for, and what it has too much.
    private var known: (count: Int, gone: Baseline)?
    /// How many findings are on lines that didn't change since a revision.
    private var unchanged: (count: Int, revision: String)?
    /// What `--write-baseline` writes, and where.
    private var written: (path: String, baseline: Baseline)?

    /// - Parameter products: those whose metrics are asked for.
    init(
        _ input: ReferenceInput, of products: [String], _ baseline: BaselineArguments, in provider: any SourceProvider
    ) throws(CommandFailure) {
        let old = try baseline.known.map { path throws(CommandFailure) in try Baseline(readingFrom: path, provider) }
        // Before the work is done. A directory that isn't there is a typing error.
        if let path = baseline.written {
            let directory = Path.directory(of: Path.normalized(Path.join(FileAccess.workingDirectory(), path)))
            guard (try? FileAccess.kind(of: directory)) == .directory else {
                throw CommandFailure(
                    "can't write \(quoted: path): there is no directory \(quoted: Path.directory(of: path))")
            }
        }
        let earlier = try baseline.revision.map { name throws(CommandFailure) in try EarlierFiles(name) }
        var waivers = input.waivers
        var check = try ReferenceCheck(
            input.contents, metrics: input.metrics, addingTo: input.sources, waivers: &waivers,
            countsCatalogues: products.isEmpty, isForBaseline: old != nil || baseline.written != nil, earlier: earlier)
        if let earlier { unchanged = (check.unchangedCount, earlier.name) }
        var all = Baseline(check.entries)
        if let path = baseline.written { written = (path, all) }
        if var old {
            known = (check.remove(&old), old)
        } else if written != nil {
            _ = check.remove(&all)
        }
        findings = input.findings + (input.provesWaivers ? waivers.findings : []) + check.findings
        sources = check.sources
        counts = check.counts
        self.products = products
        hasOpenPrefixes = input.metrics.hasOpenPrefixes
    }

    /// Writes the baseline that was asked for.
    func write() throws(CommandFailure) {
        guard let (path, baseline) = written else { return }
        let full = Path.normalized(Path.join(FileAccess.workingDirectory(), path))
        do { try FileAccess.replace(full, with: Array(baseline.text.utf8)) } catch {
            throw CommandFailure(unwritable: error)
        }
    }

    /// Whether there was nothing to check.
    var isEmpty: Bool { counts.queries == 0 }

    /// The last lines for people.
    var summary: String {
        var text = ""
        if let (count, gone) = known {
            text += "\(count.counted("finding", "findings")) of the baseline \(count == 1 ? "is" : "are") left"
            text += gone.count == 0 ? "\n" : "; \(gone.count) \(gone.count == 1 ? "is" : "are") gone:\n"
            for (entry, count) in gone.entries {
                text += "  \(PrintedText.line(entry.file)): \(entry.rule): \(PrintedText.line(entry.query))"
                text += count == 1 ? "\n" : " (\(count) times)\n"
            }
        }
        if let (count, revision) = unchanged, count > 0 {
            text +=
                "\(count.counted("finding is", "findings are")) on lines that didn't change since \(PrintedText.line(revision))\n"
        }
        if let (path, baseline) = written {
            text += "wrote \(baseline.count.counted("finding", "findings")) to \(PrintedText.line(path))\n"
        }
        return text + counts.summary(of: products, hasOpenPrefixes: hasOpenPrefixes)
    }

    /// What the JSON document says besides the diagnostics.
    var members: [JSONValue.Member] {
        var members: [JSONValue.Member] = [.init("references", counts.document)]
        if let (count, gone) = known {
            members.append(.init("baseline", ["left": .integer(count), "gone": gone.document]))
        }
        if let (count, revision) = unchanged {
            members.append(.init("changedSince", ["revision": .string(revision), "left": .integer(count)]))
        }
        return members
    }
}

extension Baseline {
    fileprivate init(readingFrom path: String, _ sources: any SourceProvider) throws(CommandFailure) {
        let full = Path.join(FileAccess.workingDirectory(), path)
        let bytes: [UInt8]
        do { bytes = try sources.readAll(.named(full), limit: 64 << 20) } catch {
            throw CommandFailure("can't read \(quoted: path): \(error.reason)")
        }
        do { try self.init(parsing: bytes) } catch {
            throw CommandFailure("can't read \(quoted: path): \(error.reason)")
        }
    }
}
