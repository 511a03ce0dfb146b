import ArgumentParser
import EngineMetrics
import MetricsRuntime

/// The flags that describe an engine, whether it is simulated or was recorded.
struct EngineFlags: ParsableArguments {
    @Option(help: .init("Name under which the model is served.", valueName: "name"))
    var modelName = "unsloth/Llama-3.2-1B-Instruct"

    @Option(help: .init("Longest sequence that the model takes, in tokens.", valueName: "tokens"))
    var maxModelLen = 4096

    @Flag(help: "Run the model without CUDA graphs.")
    var enforceEager = false

    @Option(
        help: .init(
            "Batch sizes for which a CUDA graph is captured, such as `1,2,4`; by default the usual 35 up to 256.",
            valueName: "sizes"),
        transform: CaptureSizeList.parse)
    var cudagraphCaptureSizes: [Int]?

    @Option(
        help: .init(
            "Show the metrics that were deprecated in this release line and are hidden now, such as `0.8`.",
            valueName: "X.Y"))
    var showHiddenMetricsForVersion: String?

    @Option(
        help: .init(
            "The release to act as, such as `0.9.0`; by default the one that the metrics were made for.",
            valueName: "version"))
    var productVersion: String?

    /// Registers the metrics of the engine that is described.
    func metrics(in registry: MetricsRegistry, log: @escaping @Sendable (String) -> Void) throws(CommandFailure)
        -> EngineMetrics
    {
        var configuration = EngineConfiguration(modelName: modelName, maxModelLen: maxModelLen)
        configuration.enforceEager = enforceEager
        configuration.cudagraphCaptureSizes = cudagraphCaptureSizes
        do throws(MetricsSetupError) {
            configuration.visibility = try Visibility(
                productVersion: productVersion, showHiddenFor: showHiddenMetricsForVersion)
            return try EngineMetrics(in: registry, configuration: configuration, log: log)
        } catch {
            throw CommandFailure(error)
        }
    }
}

/// A list of numbers as one argument.
enum CaptureSizeList {
    static func parse(_ text: String) throws -> [Int] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            guard let size = Int(part) else {
                throw ValidationError(
                    part.isEmpty
                        ? "a number is missing; write whole numbers with a comma between two, such as `1,2,4`"
                        : "`\(part)` is not a whole number; write them with a comma between two, such as `1,2,4`")
            }
            return size
        }
    }
}
