// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import EngineMetrics
import Testing

@Suite("Capture sizes")
struct CaptureSizesTests {
    @Test("the usual batch of 256 has 35 sizes, the last of them 256")
    func usual() {
        let sizes = CaptureSizes.standard(maxSequences: 256)
        #expect(sizes.count == 35)
        #expect(sizes.prefix(7) == [1, 2, 4, 8, 16, 24, 32])
        #expect(sizes.last == 256)
    }

    @Test(
        "they end with the first that holds the whole batch",
        arguments: [
            (1, [1]), (2, [1, 2]), (3, [1, 2, 4]), (4, [1, 2, 4]), (5, [1, 2, 4, 8]), (8, [1, 2, 4, 8]),
            (17, [1, 2, 4, 8, 16, 24]),
        ])
    func ends(maxSequences: Int, sizes: [Int]) {
        #expect(CaptureSizes.standard(maxSequences: maxSequences) == sizes)
    }

    @Test("they never go beyond 8192", arguments: [8191, 8192, 8193, Int.max])
    func limit(maxSequences: Int) {
        let sizes = CaptureSizes.standard(maxSequences: maxSequences)
        #expect(sizes.count == 3 + 1024)
        #expect(sizes.last == 8192)
    }
}
