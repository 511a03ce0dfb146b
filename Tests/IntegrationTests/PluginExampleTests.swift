// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The packages of Examples/, built and run by what their READMEs say, each from a copy outside of this repository.
@Suite("Examples, as a user would run them", .serialized)
struct PluginExampleTests {
    @Test("the service with the build plugin serves its metrics")
    func service() throws {
        let package = try ConsumerPackage(copying: "Examples/service", scratch: "service")
        let build = try package.swift("build")
        try #require(build.ending == .exited(0), "\(build.text)")
        let service = try RunningProcess(package.built("service"), ["0"])
        defer { service.send(signal: SIGKILL) }
        let line = try service.waitForText(on: .output) { $0.contains("/metrics\n") }
        let port = try #require(line.firstMatch(of: /:([0-9]+)\/metrics/).flatMap { Int($0.1) })
        let connection = try TCPConnection(port: port)
        try connection.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        let page = try connection.readToEnd()
        #expect(page.contains("# TYPE tea_house_orders_duration_seconds histogram\n"), "\(page)")
        #expect(page.contains("tea_house_orders_total{tea=\"herbal\"} "), "\(page)")

        // Broken, it says what its README shows.
        let readme = try package.directory.text(of: "README.md")
        let shown = try #require(readme.firstMatch(of: /\n…(\/Sources\/.*)\n/)?.1)
        try package.edit("Sources/service/metrics.yaml") { $0.replacingOccurrences(of: "counter", with: "countr") }
        let broken = try package.swift("build")
        #expect(broken.ending == .exited(1))
        #expect(broken.text.contains(package.path + shown + "\n"), "\(broken.text)")
    }

    @Test("the package that commits its files checks them by the command plugins, and updates them with permission")
    func checkedIn() throws {
        let package = try ConsumerPackage(copying: "Examples/checked-in", scratch: "checked-in")
        let build = try package.swift("build")
        try #require(build.ending == .exited(0), "\(build.text)")
        #expect(try package.run("job").output.contains("job_rows_total{outcome=\"imported\"} 3.0\n"))

        // What is committed here is what the spec says.
        let right = try package.swift("package", "metricsgen-check")
        #expect(right.ending == .exited(0) && right.output.isEmpty, "\(right.text)")

        try package.edit("spec/job.yaml") { $0.replacingOccurrences(of: "Rows that were read", with: "Rows read") }
        let stale = try package.swift("package", "metricsgen-check", "--color", "never")
        #expect(stale.ending == .exited(1))
        #expect(stale.output.contains("+++ b/Generated/metrics.md\n"), "\(stale.text)")
        #expect(stale.text.contains("Generated/Swift/JobMetrics.swift is stale"), "\(stale.text)")

        let refused = try package.swift("package", "metricsgen", "build")
        #expect(refused.ending == .exited(1))
        #expect(refused.text.contains("wants permission to write to the package directory"), "\(refused.text)")
        let allow = "--allow-writing-to-package-directory"
        let mended = try package.swift("package", allow, "metricsgen", "build")
        #expect(mended.ending == .exited(0), "\(mended.text)")
        #expect(mended.output.contains("updated Generated/metrics.md\n"), "\(mended.text)")
        #expect(try package.swift("package", "metricsgen-check").ending == .exited(0))

        // Arguments go through as they are, and failure comes back, as the one status that SwiftPM has for it.
        let lint = try package.swift("package", allow, "metricsgen", "lint", "--warnings-as-errors")
        #expect(lint.ending == .exited(0), "\(lint.text)")
        try package.edit("spec/job.yaml") { $0.replacingOccurrences(of: ", labels: outcome", with: "") }
        let faulty = try package.swift("package", allow, "metricsgen", "lint", "--warnings-as-errors")
        #expect(faulty.ending == .exited(1))
        #expect(faulty.text.contains("no metric uses the label `outcome`"), "\(faulty.text)")
        #expect(faulty.text.contains("--warnings-as-errors counts"), "\(faulty.text)")
        let help = try package.swift("package", allow, "metricsgen", "check", "--help")
        #expect(help.ending == .exited(0) && help.output.contains("USAGE: metricsgen check"), "\(help.text)")
        let misuse = try package.swift("package", allow, "metricsgen", "lint", "no such.yaml")
        #expect(misuse.ending == .exited(1))
        #expect(misuse.text.contains("can't read `no such.yaml`"), "\(misuse.text)")
    }
}
