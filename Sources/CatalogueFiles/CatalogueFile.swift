// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ExpositionSyntax
import QueryMeaning
import SpecDiagnostics
import SpecHistory
import SpecJSON

/// A file that says which metrics there are: a catalogue, a page that was scraped, or an answer of Prometheus that
/// somebody saved. Its content says which of them it is.
package struct CatalogueFile: Sendable {
    package enum Content: Sendable {
        /// What `metricsgen catalogue` prints.
        case catalogue(Catalogue)
        /// What a process shows to a scrape.
        case page(SeenMetrics)
        /// What Prometheus answers at `/api/v1/metadata`, or at `/api/v1/label/__name__/values`.
        case answer(SeenMetrics)
        /// Nothing could be read.
        case nothing
    }

    /// Something in the file that can't be read.
    package struct Fault: Equatable, Sendable {
        /// In the middle of a sentence, about the file or the place.
        package let message: String
        /// Bytes of the text.
        package let range: Range<Int>
    }

    package let content: Content
    package let faults: [Fault]

    package init(_ source: SourceText) {
        let bytes = Array(source.text.utf8)
        let first = bytes.first { !" \t\r\n".utf8.contains($0) }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            self.init(ExpositionPage(bytes))
            return
        }
        do throws(JSONFault) {
            self.init(try JSONDocument(bytes), bytes)
        } catch {
            // A sample with a name in quotes begins with a brace too.
            let page = ExpositionPage(bytes)
            if !page.families.isEmpty, !page.faults.contains(where: \.hidesMetrics) {
                self.init(page)
            } else {
                self.init(
                    .nothing,
                    Fault(
                        message: "\(error.expected) should be here: this is not JSON",
                        range: error.offset..<error.offset))
            }
        }
    }

    private init(_ page: ExpositionPage) {
        var faults = page.faults.filter(\.hidesMetrics).map { Fault(message: $0.message, range: $0.range) }
        if page.families.isEmpty, faults.isEmpty {
            faults = [Fault(message: "there are no metrics in this file", range: 0..<0)]
        }
        content = page.families.isEmpty ? .nothing : .page(SeenMetrics(page))
        self.faults = faults
    }

    private init(_ document: JSONDocument, _ bytes: [UInt8]) {
        if document.root["status"] != nil {
            do throws(Fault) {
                self.init(.answer(try SeenMetrics(answer: document.root)))
            } catch {
                self.init(.nothing, error)
            }
        } else {
            do throws(Catalogue.Fault) {
                self.init(.catalogue(try Catalogue(parsing: bytes)))
            } catch {
                self.init(.nothing, Fault(message: error.message, range: error.range(in: document)))
            }
        }
    }

    private init(_ content: Content, _ fault: Fault? = nil) {
        self.content = content
        faults = fault.map { [$0] } ?? []
    }
}

extension CatalogueFile.Fault: Error {}

extension ExpositionFault {
    /// Whether something of the page is lost with it. The others only matter to Prometheus.
    fileprivate var hidesMetrics: Bool {
        switch kind {
        case .expected, .unknownType, .repeatedLabel: true
        default: false
        }
    }
}

extension Catalogue.Fault {
    fileprivate var message: String {
        switch self {
        case .foreign:
            "this JSON is neither a catalogue that metricsgen wrote nor an answer of Prometheus (`/api/v1/metadata`)"
        default: description
        }
    }

    /// The metric that it is about, else the whole file.
    fileprivate func range(in document: JSONDocument) -> Range<Int> {
        switch self {
        case .repeatedKey: return document.repeatedKeys.first?.again ?? 0..<0
        case .version: return document.root["version"]?.range ?? 0..<0
        case .malformed(_, let metric?):
            for group in document.root["groups"]?.elements ?? [] {
                for member in group["metrics"]?.elements ?? [] {
                    if let name = member["name"], name.string == metric { return name.range }
                }
            }
            return 0..<0
        case .malformed(let member, nil):
            return member.hasPrefix("product") ? document.root["product"]?.range ?? 0..<0 : 0..<0
        case .notJSON, .foreign: return 0..<0
        }
    }
}
