// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import Testing

@Suite("Bounds that follow a rule")
struct BucketStepsTests {
    @Test("equal distances stay the decimals that they look like")
    func linear() {
        #expect(BucketSteps.linear(from: 0.1, width: 0.1, count: 5) == [0.1, 0.2, 0.3, 0.4, 0.5])
        #expect(BucketSteps.linear(from: -1, width: 0.25, count: 3) == [-1, -0.75, -0.5])
        #expect(BucketSteps.linear(from: 1e300, width: 1e299, count: 2) == [1e300, 1.1e300])
    }

    @Test("growing by a factor stays decimal as long as a number can hold it")
    func exponential() {
        #expect(
            BucketSteps.exponential(from: 0.001, factor: 10, count: 6) == [0.001, 0.01, 0.1, 1, 10, 100])
        #expect(BucketSteps.exponential(from: 0.1, factor: 1.5, count: 4) == [0.1, 0.15, 0.225, 0.3375])
        #expect(BucketSteps.exponential(from: 1, factor: 2, count: 70).last == 0x1p69)
        #expect(BucketSteps.exponential(from: 1.0 / 3, factor: 3, count: 2) == [1.0 / 3, 1])
    }

    @Test("every series ascends", arguments: [(0.001, 1.1), (0.003, 2.7), (1e-9, 10), (5, 1.0001)])
    func ascends(start: Double, factor: Double) {
        let bounds = BucketSteps.exponential(from: start, factor: factor, count: 60)
        #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 })
    }
}
