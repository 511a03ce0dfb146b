// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Generated Swift, compiled")
struct GeneratedSwiftTests {
    @Test(
        "compiles without a warning, public and internal, with every construct of the spec",
        arguments: ["bakery-public", "bakery-internal", "kiosk", "warehouse"])
    func everything(name: String) throws {
        let text = try Repository.text("Tests/SpecEmittersTests/Fixtures/Swift/\(name).swift")
        let outcome = try SwiftCompiler().emitModule("Everything", text)
        #expect(outcome.ending == .exited(0), "\(outcome.errorOutput)")
        #expect(outcome.errorOutput.isEmpty)
    }

    @Test("a state that isn't one, a field that is missing and a removed stateset don't compile; what is meant does")
    func kinds() throws {
        let compiler = try SwiftCompiler()
        let generated = try compiler.emitModule(
            "Kiosk", Repository.text("Tests/SpecEmittersTests/Fixtures/Swift/kiosk.swift"))
        #expect(generated.ending == .exited(0), "\(generated.errorOutput)")
        func errors(_ line: String) throws -> String {
            let user = try TemporaryDirectory()
            try user.write("import Kiosk\nfunc f(_ m: KioskMetrics) { \(line) }\n", to: "user.swift")
            let outcome = try compiler.typecheck([user.path + "/user.swift"])
            return outcome.ending == .exited(0) ? "" : outcome.errorOutput
        }
        for line in [
            "m.sales.orderBytes.observe(2.5)", "m.sales.waitSeconds[.left].observe(1)",
            "m.sales.waitSeconds[.left, .front].observe(1)",
            "m.sales.items.with(customer: \"ada\", door: .back).observe(3)",
            "m.sales.items.with(customer: \"ada\").observe(3)",
            "m.about.buildInfo.set(version: \"1\", flavour: .debug)", "m.about.streetInfo.set()",
            "m.about.tillInfo[.right].set(version: \"2\")",
            "m.about.customerInfo.with(customer: \"a\").set(flavour: .debug)",
            "m.states.phase.set(.closed)", "m.states.phase.set([.open, .default])",
            "m.states.phase.set(.soldOut, to: true)",
            "m.states.tillPhase[.left].set(.busy)",
            "m.states.customerPhase.with(customer: \"a\", till: .left).set(.pays)",
        ] { #expect(try errors(line) == "", "\(line)") }
        let removed = "`kiosk:old_phase` was removed in 1.2: Nobody asked."
        for (line, complaint) in [
            ("m.states.phase.set(.opened)", "has no member 'opened'"),
            ("m.about.buildInfo.set(version: \"1\")", "missing argument for parameter 'flavour'"),
            ("m.sales.items.with(customer: \"ada\").observe(3.5)", "'Double'"),
            ("m.states.oldPhase.set(.warm)", removed), ("m.states.oldPhase[.left].set(.warm)", removed),
            ("m.states.oldInfo.set(version: \"1\")", "`kiosk:old_info` was removed in 1.2"),
        ] {
            let errors = try errors(line)
            #expect(errors.contains(complaint), "\(line): \(errors)")
        }
    }

    @Test("compiles whatever the names are")
    func hardNames() throws {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        try package.write(Repository.text("Tests/SpecEmittersTests/Fixtures/hard-names.yaml"), to: "metrics.yaml")
        let build = try RunningProcess.run(BuiltProgram.path("metricsgen"), ["build"], workingDirectory: package.path)
        #expect(build.ending == .exited(0), "\(build.errorOutput)")
        let outcome = try SwiftCompiler().emitModule("Names", package.text(of: "Generated/NamesMetrics.swift"))
        #expect(outcome.ending == .exited(0), "\(outcome.errorOutput)")
        #expect(outcome.errorOutput.isEmpty)
    }

    @Test(
        "using a deprecated metric is a warning with the reason and the replacement; the generated file has no warning")
    func deprecated() throws {
        let compiler = try SwiftCompiler()
        let generated = try compiler.emitModule("VLLMMetrics", Repository.text("Generated/Swift/VLLMMetrics.swift"))
        #expect(generated.errorOutput.isEmpty, "\(generated.errorOutput)")
        let user = try TemporaryDirectory()
        try user.write(
            "import VLLMMetrics\nfunc f(_ m: VLLMMetrics) { m.request.timeInQueueRequests.observe(1) }\n",
            to: "user.swift")
        let outcome = try compiler.typecheck([user.path + "/user.swift"])
        #expect(outcome.ending == .exited(0), "\(outcome.errorOutput)")
        #expect(
            outcome.errorOutput.contains(
                "warning: 'timeInQueueRequests' is deprecated: deprecated in 0.8, hidden from 0.9, removed from 0.10: "
                    + "It measures what request_queue_time_seconds measures. "
                    + "Use `vllm:request_queue_time_seconds` (`request.queueTimeSeconds`)."))
    }

