// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The batch sizes for which an engine captures a CUDA graph.
public enum CaptureSizes {
    /// The sizes that an engine captures by default: of 1, 2, 4 and the multiples of 8 up to 8192, all up to the
    /// first that is at least the largest number of sequences of a batch.
    public static func standard(maxSequences: Int) -> [Int] {
        var sizes: [Int] = []
        for size in [1, 2, 4] + Array(stride(from: 8, through: 8192, by: 8)) {
            sizes.append(size)
            if size >= maxSequences { break }
        }
        return sizes
    }
}
