// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import MetricsRuntime

/// Reads numbers, one for each line of standard input, and adds them up. `ImportMetrics` is made of metrics.yaml by the
/// build.
@main
struct BatchJob {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: batch-job FILE.prom")
            exit(2)
        }
        // The file has the values of this run, whatever directory other programs share.
        let registry = MetricsRegistry(storage: .memory)
        let metrics = try ImportMetrics(in: registry)

        let start = ContinuousClock.now
        var (sum, hasRejected) = (0, false)
        while let line = readLine() {
            if let number = Int(line) {
                sum += number
                metrics.rows.total[.imported].increment()
            } else {
                hasRejected = true
                metrics.rows.total[.rejected].increment()
            }
        }
        metrics.run.durationSeconds.set((ContinuousClock.now - start) / .seconds(1))
        if !hasRejected { metrics.run.lastSuccessTimestampSeconds.setToCurrentTime() }
        print(sum)
        try registry.writeExposition(toFile: CommandLine.arguments[1])
    }
}
