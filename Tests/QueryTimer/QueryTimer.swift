// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PromQLSyntax

/// Reads a JSON list of queries many times, for `Benchmarks/query-speed`, and prints the microseconds for one query in the
/// fastest round.
@main
struct QueryTimer {
    static func main() throws {
        let data = try Data(contentsOf: URL(filePath: CommandLine.arguments[1]))
        let queries = try JSONDecoder().decode([String].self, from: data)
        var fastest = Duration.seconds(3600)
        var findings = 0
        for _ in 0..<20 {
            findings = 0
            let time = ContinuousClock().measure {
                for query in queries { findings += PromQLReading(query).findings.count }
            }
            fastest = min(fastest, time)
        }
        guard findings == 0 else {
            print("error: \(findings) findings")
            exit(1)
        }
        print(fastest / Duration.microseconds(1) / Double(queries.count))
    }
}
