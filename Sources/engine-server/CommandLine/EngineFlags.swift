// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import EngineMetrics
import MetricsArgumentParser
import MetricsRuntime

/// The flags that describe an engine, whether it is simulated or was recorded.
struct EngineFlags: ParsableArguments {
    // Values are taken as they are, even if they begin with a hyphen: `-1` is a number that is too small, and not a
    // flag.

    @Option(parsing: .unconditional, help: .init("The name under which the model is served.", valueName: "name"))
    var modelName = "unsloth/Llama-3.2-1B-Instruct"

    @Option(
        parsing: .unconditional,
        help: .init("The longest sequence that the model accepts, in tokens. (default: 4096)", valueName: "tokens"),
        transform: WholeNumber.parse)
    var maxModelLen = 4096

    @Flag(help: "Run the model without CUDA graphs.")
    var enforceEager = false

    @Option(
        parsing: .unconditional,
        help: .init(
            "Batch sizes for which a CUDA graph is captured, such as `1,2,4`; by default the usual 35 up to 256.",
            valueName: "sizes"),
        transform: CaptureSizeList.parse)
    var cudagraphCaptureSizes: [Int]?

    @OptionGroup var visibility: MetricsVisibilityOptions

    /// The flags again, for a process that runs the same engine.
    var arguments: [String] {
        var arguments = ["--model-name", modelName, "--max-model-len", "\(maxModelLen)"]
        if enforceEager { arguments.append("--enforce-eager") }
        if let sizes = cudagraphCaptureSizes {
            arguments += ["--cudagraph-capture-sizes", sizes.map(String.init).joined(separator: ",")]
        }
        return arguments + visibility.arguments
    }

    /// The engine that is described, without what decides which metrics it shows.
    var configuration: EngineConfiguration {
        var configuration = EngineConfiguration(modelName: modelName, maxModelLen: maxModelLen)
        configuration.enforceEager = enforceEager
        configuration.cudagraphCaptureSizes = cudagraphCaptureSizes
        return configuration
    }

    /// Registers the metrics of the engine that is described.
    func metrics(in registry: MetricsRegistry, log: @escaping @Sendable (String) -> Void) throws(CommandFailure)
        -> EngineMetrics
    {
        var configuration = configuration
        do throws(MetricsSetupError) {
            configuration.visibility = try visibility.visibility(environmentPrefix: "ENGINE_SERVER_")
            return try EngineMetrics(in: registry, configuration: configuration, log: log)
        } catch {
            throw CommandFailure(error)
        }
    }
}
