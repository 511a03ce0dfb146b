import Foundation
import TestSupport
import Testing

@Suite("The README")
struct ReadmeTests {
    private let readme: String

    init() throws { readme = try Repository.text("README.md") }

    /// The first block of code in a language.
    private func block(_ language: String) throws -> String {
        let start = try #require(readme.range(of: "```\(language)\n")).upperBound
        let end = try #require(readme.range(of: "\n```", range: start..<readme.endIndex)).lowerBound
        return String(readme[start..<end]) + "\n"
    }

    @Test("its spec compiles, and its Swift compiles with what comes out, with the warning that it promises")
    func example() throws {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        try package.write(block("yaml"), to: "metrics.yaml")
        let build = try RunningProcess.run(BuiltProgram.path("metricsgen"), ["build"], workingDirectory: package.path)
        #expect(build.ending == .exited(0), "\(build.errorOutput)")
        #expect(build.errorOutput.isEmpty)

        let compiler = try SwiftCompiler()
        let generated = try compiler.emitModule("ShopMetrics", package.text(of: "Generated/Swift/ShopMetrics.swift"))
        #expect(generated.ending == .exited(0), "\(generated.errorOutput)")
        let body = try block("swift").split(separator: "\n", omittingEmptySubsequences: false)
            .map { "    " + $0 }.joined(separator: "\n")
        try package.write(
            "import MetricsRuntime\nimport ShopMetrics\n\nfunc example() throws {\n\(body)\n}\n", to: "example.swift")
        let example = try compiler.typecheck([package.path + "/example.swift"])
        #expect(example.ending == .exited(0), "\(example.errorOutput)")
        #expect(example.errorOutput.contains("warning: 'queued' is deprecated: deprecated in 1.4"))
        #expect(example.errorOutput.contains("Use `shop_open` (`orders.open`)."))
    }

    @Test("from 1.5 on the deprecated metric is off the dashboard, and 1.6 doesn't build")
    func lifecycle() throws {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        func build(_ version: String) throws -> RunningProcess.Outcome {
            let spec = try block("yaml")
            #expect(spec.contains("\"1.4.0\""))
            try package.write(spec.replacing("\"1.4.0\"", with: "\"\(version)\""), to: "metrics.yaml")
            return try RunningProcess.run(BuiltProgram.path("metricsgen"), ["build"], workingDirectory: package.path)
        }
        #expect(try build("1.5.0").ending == .exited(0))
        #expect(try !package.text(of: "Generated/grafana/shop.json").contains("shop_queued"))
        let overdue = try build("1.6.0")
        #expect(overdue.ending == .exited(1))
        #expect(overdue.errorOutput.contains("`queued` was due to be removed in 1.6"))
    }

    @Test("it names every command there is, and each says what it does")
    func commands() throws {
        let help = try RunningProcess.run(BuiltProgram.path("metricsgen"), ["--help"]).output
        let listed = help.split(separator: "SUBCOMMANDS:")[1].matches(of: #/\n  ([a-z]+) /#).map { String($0.output.1) }
        #expect(listed.count >= 4)
        for command in listed { #expect(readme.contains("`metricsgen \(command)"), "\(command)") }
    }
}
