// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsRuntime

/// The reason why a command ends, as the user reads it, and its exit status.
enum CommandFailure: Error, CustomStringConvertible {
    /// A flag's value can't be used; `flag` is as the user writes it.
    case flag(String, reason: String)
    /// The system refused: a port, an address, a file.
    case machine(String)
    /// The input is wrong. The message begins with the place.
    case content(String)

    /// The status for a usage error, and for a system that refuses.
    static let usageStatus: Int32 = 2

    var status: Int32 {
        switch self {
        case .flag, .machine: Self.usageStatus
        case .content: 1
        }
    }

    var description: String {
        switch self {
        case .flag(let flag, let reason): "error: `\(flag)`: \(reason)"
        case .machine(let reason): "error: \(reason)"
        case .content(let text): text
        }
    }

    /// Describes an error of the engine's metrics in the terms of the command line.
    init(_ error: MetricsSetupError) {
        switch error {
        case .parameter(let name, let fault):
            self = .flag("--" + name.replacing("_", with: "-"), reason: "\(fault)")
        case .bounds(_, let fault):
            // Every permitted `--max-model-len` gives bounds; those that are given one by one are these.
            self = .flag("--cudagraph-capture-sizes", reason: "the bounds \(fault)")
        case .visibility(let fault): self = .flag(fault.setting, reason: fault.reason)
        case .conflict, .constantLabel, .multiprocess: self = .machine("\(error)")
        }
    }
}
