// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The configuration of the KV cache, as strings: each is the value of a label. A field that is nil is not set, which
/// prints as `None`.
public struct CacheConfiguration: Equatable, Sendable {
    public var blockSize: String?
    public var gpuMemoryUtilization: String?
    public var swapSpaceBytes: String?
    public var numGPUBlocksOverride: String?
    public var cacheDtype: String?
    public var isAttentionFree: String?
    public var slidingWindow: String?
    public var enablePrefixCaching: String?
    public var cpuOffloadGB: String?
    public var calculateKVScales: String?
    public var numGPUBlocks: String?
    public var numCPUBlocks: String?

    public init() {}
}
