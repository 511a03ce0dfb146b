// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#endif

/// Programs that measure other clients: each prints `name|operation|nanoseconds` lines.
struct Peers {
    private var results: [(name: String, operation: String, nanoseconds: Double)] = []
    private let commands: [String]

    init(_ commands: some Sequence<String>) {
        self.commands = Array(commands)
        for command in self.commands { results += Self.run(command) }
    }

    var names: [String] {
        var names: [String] = []
        for result in results where !names.contains(result.name) { names.append(result.name) }
        return names
    }

    func times(of operation: String) -> [String: Double] {
        var times: [String: Double] = [:]
        for result in results where result.operation == operation { times[result.name] = result.nanoseconds }
        return times
    }

    /// What Python takes for the page of a directory.
    func pythonPage(of directory: String) -> Double? {
        guard let command = commands.first(where: { $0.contains("python") }) else { return nil }
        return Self.run("\(command) \(directory)").first?.nanoseconds
    }

    private static func run(_ command: String) -> [(name: String, operation: String, nanoseconds: Double)] {
        guard let stream = popen(command, "r") else { return [] }
        defer { pclose(stream) }
        var results: [(String, String, Double)] = []
        var line = [CChar](repeating: 0, count: 512)
        while fgets(&line, 512, stream) != nil {
            let text = String(
                decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let parts = text.split(separator: "|").map(String.init)
            if parts.count == 3, let time = Double(parts[2]) { results.append((parts[0], parts[1], time)) }
        }
        return results
    }
}
