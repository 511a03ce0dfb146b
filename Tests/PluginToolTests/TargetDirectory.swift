import Foundation

@testable import metricsgen_plugin_tool

/// A package of a test's own with one target, and the directory that the plugin may write to.
final class TargetDirectory {
    private let package: URL
    let work: URL

    init(_ files: [String: String]) throws {
        package = FileManager.default.temporaryDirectory.appending(path: "metricsgen-\(UUID().uuidString)")
        work = package.appending(path: "work")
        try FileManager.default.createDirectory(at: package, withIntermediateDirectories: true)
        try write("", to: "Package.swift")
        for (name, text) in files { try write(text, to: "Sources/App/\(name)") }
    }

    deinit { try? FileManager.default.removeItem(at: package) }

    func write(_ text: String, to path: String) throws {
        let file = package.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// What the plugin would start for YAML files of the target.
    func build(_ names: String...) throws -> PluginBuild {
        let files = names.map { name in
            PluginBuild.File(
                yaml: package.appending(path: "Sources/App/\(name)").path(percentEncoded: false),
                swift: name.replacingOccurrences(of: "/", with: "+") + ".swift")
        }
        return try PluginBuild(files, workDirectory: work.path(percentEncoded: false))
    }

    /// Every file of the package that a build may have made, by its path.
    func made() throws -> [String: Data] {
        let paths = FileManager.default.enumerator(atPath: package.path(percentEncoded: false))
        var files: [String: Data] = [:]
        while let path = paths?.nextObject() as? String {
            let file = package.appending(path: path)
            guard !path.hasPrefix("Sources/"), path != "Package.swift", !file.hasDirectoryPath,
                let data = FileManager.default.contents(atPath: file.path(percentEncoded: false))
            else { continue }
            files[path] = data
        }
        return files
    }

    /// The file's number, which a file that is put in another's place doesn't share.
    func number(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(
            atPath: package.appending(path: path).path(percentEncoded: false))
        return (attributes[.systemFileNumber] as? NSNumber)?.intValue ?? 0
    }
}
