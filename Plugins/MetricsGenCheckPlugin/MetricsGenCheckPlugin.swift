import Foundation
import PackagePlugin

/// `swift package metricsgen-check …` is `swift package metricsgen check …` without the permission to write, which CI
/// would have to give on every call.
@main
struct MetricsGenCheckPlugin: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) throws {
        let process = Process()
        process.executableURL = try context.tool(named: "metricsgen").url
        process.arguments = ["check"] + arguments
        process.currentDirectoryURL = context.package.directoryURL
        process.environment = ProcessInfo.processInfo.environment.merging([
            "METRICSGEN_INVOCATION": "swift package --allow-writing-to-package-directory metricsgen"
        ]) { $1 }
        try process.run()
        process.waitUntilExit()
        guard process.terminationReason == .exit else {
            Diagnostics.error("metricsgen was ended by signal \(process.terminationStatus)")
            return
        }
        // SwiftPM's own status is 1 whatever this one is.
        if process.terminationStatus != 0 { exit(process.terminationStatus) }
    }
}
