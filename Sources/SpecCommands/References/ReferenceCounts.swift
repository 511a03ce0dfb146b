// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryChecks
import SpecJSON

/// How much was read: a check that found no query has proven nothing, and has to say so.
struct ReferenceCounts: Equatable, Sendable {
    private(set) var files = 0
    private(set) var queries = 0
    private(set) var ofProduct = 0

    /// - Parameter countsCatalogues: whether the metrics of catalogues count as the product's.
    mutating func add(_ file: CheckedFile, countsCatalogues: Bool) {
        files += 1
        queries += file.file.queries.count
        ofProduct += file.queries.count { $0.asksForProduct(countsCatalogues: countsCatalogues) }
    }

    /// For people.
    ///
    /// - Parameter hasOpenPrefixes: whether a process can have the metrics under other prefixes.
    func summary(of products: [String], hasOpenPrefixes: Bool) -> String {
        var text = "read \(files.counted("file", "files")) with \(queries.counted("query", "queries")); "
        text += "\(ofProduct) \(ofProduct == 1 ? "asks" : "ask") for metrics of "
        text += products.isEmpty ? "the catalogues" : products.joined(separator: ", ")
        if ofProduct == 0, queries > 0, hasOpenPrefixes {
            text += "; a process can have other prefixes: write those that you know under `aliases`"
        }
        return text + "\n"
    }

    var document: JSONValue {
        [
            "files": .integer(files), "queries": .integer(queries), "ofProduct": .integer(ofProduct),
        ]
    }
}

extension Int {
    func counted(_ one: String, _ many: String) -> String { "\(self) \(self == 1 ? one : many)" }
}
