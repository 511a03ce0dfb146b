// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PackagePlugin

/// `swift package metricsgen …`: the command line of the same release as the runtime that the package uses. The
/// arguments are passed to `metricsgen` unchanged.
@main
struct MetricsGenCommandPlugin: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) throws {
        guard let tool = try? context.tool(named: "metricsgen") else {
            Diagnostics.error(
                "the command line is not a part of this package's build: add the trait CommandLine to the dependency on "
                    + "metricsgen in Package.swift, `traits: [\"CommandLine\"]`")
            return
        }
        let process = Process()
        process.executableURL = tool.url
        process.arguments = arguments
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
        // SwiftPM itself always exits with 1.
        if process.terminationStatus != 0 { exit(process.terminationStatus) }
    }
}
