// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsRuntime
import VLLMMetrics

/// The deprecated metrics, which are recorded until they are removed. When the spec removes one, this file stops
/// compiling; delete the line that the compiler reports.
///
/// The compiler warns of each use of a deprecated metric, except in a function that is deprecated itself. It does not
/// warn of a call through a protocol whose requirement is not deprecated. That is the only purpose of this protocol.
protocol DeprecatedRecorder: Sendable {
    func record(_ step: EngineStepStatistics)
    func record(_ request: FinishedRequestStatistics)
}

struct DeprecatedMetrics: DeprecatedRecorder {
    private let metrics: VLLMMetrics

    init(_ metrics: VLLMMetrics) { self.metrics = metrics }

    @available(*, deprecated)
    func record(_ step: EngineStepStatistics) {
        if let count = step.swappedRequests { metrics.scheduler.numRequestsSwapped.set(count) }
        if let usage = step.cpuCacheUsage { metrics.cache.cpuCacheUsagePerc.set(usage) }
        if let rate = step.cpuPrefixCacheHitRate { metrics.cache.cpuPrefixCacheHitRate.set(rate) }
        if let rate = step.gpuPrefixCacheHitRate { metrics.cache.gpuPrefixCacheHitRate.set(rate) }
    }

    @available(*, deprecated)
    func record(_ request: FinishedRequestStatistics) {
        if let time = request.timeInQueue { metrics.request.timeInQueueRequests.observe(time) }
        if let time = request.modelForwardMilliseconds { metrics.request.modelForwardTimeMilliseconds.observe(time) }
        if let time = request.modelExecuteMilliseconds { metrics.request.modelExecuteTimeMilliseconds.observe(time) }
    }
}
