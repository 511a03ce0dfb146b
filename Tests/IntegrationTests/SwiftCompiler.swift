import Foundation
import TestSupport

/// The Swift compiler as a judge of generated code, on the modules that were built beside the tests.
struct SwiftCompiler {
    private let directory: TemporaryDirectory
    private let modules = BuiltProgram.path("Modules")

    init() throws { directory = try TemporaryDirectory() }

    /// Compiles a text as a module that later calls can import.
    func emitModule(_ name: String, _ text: String) throws -> RunningProcess.Outcome {
        try directory.write(text, to: "\(name)/\(name).swift")
        return try run(
            ["-emit-module", "-module-name", name, "-o", directory.path + "/\(name).swiftmodule"],
            files: [directory.path + "/\(name)/\(name).swift"])
    }

    func typecheck(_ files: [String]) throws -> RunningProcess.Outcome { try run(["-typecheck"], files: files) }

    private func run(_ arguments: [String], files: [String]) throws -> RunningProcess.Outcome {
        try RunningProcess.run(
            "swiftc",
            arguments + [
                "-swift-version", "6", "-warnings-as-errors", "-Wwarning", "DeprecatedDeclaration", "-parse-as-library",
                "-I", directory.path, "-I", modules,
            ] + files,
            timeLimit: 300)
    }
}
