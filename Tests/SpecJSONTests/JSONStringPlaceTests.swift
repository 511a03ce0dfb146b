// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecJSON
import TestSupport
import Testing

@Suite("places in JSON strings")
struct JSONStringPlaceTests {
    @Test("a part of a string has the place where it is written")
    func part() throws {
        let text = #"{"expr": "sum(rate(\u0061b{x=\"é\"}[5m]))"}"#
        let bytes = Array(text.utf8)
        let query = try #require(try JSONDocument(bytes).root["expr"])
        let decoded = try #require(query.string)
        func written(_ part: String) throws -> String {
            let start = try #require(decoded.firstRange(of: part))
            let offset = decoded.utf8.distance(from: decoded.startIndex, to: start.lowerBound)
            return String(decoding: bytes[query.range(of: offset..<offset + part.utf8.count)], as: UTF8.self)
        }
        #expect(try written("rate") == "rate")
        #expect(try written("ab{") == #"\u0061b{"#)
        #expect(try written("\"é\"") == #"\"é\""#)
        #expect(query.range(of: 0..<0) == 10..<10)
        #expect(query.range(of: decoded.utf8.count..<decoded.utf8.count).lowerBound == query.range.upperBound - 1)
    }

    @Test("each byte of random strings has its place")
    func everyByte() throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(11))
        for _ in 0..<500 {
            let random = RandomJSONString(using: &generator)
            let string = try JSONDocument(random.text).root
            #expect(string.string.map { Array($0.utf8) } == random.decoded, "seed \(generator.seed)")
            #expect(
                random.decoded.indices.map { string.range(of: $0..<$0 + 1) } == random.places, "seed \(generator.seed)")
        }
    }
}
