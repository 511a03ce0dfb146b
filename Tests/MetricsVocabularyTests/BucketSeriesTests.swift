// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import Testing

@Suite("Series of bucket bounds")
struct BucketSeriesTests {
    private func bounds125(_ limit: Int) -> [Double] { BucketSeries.bounds(mantissas: [1, 2, 5], through: limit) }

    @Test(
        "end with the last bound that is at most the limit",
        arguments: [
            (100, [1, 2, 5, 10, 20, 50, 100]), (99, [1, 2, 5, 10, 20, 50]), (101, [1, 2, 5, 10, 20, 50, 100]),
            (1, [1]), (2, [1, 2]), (3, [1, 2]), (4096, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]),
        ] as [(Int, [Double])])
    func limits(limit: Int, bounds: [Double]) { #expect(bounds125(limit) == bounds) }

    @Test("below the first mantissa there are none", arguments: [0, -1, .min])
    func none(limit: Int) { #expect(bounds125(limit) == []) }

    @Test("two million ends at two million")
    func twoMillion() {
        #expect(bounds125(2_000_000).suffix(3) == [500_000, 1_000_000, 2_000_000])
        #expect(bounds125(1_999_999).last == 1_000_000)
        #expect(bounds125(2_000_000).count == 20)
    }

    @Test("the greatest integer gives bounds, in ascending order, below it")
    func greatest() {
        let bounds = bounds125(.max)
        #expect(bounds.last == 5e18)
        #expect(bounds.count == 57)
        #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("an integer that a double can't hold is compared exactly")
    func exact() {
        // 9e18 is below the limit, 9.5e18 is above the greatest integer.
        #expect(BucketSeries.bounds(mantissas: [9], through: 9_000_000_000_000_000_000).last == 9e18)
        #expect(BucketSeries.bounds(mantissas: [9], through: 8_999_999_999_999_999_999).last == 9e17)
    }

    @Test("1 2 3 5 8 through 3000 has 18 bounds")
    func reference() {
        let bounds = BucketSeries.bounds(mantissas: [1, 2, 3, 5, 8], through: 3000.0)
        #expect(bounds.count == 18)
        #expect(bounds.suffix(2) == [2000, 3000])
    }

    @Test("limits and mantissas may have fractions")
    func fractions() {
        #expect(BucketSeries.bounds(mantissas: [0.5, 2.5], through: 26.0) == [0.5, 2.5, 5, 25])
        #expect(BucketSeries.bounds(mantissas: [1], through: 0.5) == [])
        #expect(BucketSeries.bounds(mantissas: [1], through: .nan) == [])
        #expect(BucketSeries.bounds(mantissas: [], through: 10) == [])
    }

    @Test("an infinite limit ends where the numbers do")
    func infinite() {
        let bounds = BucketSeries.bounds(mantissas: [1, 5], through: Double.infinity)
        #expect(bounds.allSatisfy { $0.isFinite })
        #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 })
    }
}
