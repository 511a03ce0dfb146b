// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecJSON
import TestSupport
import Testing

/// The public list of documents that a reader of JSON has to accept and to refuse.
@Suite("JSONTestSuite")
struct JSONTestSuiteTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        let isAccepted: Bool
        let bytes: [UInt8]

        var testDescription: String { name }

        /// A line of the table.
        init?(_ line: Substring) {
            let columns = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            guard columns.count == 3, !line.hasPrefix("#") else { return nil }
            name = String(columns[0])
            isAccepted = columns[1] == "accepted"
            bytes = Self.repeated(columns[2]) ?? Self.bytes(columns[2])
        }

        /// What `PIECE*NUMBER`, perhaps more than once, stands for; nil where the text has no such end.
        private static func repeated(_ text: Substring) -> [UInt8]? {
            guard let digits = text.split(separator: "*").last.flatMap({ Int($0) }), digits >= 500 else { return nil }
            let number = "*\(digits)"
            return text.split(separator: number).flatMap { piece in
                [[UInt8]](repeating: bytes(piece), count: digits).flatMap { $0 }
            }
        }

        /// The document, with the bytes that are written in angle brackets.
        private static func bytes(_ text: Substring) -> [UInt8] {
            var bytes: [UInt8] = []
            var rest = text
            while let character = rest.first {
                if character == "<", let end = rest.firstIndex(of: ">") {
                    var digits = rest[..<end].dropFirst()
                    while !digits.isEmpty {
                        bytes.append(UInt8(digits.prefix(2), radix: 16)!)
                        digits = digits.dropFirst(2)
                    }
                    rest = rest[end...].dropFirst()
                } else {
                    bytes += character.utf8
                    rest = rest.dropFirst()
                }
            }
            return bytes
        }
    }

    static let cases: [Case] = {
        do {
            return try Repository.text("Tests/SpecJSONTests/Fixtures/JSONTestSuite.tsv").split(separator: "\n")
                .compactMap(Case.init)
        } catch {
            preconditionFailure("the table can't be read: \(error)")
        }
    }()

    @Test("the table has every case")
    func completeness() {
        #expect(Self.cases.filter { $0.name.hasPrefix("y_") }.count == 95)
        #expect(Self.cases.filter { $0.name.hasPrefix("n_") }.count == 189)
        #expect(Self.cases.filter { $0.name.hasPrefix("i_") }.count == 35)
        for example in Self.cases where !example.name.hasPrefix("i_") {
            #expect(example.isAccepted == example.name.hasPrefix("y_"), "\(example.name)")
        }
    }

    @Test("each text is accepted or refused", arguments: cases)
    func verdict(example: Case) {
        let isAccepted: Bool
        do {
            _ = try JSONDocument(example.bytes).root.description
            isAccepted = true
        } catch { isAccepted = false }
        #expect(isAccepted == example.isAccepted)
    }
}
