// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecJSON

/// Findings that are known already, by file, query and rule: a checker that is new to many old files can begin with
/// what is new in them.
struct Baseline: Equatable, Sendable {
    struct Entry: Hashable, Comparable, Sendable {
        /// From the package's directory.
        let file: String
        /// By its name.
        let rule: String
        /// The whole query; for a finding about something else, the text at its place.
        let query: String

        static func < (left: Entry, right: Entry) -> Bool {
            for (one, other) in [(left.file, right.file), (left.rule, right.rule), (left.query, right.query)]
            where !one.utf8.elementsEqual(other.utf8) {
                return one.utf8.lexicographicallyPrecedes(other.utf8)
            }
            return false
        }
    }

    /// How many findings each entry stands for.
    private var counts: [Entry: Int] = [:]

    init(_ entries: some Sequence<Entry>) {
        for entry in entries { counts[entry, default: 0] += 1 }
    }

    /// - Throws: the reason why these bytes aren't a baseline.
    init(parsing bytes: [UInt8]) throws(CommandFailure) {
        let document: JSONDocument
        do { document = try JSONDocument(bytes) } catch { throw CommandFailure("it is not JSON: \(error)") }
        guard document.root["version"]?.whole == 1, let findings = document.root["findings"]?.elements else {
            throw CommandFailure("it is not a baseline that `--write-baseline` has written")
        }
        for finding in findings {
            guard let file = finding["file"]?.string, let rule = finding["rule"]?.string,
                let query = finding["query"]?.string, let count = finding["count"]?.whole, count > 0
            else {
                let (line, column) = document.position(of: finding.range.lowerBound)
                throw CommandFailure(
                    "line \(line), column \(column): a finding has `file`, `rule`, `query` and `count`")
            }
            counts[Entry(file: file, rule: rule, query: query), default: 0] += count
        }
    }

    /// The file, with the same bytes for the same findings.
    var text: String { (["version": 1, "findings": document] as JSONValue).text }

    var document: JSONValue {
        .array(
            entries.map { entry, count in
                [
                    "file": .string(entry.file), "rule": .string(entry.rule), "query": .string(entry.query),
                    "count": .integer(count),
                ]
            })
    }

    var count: Int { counts.values.reduce(0, +) }

    /// Takes one finding out of the baseline.
    ///
    /// - Returns: false if it isn't there, or not so often.
    mutating func remove(_ entry: Entry) -> Bool {
        guard let count = counts[entry] else { return false }
        counts[entry] = count > 1 ? count - 1 : nil
        return true
    }

    /// In the order of the file.
    var entries: [(entry: Entry, count: Int)] { counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
}
