// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// The Swift compiler as a judge of generated code, on the modules that were built beside the tests.
struct SwiftCompiler {
    private let directory: TemporaryDirectory
    private let modules = BuiltProgram.path("Modules")

    init() throws { directory = try TemporaryDirectory() }

    /// Compiles source code as a module that later calls can import.
    func emitModule(_ name: String, _ text: String) throws -> RunningProcess.Outcome {
        try directory.write(text, to: "\(name)/\(name).swift")
        return try run(
            ["-emit-module", "-module-name", name, "-o", directory.path + "/\(name).swiftmodule"],
            files: [directory.path + "/\(name)/\(name).swift"])
    }

    /// Compiles source files, one of them `main.swift`, into a program with the runtime, and runs it.
    func run(_ texts: [String: String]) throws -> RunningProcess.Outcome {
        for (name, text) in texts { try directory.write(text, to: "program/\(name)") }
        let objects = try ["CLibrary", "MetricsRuntime", "MetricsVocabulary"].flatMap { module in
            let folder = BuiltProgram.path("\(module).build")
            return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".o") }
                .map { "\(folder)/\($0)" }
        }
        let program = directory.path + "/program/made"
        let compiled = try RunningProcess.run(
            "swiftc",
            ["-swift-version", "6", "-warnings-as-errors", "-I", modules, "-o", program]
                + texts.keys.sorted().map { directory.path + "/program/\($0)" } + objects, timeLimit: 1800)
        guard compiled.ending == .exited(0) else { return compiled }
        return try RunningProcess.run(program, environment: ["PROMETHEUS_MULTIPROC_DIR": nil])
    }

    /// Files of which one is `main.swift`. They may import every module of the package and of its dependencies.
    func typecheck(program files: [String]) throws -> RunningProcess.Outcome {
        let maps = try modulesInC().flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
        return try run(["-typecheck"] + maps, files: files, isLibrary: false)
    }

    /// The module maps of targets in C, which SwiftPM generates or their packages bring, and of the system's libraries.
    private func modulesInC() throws -> [String] {
        let checkouts = Repository.root.appending(path: ".build/checkouts").path(percentEncoded: false)
        let zlib = Repository.root.appending(path: "Sources/CZlib/module.modulemap").path(percentEncoded: false)
        return try [BuiltProgram.path(""), checkouts].flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
        }.flatMap { folder in
            if folder.hasSuffix(".build") { return ["\(folder)/module.modulemap"] }
            let sources = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/Sources")) ?? []
            return sources.map { "\(folder)/Sources/\($0)/include/module.modulemap" }
        }.filter(FileManager.default.fileExists(atPath:)).sorted() + [zlib]
    }

    func typecheck(_ files: [String]) throws -> RunningProcess.Outcome { try run(["-typecheck"], files: files) }

    private func run(_ arguments: [String], files: [String], isLibrary: Bool = true) throws
        -> RunningProcess.Outcome
    {
        try RunningProcess.run(
            "swiftc",
            arguments + [
                "-swift-version", "6", "-warnings-as-errors", "-Wwarning", "DeprecatedDeclaration", "-I",
                directory.path,
                "-I", modules,
            ] + (isLibrary ? ["-parse-as-library"] : []) + files,
            timeLimit: 1800)
    }
}
