import Foundation

/// A directory of a test's own, with a name that is hard on careless programs; gone with the value.
final class TemporaryDirectory {
    let url: URL
    private let parent: URL

    init() throws {
        parent = FileManager.default.temporaryDirectory.appending(path: "metricsgen-\(UUID().uuidString)")
        url = parent.appending(path: "ü x")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: parent) }

    var path: String { url.path(percentEncoded: false) }

    func write(_ text: String, to path: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func text(of path: String) throws -> String {
        try String(decoding: Data(contentsOf: url.appending(path: path)), as: UTF8.self)
    }

    /// Copies a file or a directory of the repository to the same place in here.
    func copy(_ path: String, from root: URL) throws {
        let target = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: root.appending(path: path), to: target)
    }

    /// Every file below, with its bytes.
    func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        let paths = FileManager.default.enumerator(atPath: path)
        while let file = paths?.nextObject() as? String {
            var isDirectory: ObjCBool = false
            let full = url.appending(path: file)
            _ = FileManager.default.fileExists(atPath: full.path(percentEncoded: false), isDirectory: &isDirectory)
            if !isDirectory.boolValue { files[file] = try Data(contentsOf: full) }
        }
        return files
    }
}
