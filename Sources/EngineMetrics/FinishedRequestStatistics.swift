// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A request, after it has ended. A value that is nil was not measured and is not recorded: a request that is aborted
/// while it waits has no time to its first token.
public struct FinishedRequestStatistics: Equatable, Sendable {
    // In seconds.
    /// From arrival to the end.
    public var endToEndLatency: Double?
    /// From arrival to the first step that it was part of.
    public var queueTime: Double?
    /// From there to the end.
    public var inferenceTime: Double?
    /// The part of it before the first token.
    public var prefillTime: Double?
    /// The part of it after the first token.
    public var decodeTime: Double?
    /// The time that the request spent in the queue.
    public var timeInQueue: Double?

    /// The time of the model's forward passes.
    public var modelForwardMilliseconds: Double?
    /// The time of the model's executions, with everything around the forward passes.
    public var modelExecuteMilliseconds: Double?

    /// The number of tokens of the prompt.
    public var promptTokens: Int?
    /// Of all its sequences together.
    public var generationTokens: Int?
    /// Of the longest of its sequences.
    public var longestGenerationTokens: Int?

    // What the client asked for.
    /// The number of sequences to generate (`n`).
    public var sequenceCount: Int?
    /// The number of tokens that may be generated (`max_tokens`).
    public var maxTokens: Int?

    /// Why the request ended.
    public var reason: FinishedReason?

    /// A request of which nothing was measured.
    public init() {}
}
