// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The configuration of the KV cache, as strings: each is the value of a label. A field that is nil is not set, which
/// prints as `None`.
public struct CacheConfiguration: Equatable, Sendable {
    /// The label `block_size`: tokens in a block of the cache.
    public var blockSize: String?
    /// The label `gpu_memory_utilization`: the share of the GPU's memory that the engine may use.
    public var gpuMemoryUtilization: String?
    /// The label `swap_space_bytes`: swap space on the CPU for each GPU.
    public var swapSpaceBytes: String?
    /// The label `num_gpu_blocks_override`: the number of blocks, if it is configured and not profiled.
    public var numGPUBlocksOverride: String?
    /// The label `cache_dtype`: the type of the cache's elements.
    public var cacheDtype: String?
    /// The label `is_attention_free`: whether the model has no attention and so no cache.
    public var isAttentionFree: String?
    /// The label `sliding_window`: the size of the sliding window, if the model has one.
    public var slidingWindow: String?
    /// The label `enable_prefix_caching`: whether requests with a common prefix share blocks.
    public var enablePrefixCaching: String?
    /// The label `cpu_offload_gb`: memory of the CPU that holds weights.
    public var cpuOffloadGB: String?
    /// The label `calculate_kv_scales`: whether the scales of an fp8 cache are calculated at run time.
    public var calculateKVScales: String?
    /// The label `num_gpu_blocks`: blocks on the GPU.
    public var numGPUBlocks: String?
    /// The label `num_cpu_blocks`: blocks on the CPU.
    public var numCPUBlocks: String?

    /// A configuration of which nothing is set.
    public init() {}
}
