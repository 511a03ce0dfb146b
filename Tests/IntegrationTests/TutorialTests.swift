// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("The tutorial", .enabled(if: isSoaking, "it builds a package after each step"))
struct TutorialTests {
    private static let catalogue = "Sources/MetricsHTTP/MetricsHTTP.docc"

    /// The files that the steps show, in their order, each with its place in the reader's package.
    private static func steps() throws -> [(path: String, contents: String, resource: String)] {
        try Repository.text("\(catalogue)/FromAnEmptyPackage.tutorial")
            .matches(of: #/@Code\(name: "([^"]+)", file: "([^"]+)"\)/#)
            .map { (String($0.1), try Repository.text("\(catalogue)/Resources/\($0.2)"), String($0.2)) }
    }

    @Test("builds after each step that says so, and at the end serves the page that it shows")
    func program() throws {
        let package = try ConsumerPackage(emptyWithScratch: "tutorial")
        var shownPage = ""
        var builds = 0
        for step in try Self.steps() {
            // What isn't a file of the reader's package: a terminal, the configuration of Prometheus.
            guard step.path == "Package.swift" || step.path.hasPrefix("Sources/") else {
                if step.path == "Terminal" { shownPage = step.contents }
                continue
            }
            try package.write(step.contents, to: step.path)
            // The manifest comes before the first source.
            guard step.resource != "Package-1.swift" else { continue }
            let build = try package.swift("build")
            if step.resource == "metrics-2.yaml" {
                #expect(build.ending == .exited(1) && build.text.contains("has no member 'increment'"))
                continue
            }
            try #require(build.ending == .exited(0), "\(step.resource): \(build.text)")
            builds += 1
            if step.resource == "Greeter-2.swift" {
                #expect(try package.run("greeter").output.contains("\ngreeter_greetings_total 3.0\n"))
            }
        }
        #expect(builds == 11)

        let page = try Self.page(of: package)
        // The values differ from run to run.
        func lines(_ text: String) -> [Substring] {
            text.split(separator: "\n").map { $0.hasPrefix("#") ? $0 : $0[..<($0.lastIndex(of: " ") ?? $0.endIndex)] }
        }
        let shown = lines(shownPage).dropFirst()
        #expect(shownPage.hasPrefix("$ curl ") && shown.count > 10)
        #expect(Array(shown) == lines(page), "\(page)")
    }

    /// Runs the program on a free port and scrapes it.
    private static func page(of package: ConsumerPackage) throws -> String {
        // Standard output is a pipe here, into which a program writes late.
        let program = try RunningProcess("stdbuf", ["-oL", package.built("greeter"), "0"])
        defer { program.send(signal: SIGKILL) }
        let line = try program.waitForText(on: .output) { $0.contains("/metrics\n") }
        let port = try #require(line.firstMatch(of: /:([0-9]+)\/metrics/).flatMap { Int($0.1) })
        let connection = try TCPConnection(port: port)
        try connection.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        let response = try connection.readToEnd()
        return try String(response[#require(response.range(of: "\r\n\r\n")).upperBound...])
    }
}
