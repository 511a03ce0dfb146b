// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import EngineMetrics
import MetricsRuntime

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Reads recorded statistics from a file, records them and prints the metrics.",
        discussion: """
            Each line of the file is a JSON object, and describes one step of the engine. Every key is optional, and an \
            unknown key is an error. Empty lines are skipped. The same file always gives the same exposition, byte for \
            byte.

            A step has these keys: \(keys(RecordedStep.Key.self)). Times are in seconds. `now`, a UNIX time, and \
            `max_lora` belong to `running_lora_adapters`.

            `finished` is a list of objects with these keys: \(keys(FinishedRequestStatistics.RecordedKey.self)). `reason` is one of \
            \(FinishedReason.allCases.map(\.text).joined(separator: ", ")).

            `spec_decode` is an object with these keys: \(keys(SpeculativeDecodingStatistics.RecordedKey.self)).

            `cache_config` is an object with these keys, whose values are strings: \(keys(CacheConfiguration.RecordedKey.self)).
            """)

    private static func keys<Key: CaseIterable & RawRepresentable<String>>(_: Key.Type) -> String {
        Key.allCases.map(\.rawValue).joined(separator: ", ")
    }

    @Argument(help: "The recorded statistics; `-` reads standard input.")
    var file: String

    @OptionGroup var engine: EngineFlags
    @OptionGroup(title: "Flags of `serve`, accepted here without effect") var serving: ServingFlags

    func run() throws {
        // A replay prints the exposition; `serve` reports deprecated metrics.
        let registry = MetricsRegistry { report in
            for warning in report.warnings { StandardError.write("warning: \(warning)\n") }
        }
        let metrics = try engine.metrics(in: registry) { StandardError.write("warning: \($0)\n") }
        do throws(Replay.Failure) {
            var replay = try Replay(path: file)
            try replay.run(metrics.record)
        } catch {
            throw CommandFailure(error)
        }
        var page: [UInt8] = []
        registry.writeExposition(into: &page)
        try StandardOutput.write(page)
    }
}

extension CommandFailure {
    init(_ failure: Replay.Failure) {
        switch failure {
        case .line(let path, let number, let fault): self = .content("\(path):\(number): error: \(fault)")
        case .file(let error): self = .machine("\(error)")
        }
    }
}