    @Test("a metric that is renamed in the spec no longer compiles in the engine that records it")
    func renamed() throws {
        let engine = try Repository.files(in: "Sources/EngineMetrics", endingWith: ".swift").map {
            Repository.root.appending(path: "Sources/EngineMetrics/\($0)").path(percentEncoded: false)
        }
        func check(_ rename: (String) -> String) throws -> RunningProcess.Outcome {
            let package = try TemporaryDirectory()
            try package.write("", to: "Package.swift")
            try package.copy("spec", from: Repository.root)
            // An alert asks for it too.
            for file in ["spec/scheduler.yaml", "spec/meaning.yaml"] {
                try package.write(rename(package.text(of: file)), to: file)
            }
            let build = try RunningProcess.run(
                BuiltProgram.path("metricsgen"), ["build"], workingDirectory: package.path)
            #expect(build.ending == .exited(0), "\(build.errorOutput)")
            let compiler = try SwiftCompiler()
            _ = try compiler.emitModule("VLLMMetrics", package.text(of: "Generated/Swift/VLLMMetrics.swift"))
            return try compiler.typecheck(engine)
        }
        let unchanged = try check { $0 }
        #expect(unchanged.ending == .exited(0), "\(unchanged.errorOutput)")
        #expect(unchanged.errorOutput.isEmpty)
        let renamed = try check { $0.replacingOccurrences(of: "num_requests_running", with: "running_requests") }
        #expect(renamed.ending == .exited(1))
        #expect(renamed.errorOutput.contains("has no member 'numRequestsRunning'"), "\(renamed.errorOutput)")
    }

    @Test(
        "code of another generation than the runtime's fails to compile with one line that says what to do",
        arguments: [
            (1, "earlier", "run `metricsgen build` of the same release, or take its prebuilt tool"),
            (3, "later", "update the package metricsgen"),
        ])
    func generation(number: Int, age: String, advice: String) throws {
        let text = try Repository.text("Generated/Swift/VLLMMetrics.swift")
            .replacingOccurrences(of: "InterfaceGeneration2", with: "InterfaceGeneration\(number)")
        let outcome = try SwiftCompiler().emitModule("VLLMMetrics", text)
        #expect(outcome.ending == .exited(1))
        let errors = outcome.errorOutput.split(separator: "\n").filter {
            $0.contains("swift:") && $0.contains(": error: ")
        }
        #expect(errors.count == 1, "\(outcome.errorOutput)")
        #expect(
            errors.first?.hasSuffix(
                "error: 'InterfaceGeneration\(number)' is unavailable: this code was generated by \(age == "later" ? "a" : "an") \(age) "
                    + "metricsgen than this MetricsRuntime; \(advice)") == true, "\(outcome.errorOutput)")
    }

    @Test("without libyaml the compiler says which package to install, on Debian, Fedora and macOS")
    func withoutLibYAML() throws {
        let header = Repository.root.appending(path: "Sources/CLibYAML/shim.h").path(percentEncoded: false)
        let outcome = try RunningProcess.run("clang", ["-x", "c", "-fsyntax-only", "-nostdinc", header])
        #expect(outcome.ending == .exited(1))
        let first = outcome.errorOutput.split(separator: "\n").first ?? ""
        for words in [
            "libyaml's header is missing", "apt-get install libyaml-dev", "dnf install libyaml-devel",
            "brew install libyaml", "the trait LibYAMLFromSource",
        ] { #expect(first.contains(words), "\(outcome.errorOutput)") }
    }
}
