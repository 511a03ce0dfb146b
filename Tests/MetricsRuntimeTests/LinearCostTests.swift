// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import Testing

@testable import MetricsRuntime

/// Costs that must not grow faster than what they are of, by counts of operations.
@Suite("Costs grow with what they are of")
struct LinearCostTests {
    /// A key that counts how often it is looked at.
    private struct CountedKey: Hashable {
        final class Count { var value = 0 }

        let number: Int
        let count: Count

        static func == (left: CountedKey, right: CountedKey) -> Bool {
            left.count.value += 1
            return left.number == right.number
        }

        func hash(into hasher: inout Hasher) {
            count.value += 1
            hasher.combine(number)
        }
    }

    private func operations(_ count: Int, _ body: (inout InsertionOrder<CountedKey, Int>, (Int) -> CountedKey) -> Void)
        -> Int
    {
        let counter = CountedKey.Count()
        var order = InsertionOrder<CountedKey, Int>()
        body(&order) { CountedKey(number: $0, count: counter) }
        return counter.value
    }

    @Test("putting in and taking out in any order")
    func insertionOrder() {
        func work(_ count: Int) -> Int {
            operations(count) { order, key in
                for number in 0..<count { order[key(number)] = number }
                for number in 0..<count where number % 3 != 0 { order[key(number)] = nil }
                #expect(Array(order.values) == Array(stride(from: 0, to: count, by: 3)))
                for number in 0..<count { order[key(number)] = number }
                #expect(order.count == count)
                for number in (0..<count).reversed() { order[key(number)] = nil }
                #expect(order.isEmpty)
            }
        }
        let (once, twice) = (work(2000), work(4000))
        #expect(Double(twice) < 2.5 * Double(once), "\(once), \(twice)")
        // A table grows at one size or the other: a few look-ups a step are constant in any case.
        #expect(twice < 40 * 4000)
    }

    @Test("removing series of every kind")
    func removal() {
        for kind in [MetricKind.counter, .summary] {
            func steps(_ count: Int) -> Int {
                let list = SeriesList(name: "x", shape: .init(kind: kind))
                let cells = (0..<count).map { list.add([.init(name: "l", value: "\($0)")]) }
                for cell in cells.reversed() { list.remove(cell) }
                #expect(list.snapshot.textSize < 64 * count)
                return list.removalSteps
            }
            #expect(steps(1000) <= 2000)
            #expect(steps(2000) <= 4000)
        }
    }

    @Test("a registry with thousands of instances: each is there once, in the order in which it was made")
    func instances() throws {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        func make(_ number: Int) throws {
            let product = ProductUnderTest(bound: [("instance", "\(number)")])
            let series = try product.register(in: registry) {
                $0.counter(0, "x_total", "X.", MetricLabels(bound: ["instance"]))
                $0.counter(1, "shared_total", "S.", MetricLabels())
            }
            series.counter(0).increment()
            series.counter(1).increment()
        }
        for number in 0..<2000 { try make(number) }
        for number in 0..<2000 { try make(number) }
        let samples = registry.exposition().split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(samples.count == 2001)
        #expect(samples[0] == #"x_total{instance="0"} 2.0"#)
        #expect(samples[1999] == #"x_total{instance="1999"} 2.0"#)
        #expect(samples[2000] == "shared_total 4000.0")
    }

    @Test("strings that were chosen to have one hash have many, for every key")
    func hashes() {
        // The difference of the two constants that were once in the place of keys.
        let difference: UInt64 = 0xA076_1D64_78BD_642F ^ 0xE703_7ED1_A0B4_28DB
        func bytes(_ words: UInt64...) -> [UInt8] { words.flatMap { word in withUnsafeBytes(of: word) { Array($0) } } }
        func count(_ texts: [[UInt8]], _ hash: (UnsafeRawBufferPointer) -> UInt64) -> Int {
            Set(texts.map { $0.withUnsafeBytes(hash) }).count
        }
        let seed = ByteHash.Seed.random
        let exchanged = (0..<1000).map { (number: UInt64) in bytes(number, 7, number ^ difference, 7) }
        #expect(count(exchanged) { ByteHash.longHash($0.baseAddress!, $0.count, seed) } > 990)
        for constant: UInt64 in [0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3] {
            // A factor that is 0 hides the other, in each place.
            for place in 0..<4 {
                let texts = (0..<1000).map { (number: UInt64) in
                    (0..<4).flatMap { $0 == place ? bytes(constant) : bytes(number) }
                }
                #expect(count(texts) { ByteHash.hash($0, seed: 0) } > 990)
                let short = texts.map { Array($0.prefix(15)) }
                #expect(count(short) { ByteHash.hash($0, seed: 0) } > 990)
            }
        }
    }
}
