// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Xcode runs only on macOS, so this is all that is tested of the plugin there.
@Suite("The build plugin in an Xcode project")
struct XcodePluginTests {
    @Test("its code compiles, with and without a module like Xcode's")
    func compiles() throws {
        let directory = try TemporaryDirectory()
        let information = try RunningProcess.run("swiftc", ["-print-target-info"]).output
        let resources = try #require(information.firstMatch(of: /"runtimeResourcePath": "(.*)"/)?.1)
        let options = [
            "-swift-version", "6", "-warnings-as-errors", "-package-description-version", "6.2", "-parse-as-library",
            "-I", "\(resources)/pm/PluginAPI",
        ]
        func source(_ path: String) -> String { Repository.root.appending(path: path).path(percentEncoded: false) }
        let plugin = source("Plugins/MetricsGenPlugin/MetricsGenPlugin.swift")
        for arguments in [
            ["-typecheck", plugin],
            [
                "-emit-module", "-module-name", "XcodeProjectPlugin", "-o",
                directory.path + "/XcodeProjectPlugin.swiftmodule",
                source("Tests/IntegrationTests/Consumers/xcode/XcodeProjectPlugin.swift"),
            ],
            ["-typecheck", "-I", directory.path, plugin],
        ] {
            let compiled = try RunningProcess.run("swiftc", options + arguments)
            #expect(compiled.ending == .exited(0), "\(compiled.errorOutput)")
        }
    }
}
