// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import EngineMetrics
import SpecJSON

extension CacheConfiguration {
    /// Names in a recording.
    enum RecordedKey: String, CaseIterable {
        case blockSize = "block_size"
        case gpuMemoryUtilization = "gpu_memory_utilization"
        case swapSpaceBytes = "swap_space_bytes"
        case numGPUBlocksOverride = "num_gpu_blocks_override"
        case cacheDtype = "cache_dtype"
        case isAttentionFree = "is_attention_free"
        case slidingWindow = "sliding_window"
        case enablePrefixCaching = "enable_prefix_caching"
        case cpuOffloadGB = "cpu_offload_gb"
        case calculateKVScales = "calculate_kv_scales"
        case numGPUBlocks = "num_gpu_blocks"
        case numCPUBlocks = "num_cpu_blocks"
    }

    /// The value of `cache_config`: the fields as the strings that become labels.
    init(recorded document: JSONNode, path: String) throws(RecordingFault) {
        let object = try StrictObject<RecordedKey>(document, path: path)
        self.init()
        blockSize = try object.text(.blockSize)
        gpuMemoryUtilization = try object.text(.gpuMemoryUtilization)
        swapSpaceBytes = try object.text(.swapSpaceBytes)
        numGPUBlocksOverride = try object.text(.numGPUBlocksOverride)
        cacheDtype = try object.text(.cacheDtype)
        isAttentionFree = try object.text(.isAttentionFree)
        slidingWindow = try object.text(.slidingWindow)
        enablePrefixCaching = try object.text(.enablePrefixCaching)
        cpuOffloadGB = try object.text(.cpuOffloadGB)
        calculateKVScales = try object.text(.calculateKVScales)
        numGPUBlocks = try object.text(.numGPUBlocks)
        numCPUBlocks = try object.text(.numCPUBlocks)
    }
}
