// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

public import MetricsRuntime

/// What an engine knows at its start, as far as its metrics depend on it.
public struct EngineConfiguration: Sendable {
    /// The name under which the model is served.
    public var modelName: String
    /// The longest sequence that the model accepts, in tokens.
    public var maxModelLen: Int
    /// Whether the model runs without CUDA graphs.
    public var enforceEager = false
    /// Batch sizes for which a CUDA graph is captured; nil for the standard ones.
    public var cudagraphCaptureSizes: [Int]?
    /// Those that are given, or the standard ones.
    public var captureSizes: [Int] { cudagraphCaptureSizes ?? CaptureSizes.standard(maxSequences: maxSequences) }
    /// The largest number of sequences of a batch, on which the standard capture sizes depend.
    public var maxSequences = 256
    /// The release that the engine acts as, and the hidden metrics that it shows.
    public var visibility = Visibility()

    /// A configuration with the standard values of everything else.
    public init(modelName: String, maxModelLen: Int) {
        self.modelName = modelName
        self.maxModelLen = maxModelLen
    }
}
