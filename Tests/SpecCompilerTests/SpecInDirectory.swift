import Foundation
import SpecCompilation

@testable import SpecCompiler

/// A package of a test's own with one spec.
final class SpecInDirectory {
    let url: URL

    init(_ spec: String, named name: String = "metrics.yaml") throws {
        url = FileManager.default.temporaryDirectory.appending(path: "metricsgen-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try write("", to: "Package.swift")
        try write(spec, to: name)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var path: String { url.path(percentEncoded: false) }

    func write(_ text: String, to path: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func text(of path: String) throws -> String {
        try String(decoding: Data(contentsOf: url.appending(path: path)), as: UTF8.self)
    }

    func build(_ specs: [String] = ["metrics.yaml"]) throws -> Build {
        try Build(specs.map { RootSpec(path: $0, workingDirectory: path) })
    }
}
