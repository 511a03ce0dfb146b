import Foundation
import TestSupport

/// Programs in Python that judge what ours print, run in an environment that holds the packages of
/// `Judges/requirements.txt`.
enum PythonJudge {
    struct NoEnvironment: Error, CustomStringConvertible {
        let description =
            "METRICSGEN_PYTHON is not set; run `make test`, which makes the Python environment that the judges need"
    }

    static func run(_ script: String, _ arguments: [String] = [], input: String = "") throws -> RunningProcess.Outcome {
        guard let python = ProcessInfo.processInfo.environment["METRICSGEN_PYTHON"] else { throw NoEnvironment() }
        let path = Repository.root.appending(path: "Tests/IntegrationTests/Judges/\(script)")
        return try RunningProcess.run(
            python, [path.path(percentEncoded: false)] + arguments, input: input,
            // No compiled files among the sources.
            environment: ["PYTHONDONTWRITEBYTECODE": "1"])
    }
}
