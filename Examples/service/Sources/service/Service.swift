// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import MetricsHTTP
import MetricsRuntime

/// A tea house that serves tea, and what it knows about that at /metrics. `TeaHouseMetrics` is made of metrics.yaml
/// by the build.
@main
struct Service {
    static func main() async throws {
        let port = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 8080
        let registry = MetricsRegistry()
        let metrics = try TeaHouseMetrics(in: registry)
        let server = try await MetricsServer.listen(.init(port: port), serving: registry)
        print("http://\(server.host):\(server.port)/metrics")
        // Into a pipe as well, such as a supervisor's.
        fflush(nil)

        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await server.run() }
            for number in 0... {
                tasks.addTask { try await serve(TeaHouseMetrics.Tea.allCases[number % 3], metrics.orders) }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    private static func serve(_ tea: TeaHouseMetrics.Tea, _ orders: TeaHouseMetrics.Orders) async throws {
        try await orders.open.withIncrement {
            try await orders.durationSeconds.time {
                try await Task.sleep(for: .milliseconds(Int.random(in: 20...400)))
            }
        }
        orders.total[tea].increment()
    }
}
