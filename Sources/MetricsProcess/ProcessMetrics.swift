// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

public import MetricsRuntime

/// Metrics of the process itself under the names that Prometheus' clients share: its processor time, memory, files and
/// start. One call adds them:
///
/// ```swift
/// registry.add(collector: ProcessMetrics())
/// ```
///
/// What the system doesn't say is left out.
public struct ProcessMetrics: MetricsCollector {
    /// The name in reports.
    public let name = "process"

    /// The metrics of the process that reads them: a forked child has its own.
    public init() {}

    /// Adds the families as they are now.
    public func collect(into families: inout CollectedFamilies) {
        let now = ProcessReading.now
        func counter(_ name: String, _ help: String, _ value: Double?) {
            if let value { families.counter(name, help, total: value) }
        }
        func gauge(_ name: String, _ help: String, _ value: Double?) {
            if let value { families.gauge(name, help, value: value) }
        }
        counter(
            "process_cpu_seconds_total", "Total user and system CPU time spent in seconds.", now.processorSeconds)
        gauge("process_virtual_memory_bytes", "Virtual memory size in bytes.", now.virtualBytes)
        gauge(
            "process_virtual_memory_max_bytes", "Maximum amount of virtual memory available in bytes.",
            now.virtualLimit)
        gauge("process_resident_memory_bytes", "Resident memory size in bytes.", now.residentBytes)
        gauge(
            "process_start_time_seconds", "Start time of the process since unix epoch in seconds.", now.startSeconds)
        gauge("process_open_fds", "Number of open file descriptors.", now.openFiles)
        gauge("process_max_fds", "Maximum number of open file descriptors.", now.fileLimit)
        counter(
            "process_network_receive_bytes_total",
            "Number of bytes received over the network by the network namespace of the process.", now.receivedBytes)
        counter(
            "process_network_transmit_bytes_total",
            "Number of bytes sent over the network by the network namespace of the process.", now.sentBytes)
    }
}
