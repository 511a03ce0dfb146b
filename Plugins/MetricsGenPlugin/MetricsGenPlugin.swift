import Foundation
import PackagePlugin

/// Compiles the specs in a target's folder into typed Swift, as a part of building the target.
///
/// This code runs only when SwiftPM plans a build anew, which an edit of a spec is no reason for. So it looks at the
/// names of files and never into one: every YAML file of the target is an input, and each has one Swift file.
@main
struct MetricsGenPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? SwiftSourceModuleTarget else {
            Diagnostics.error(
                "target `\(target.name)` has no Swift sources, so that MetricsGenPlugin can't add to them")
            return []
        }
        let specs = target.sourceFiles.map(\.url)
            .filter { ["yaml", "yml"].contains($0.pathExtension) }
            .sorted { $0.path(percentEncoded: false) < $1.path(percentEncoded: false) }
        guard !specs.isEmpty else {
            Diagnostics.error(
                "target `\(target.name)` uses MetricsGenPlugin and has no YAML file: run "
                    + "`metricsgen init '\(target.directoryURL.path(percentEncoded: false))metrics.yaml'`, "
                    + "or copy the spec in docs/build-plugin.md")
            return []
        }
        let workDirectory = context.pluginWorkDirectoryURL
        let files = specs.map { (spec: $0, swift: Self.swiftName(of: $0, in: target.directoryURL)) }
        for (index, file) in files.enumerated() {
            guard let first = files[..<index].first(where: { $0.swift == file.swift }) else { continue }
            Diagnostics.error(
                "`\(first.spec.path(percentEncoded: false))` and `\(file.spec.path(percentEncoded: false))` both become "
                    + "`\(file.swift)`, and a module can have one file of a name: rename one of the two")
            return []
        }
        return [
            .buildCommand(
                displayName: "Compiling the metrics of \(target.name)",
                executable: try context.metricsGenTool().url,
                arguments: [workDirectory.path(percentEncoded: false)]
                    + files.flatMap { [$0.spec.path(percentEncoded: false), $0.swift] },
                inputFiles: specs,
                outputFiles: files.map { workDirectory.appending(path: $0.swift) })
        ]
    }

    /// `parts/requests.yaml` becomes `parts+requests.yaml.swift`: the names of Swift files in a module must differ, and
    /// this is no name that a person gives to one.
    private static func swiftName(of spec: URL, in directory: URL) -> String {
        let parts = spec.standardizedFileURL.pathComponents
        let base = directory.standardizedFileURL.pathComponents
        return parts.dropFirst(base.count).joined(separator: "+") + ".swift"
    }
}

extension PluginContext {
    /// The tool that was built with the package, or the prebuilt one of a package that has that.
    fileprivate func metricsGenTool() throws -> Tool { try tool(named: "metricsgen-plugin-tool") }
}
