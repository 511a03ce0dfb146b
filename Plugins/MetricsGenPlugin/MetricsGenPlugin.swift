// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PackagePlugin

/// Compiles the specs in a target's folder into typed Swift, as a part of building the target.
///
/// This code runs only when SwiftPM plans a build, and editing a spec doesn't make it plan again. So it looks only at
/// the names of files: every YAML file of the target is an input, and each has one Swift file.
@main
struct MetricsGenPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? SwiftSourceModuleTarget else {
            Diagnostics.error(
                "target `\(target.name)` has no Swift sources, so MetricsGenPlugin can't add to them")
            return []
        }
        return try commands(
            for: target.name, files: target.sourceFiles.map(\.url), directory: target.directoryURL,
            workDirectory: context.pluginWorkDirectoryURL, tool: context.tool)
    }

    /// - Parameters:
    ///   - files: All files of the target, of which the YAML files are the specs.
    ///   - directory: The directory that file names are relative to.
    ///   - tool: Finds a tool of the plugin by its name.
    private func commands(
        for target: String, files: [URL], directory: URL, workDirectory: URL,
        tool: (String) throws -> PluginContext.Tool
    ) throws -> [Command] {
        let specs = files.filter { ["yaml", "yml"].contains($0.pathExtension) }
            .sorted { $0.path(percentEncoded: false) < $1.path(percentEncoded: false) }
        guard !specs.isEmpty else {
            Diagnostics.error(
                "target `\(target)` uses MetricsGenPlugin and has no YAML file: run "
                    + "`metricsgen init '\(directory.path(percentEncoded: false))metrics.yaml'`, "
                    + "or copy the spec in docs/build-plugin.md")
            return []
        }
        let named = specs.map { (spec: $0, swift: Self.swiftName(of: $0, in: directory)) }
        for (index, file) in named.enumerated() {
            guard let first = named[..<index].first(where: { $0.swift == file.swift }) else { continue }
            Diagnostics.error(
                "`\(first.spec.path(percentEncoded: false))` and `\(file.spec.path(percentEncoded: false))` both become "
                    + "`\(file.swift)`, and a module can have one file of a name: rename one of the two")
            return []
        }
        return [
            .buildCommand(
                displayName: "Compiling the metrics of \(target)",
                executable: try Self.tool(tool).url,
                arguments: [workDirectory.path(percentEncoded: false)]
                    + named.flatMap { [$0.spec.path(percentEncoded: false), $0.swift] },
                inputFiles: specs,
                outputFiles: named.map { workDirectory.appending(path: $0.swift) })
        ]
    }

    /// The tool that was built with the package, or the prebuilt one if the package has that.
    private static func tool(_ find: (String) throws -> PluginContext.Tool) throws -> PluginContext.Tool {
        try find("metricsgen-plugin-tool")
    }

    /// `parts/requests.yaml` becomes `parts+requests.yaml.swift`: the names of Swift files in a module must differ,
    /// and nobody gives a file this name by hand.
    private static func swiftName(of spec: URL, in directory: URL) -> String {
        let parts = spec.standardizedFileURL.pathComponents
        let base = directory.standardizedFileURL.pathComponents
        // A target of an Xcode project can have files from outside of the project's directory.
        let name = parts.starts(with: base) ? parts.dropFirst(base.count) : parts.suffix(1)
        return name.joined(separator: "+") + ".swift"
    }
}

#if canImport(XcodeProjectPlugin)
    import XcodeProjectPlugin

    extension MetricsGenPlugin: XcodeBuildToolPlugin {
        /// The same for a target of an Xcode project: its YAML files are those in the target's build phases.
        func createBuildCommands(context: XcodePluginContext, target: XcodeTarget) throws -> [Command] {
            try commands(
                for: target.displayName, files: target.inputFiles.map(\.url),
                directory: context.xcodeProject.directoryURL, workDirectory: context.pluginWorkDirectoryURL,
                tool: context.tool)
        }
    }
#endif
