import Foundation
import TestSupport
import Testing

@Suite("Generated Swift, compiled")
struct GeneratedSwiftTests {
    @Test(
        "compiles without a warning, public and internal, with every construct of the spec",
        arguments: ["public", "internal"])
    func bakery(access: String) throws {
        let text = try Repository.text("Tests/SpecEmittersTests/Fixtures/Swift/bakery-\(access).swift")
        let outcome = try SwiftCompiler().emitModule("Bakery", text)
        #expect(outcome.ending == .exited(0), "\(outcome.errorOutput)")
        #expect(outcome.errorOutput.isEmpty)
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

    @Test("a deprecated metric warns whoever uses it, with the reason and where to go; the generated file doesn't warn")
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
            try package.write(rename(package.text(of: "spec/scheduler.yaml")), to: "spec/scheduler.yaml")
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
}
