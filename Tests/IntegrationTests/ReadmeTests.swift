// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

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

    private func metricsgen(_ arguments: String..., in package: TemporaryDirectory) throws -> RunningProcess.Outcome {
        try RunningProcess.run(BuiltProgram.path("metricsgen"), arguments, workingDirectory: package.path)
    }

    @Test("its spec has ten lines and nothing to complain about, and its Swift compiles with what comes out")
    func example() throws {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        try package.write(block("yaml"), to: "metrics.yaml")
        #expect(try block("yaml").split(separator: "\n").count == 10)
        let lint = try metricsgen("lint", "--warnings-as-errors", in: package)
        #expect(lint.ending == .exited(0) && lint.errorOutput.isEmpty, "\(lint.errorOutput)")
        let build = try metricsgen("build", in: package)
        #expect(build.ending == .exited(0), "\(build.errorOutput)")
        #expect(build.errorOutput.isEmpty)

        let compiler = try SwiftCompiler()
        let generated = try compiler.emitModule("ShopMetrics", package.text(of: "Generated/Swift/ShopMetrics.swift"))
        #expect(generated.ending == .exited(0), "\(generated.errorOutput)")
        try package.write(block("swift"), to: "main.swift")
        let example = try compiler.typecheck(program: [package.path + "/main.swift"])
        #expect(example.ending == .exited(0), "\(example.errorOutput)")
        #expect(example.errorOutput.isEmpty, "\(example.errorOutput)")

        // The page's table, but for its anchors and links.
        let page = try package.text(of: "Generated/metrics.md")
            .replacing(#/<a id="[^"]*"><\/a>/#, with: "").replacing(#/\[([^\]]*)\]\(#[^)]*\)/#) { String($0.1) }
        let rows = readme.matches(of: #/(?m)^\| .*\|$/#).map { String($0.0) }.prefix { !$0.hasPrefix("| command") }
        let table = rows.drop { !$0.hasPrefix("| Metric") }
        let start = try #require(page.range(of: "| Metric |")).lowerBound
        let real = page[start...].split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { $0.hasPrefix("|") }
        #expect(table.count == 5 && table.elementsEqual(real.map(String.init)), "\(real)")

        // The dashboard's rows and panels, by their titles.
        let drawing = try #require(readme.firstMatch(of: #/```text\n(▾[^`]*)```/#)?.1)
        let drawn = drawing.matches(of: #/▾ (\w+)|\[ (.*?)(?: {2,}[^\]]*| ∿+ )\]/#).map { String($0.1 ?? $0.2 ?? "") }
        let dashboard = try JSONDecoder().decode(
            Dashboard.self, from: Data(package.text(of: "Generated/grafana/shop.json").utf8))
        #expect(drawn == dashboard.panels.map(\.title))
    }

    private struct Dashboard: Decodable {
        struct Panel: Decodable { let title: String }
        let panels: [Panel]
    }

    /// A package with dashboards and alerts, and with programs in front of PATH: `metricsgen`, and what a reader has.
    private func reader() throws -> TemporaryDirectory {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        let alert = """
            groups:
              - name: orders
                rules:
                  - alert: NoOrders
                    expr: sum(rate(shop_ended_total[5m])) == 0
                    for: 10m

            """
        try package.write(alert, to: "alerts/orders.yaml")
        try package.write("{\"panels\": []}", to: "dashboards/shop.json")
        let page = "# TYPE shop_ended_total counter\nshop_ended_total{reason=\"sent\"} 1\n"
        let metadata =
            #"{"status": "success", "data": {"shop_ended_total": [{"type": "counter", "help": "", "unit": ""}]}}"#
        for (name, script) in [
            "metricsgen": "exec '\(BuiltProgram.path("metricsgen"))' \"$@\"",
            "curl":
                "case $* in *api/v1/metadata) echo '\(metadata)' ;; *:8000/metrics) printf '\(page)' ;; *) exit 1 ;; esac",
            "swift": "echo swift \"$@\"",
        ] {
            try package.write("#!/bin/bash\n\(script)\n", to: "programs/\(name)")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: package.path + "/programs/" + name)
        }
        return package
    }

    @Test("its three ways in run as they are shown, and find a query for a metric that isn't there")
    func waysIn() throws {
        let blocks = readme.components(separatedBy: "```sh\n").dropFirst().map {
            $0.components(separatedBy: "\n```")[0]
        }
        try #require(blocks.count == 3)
        let commands = blocks.map { $0.split(separator: "\n").map(String.init) }
        func run(_ commands: [String], in package: TemporaryDirectory) throws -> RunningProcess.Outcome {
            try RunningProcess.run(
                "bash", ["-e", "-c", commands.joined(separator: "\n")],
                environment: ["PATH": package.path + "/programs:/usr/bin:/bin"], workingDirectory: package.path)
        }
        for commands in commands {
            let outcome = try run(commands, in: reader())
            #expect(outcome.ending == .exited(0) && outcome.errorOutput == "", "\(commands)\(outcome.errorOutput)")
        }

        let swift = try reader()
        #expect(try run(commands[0], in: swift).output.hasSuffix("swift build\n"))
        let lint = try metricsgen("lint", "--warnings-as-errors", "Sources/App/metrics.yaml", in: swift)
        #expect(lint.ending == .exited(0), "\(lint.errorOutput)")

        // What is wrong today is found until it is in the baseline.
        let dashboards = try reader()
        let wrong = "      - record: shop:change\n        expr: deriv(shop_ended_total[5m])\n"
        try dashboards.write(dashboards.text(of: "alerts/orders.yaml") + wrong, to: "alerts/orders.yaml")
        let first = try run(Array(commands[1][..<2]), in: dashboards)
        #expect(first.errorOutput.contains("[MG4504]"), "\(first.output)\(first.errorOutput)")
        let rest = try run(Array(commands[1][2...]), in: dashboards)
        #expect(rest.ending == .exited(0) && rest.errorOutput == "", "\(rest.errorOutput)")

        // The page has all of the shop's metrics, so another one is an error.
        let page = try reader()
        try page.write(
            page.text(of: "alerts/orders.yaml").replacing("ended", with: "sent"), to: "alerts/orders.yaml")
        let third = try run(commands[2], in: page)
        #expect(third.ending == .exited(1))
        #expect(third.errorOutput.contains("there is no metric `shop_sent_total` [MG4101]"), "\(third.errorOutput)")
    }

    @Test("a deprecated metric warns, from 1.5 on it is not on the dashboard, and 1.6 doesn't build until it is fixed")
    func lifecycle() throws {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        let deprecated = try #require(readme.firstMatch(of: #/`(deprecated: \{.*?\})` to `open`/#)?.1)
        func build(_ version: String) throws -> RunningProcess.Outcome {
            let spec = try block("yaml")
            #expect(spec.contains("\"1.4.0\"") && spec.contains("multiprocess: sum}"))
            try package.write(
                spec.replacing("\"1.4.0\"", with: "\"\(version)\"")
                    .replacing("multiprocess: sum}", with: "multiprocess: sum, \(deprecated)}"), to: "metrics.yaml")
            return try metricsgen("build", in: package)
        }
        #expect(try build("1.4.0").ending == .exited(0))
        #expect(
            try package.text(of: "Generated/Swift/ShopMetrics.swift").contains("@available(*, deprecated, message:"))
        #expect(try package.text(of: "Generated/grafana/shop.json").contains("shop_open"))
        #expect(try build("1.5.0").ending == .exited(0))
        #expect(try !package.text(of: "Generated/grafana/shop.json").contains("shop_open"))
        let overdue = try build("1.6.0")
        #expect(overdue.ending == .exited(1))
        #expect(overdue.errorOutput.contains("`shop_open` was due to be removed in 1.6"))
        #expect(try metricsgen("lint", "--fix", in: package).ending == .exited(0))
        #expect(try metricsgen("build", in: package).ending == .exited(0))
    }

    @Test("it names every command there is, and each says what it does")
    func commands() throws {
        let help = try RunningProcess.run(BuiltProgram.path("metricsgen"), ["--help"]).output
        let list = help.split(separator: "SUBCOMMANDS:")[1]
        let listed = list.matches(of: #/\n  ([a-z-]+) /#).map { String($0.output.1) }
        #expect(listed.count >= 4)
        for command in listed { #expect(readme.contains("`metricsgen \(command)"), "\(command)") }
    }
}
