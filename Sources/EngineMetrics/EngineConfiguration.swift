public import MetricsRuntime

/// What is known of an engine when it starts, as far as its metrics depend on it.
public struct EngineConfiguration: Sendable {
    /// Name under which the model is served.
    public var modelName: String
    /// Longest sequence that the model takes, in tokens.
    public var maxModelLen: Int
    /// Whether the model runs without CUDA graphs.
    public var enforceEager = false
    /// Batch sizes for which a CUDA graph is captured; nil for the standard ones.
    public var cudagraphCaptureSizes: [Int]?
    /// The most sequences that a batch can have, on which the standard capture sizes depend.
    public var maxSequences = 256
    /// Which release the engine acts as, and which hidden metrics it shows.
    public var visibility = Visibility()

    public init(modelName: String, maxModelLen: Int) {
        self.modelName = modelName
        self.maxModelLen = maxModelLen
    }
}
