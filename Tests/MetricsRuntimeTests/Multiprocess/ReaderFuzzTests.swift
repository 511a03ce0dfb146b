// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import MetricsRuntime

/// The reader fed with mutations of the files in `Corpus`, which Prometheus' Python client and this package have made.
///
/// A second in `make test`; `make soak-fuzz` takes ten minutes and other bytes each time. The files that stop the reader
/// are left in the directory that is printed, since the process ends before it could remove them.
@Suite("Feeding the reader with nonsense")
struct ReaderFuzzTests {
    @Test("no bytes, whatever they are, stop the reader, lead it out of them or spoil what others have recorded")
    func hostile() throws {
        let seconds = ProcessInfo.processInfo.environment["METRICSGEN_FUZZ_SECONDS"].flatMap(Double.init)
        let seed = seconds == nil ? 6 : UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let corpus = try Self.corpus()
        #expect(corpus.count >= 9)
        let directory = try SharedDirectory()
        var healthy = PythonFile()
        healthy.append(#"["healthy", "healthy_total", {}, "Healthy."]"#, 7)
        // Of a process that lives: folding leaves it alone.
        let healthyName = "counter_healthy.db"
        try directory.write(healthy.padded, to: healthyName)
        let writer = try directory.writer(of: healthyName)
        defer { withExtendedLifetime(writer) {} }
        let reader = MultiprocessReader(directory: directory.path)
        let deadline = Date(timeIntervalSinceNow: seconds ?? 3600)
        var round = 0
        if seconds != nil { print("fuzzing in \(directory.path), seed \(seed)") }
        while seconds == nil ? round < 2000 : Date() < deadline {
            round += 1
            let file = corpus[Int.random(in: 0..<corpus.count, using: &generator)]
            let bytes = Self.mutated(file.bytes, corpus, &generator)
            try directory.write(bytes, to: file.name)
            let page = reader.exposition()
            #expect(page.contains("\nhealthy_total 7.0\n"), "seed \(seed), round \(round): \(file.name)")
            for line in page.split(separator: "\n") where !line.hasPrefix("#") {
                #expect(line.split(separator: " ").count >= 2, "seed \(seed), round \(round): \(line)")
            }
            // Folding reads the same bytes, and changes nothing that can be read.
            if round % 50 == 0 { _ = try MultiprocessDirectory(directory.path).foldEndedProcesses() }
            if round % 10 == 0 { try Self.removeFiles(of: directory, besides: healthyName) }
        }
        if seconds != nil { print("\(round) files") }
    }

    private struct File {
        let name: String
        let bytes: [UInt8]
    }

    private static func corpus() throws -> [File] {
        let directory = Repository.root.appending(path: "Tests/MetricsRuntimeTests/Corpus")
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path(percentEncoded: false)).sorted()
        return try names.map { File(name: $0, bytes: try [UInt8](Data(contentsOf: directory.appending(path: $0)))) }
    }

    private static func removeFiles(of directory: SharedDirectory, besides kept: String) throws {
        for name in directory.names where name != kept {
            try FileManager.default.removeItem(atPath: directory.path + "/" + name)
        }
    }

    private static func mutated(_ original: [UInt8], _ corpus: [File], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            guard !bytes.isEmpty else { return [0] }
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: bytes[place] = .random(in: .min ... .max, using: &generator)
            case 1: bytes[place] ^= 1 << Int.random(in: 0..<8, using: &generator)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + 8))
            case 3: bytes.removeSubrange(place...)
            case 4:
                // Of another file, from somewhere: half of one and half of the other.
                let other = corpus[Int.random(in: 0..<corpus.count, using: &generator)].bytes
                bytes.replaceSubrange(place..., with: other[Int.random(in: 0..<other.count, using: &generator)...])
            case 5:
                // What follows keeps its places, and the header may speak of more or less than there is.
                let used = Int32(truncatingIfNeeded: bytes.count + Int.random(in: -16...16, using: &generator))
                withUnsafeBytes(of: used) { bytes.replaceSubrange(0..<min(4, bytes.count), with: $0) }
            default:
                let number = [Int32.min, -1, 0, 1, .max, .max - 7].randomElement(using: &generator) ?? 0
                let start = min(place & ~7, max(0, bytes.count - 4))
                withUnsafeBytes(of: number) { bytes.replaceSubrange(start..<min(start + 4, bytes.count), with: $0) }
            }
        }
        return bytes
    }
}
