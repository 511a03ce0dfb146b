// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A request, after it has ended. A value that is nil was not measured and is not recorded: a request that is aborted
/// while it waits has no time to its first token.
public struct FinishedRequestStatistics: Equatable, Sendable {
    // In seconds.
    public var endToEndLatency: Double?
    /// From arrival to the first step that it was part of.
    public var queueTime: Double?
    /// From there to the end.
    public var inferenceTime: Double?
    /// The part of it before the first token.
    public var prefillTime: Double?
    /// The part of it after the first token.
    public var decodeTime: Double?
    public var timeInQueue: Double?

    public var modelForwardMilliseconds: Double?
    public var modelExecuteMilliseconds: Double?

    public var promptTokens: Int?
    /// Of all its sequences together.
    public var generationTokens: Int?
    /// Of the longest of its sequences.
    public var longestGenerationTokens: Int?

    // What the client asked for.
    public var sequenceCount: Int?
    public var maxTokens: Int?

    public var reason: FinishedReason?

    public init() {}
}
