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

    @Test("the job leaves its metrics in a file for node_exporter", .enabled(if: isSoaking))
    func batchJob() throws {
        let package = try ConsumerPackage(copying: "Examples/batch-job", scratch: "batch-job")
        let build = try package.swift("build")
        try #require(build.ending == .exited(0), "\(build.text)")
        let file = package.path + "/import.prom"
        let good = try RunningProcess.run(package.built("batch-job"), [file], input: "1\n2\n")
        #expect(good.ending == .exited(0) && good.output == "3\n", "\(good.errorOutput)")
        var page = try package.directory.text(of: "import.prom")
        #expect(page.contains("import_rows_total{outcome=\"imported\"} 2.0\n"), "\(page)")
        #expect(page.contains("\nimport_last_success_timestamp_seconds "), "\(page)")
        let bad = try RunningProcess.run(package.built("batch-job"), [file], input: "1\nx\n")
        #expect(bad.ending == .exited(0))
        page = try package.directory.text(of: "import.prom")
        #expect(page.contains("import_rows_total{outcome=\"rejected\"} 1.0\n"), "\(page)")
        #expect(!page.contains("\nimport_last_success_timestamp_seconds "), "\(page)")
    }

    @Test(
        "the Hummingbird service serves typed metrics, those of Hummingbird and those of the process",
        .enabled(if: isSoaking))
    func hummingbird() throws {
        let package = try ConsumerPackage(copying: "Examples/hummingbird-service", scratch: "hummingbird-service")
        let build = try package.swift("build")
        try #require(build.ending == .exited(0), "\(build.text)")
        let service = try RunningProcess(package.built("hummingbird-service"), ["0"])
        defer { service.send(signal: SIGKILL) }
        let line = try service.waitForText(on: .output) { $0.contains("/metrics\n") }
        let port = try #require(line.firstMatch(of: /:([0-9]+)\/metrics/).flatMap { Int($0.1) })
        func get(_ path: String, _ accept: String = "*/*") throws -> String {
            let connection = try TCPConnection(port: port)
            try connection.send(
                "GET \(path) HTTP/1.1\r\nHost: localhost\r\nAccept: \(accept)\r\nConnection: close\r\n\r\n")
            return try connection.readToEnd()
        }
        #expect(try get("/tea/green").contains("green tea"))
        #expect(try get("/tea/none").contains("404"))
        #expect(try get("/nowhere").contains("404"))
        let samples = [
            "tea_shop_sales_total{tea=\"green\"} 1.0",
            "tea_shop_http_requests_in_flight 1.0",
            "tea_shop_http_request_duration_seconds_count{outcome=\"success\",route=\"tea\"} 1.0",
            "tea_shop_http_request_duration_seconds_count{outcome=\"client_error\",route=\"tea\"} 1.0",
            "# TYPE http_server_request_duration_seconds histogram",
            "http_server_active_requests{http_request_method=\"GET\"} 1.0",
            "hb_request_errors_total{error_type=\"404\",http_request_method=\"GET\",http_route=\"NotFound\"} 1.0",
            "hb_requests_total{http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/tea/{kind}\"} 1.0",
        ]
        // Hummingbird records when the response has been written.
        var page = ""
        let isComplete = try eventually {
            page = try get("/metrics")
            return samples.allSatisfy { page.contains($0 + "\n") }
        }
        #expect(isComplete, "\(page)")
        #expect(page.contains("\nprocess_cpu_seconds_total "), "\(page)")
        #expect(!page.contains("metricsgen_bridge_faults_total"), "\(page)")
        let openMetrics = try get("/metrics", "application/openmetrics-text;version=1.0.0")
        #expect(openMetrics.contains("# EOF\n"), "\(openMetrics)")
    }
}
