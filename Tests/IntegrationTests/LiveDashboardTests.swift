// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import QueryMeaning
import SpecHistory
import TestSupport
import Testing

@Suite("The dashboard of the reference product")
struct LiveDashboardTests {
    private let dashboard = Repository.root.appending(path: "Generated/grafana/vllm.json").path(percentEncoded: false)

    @Test("every query finds something in a Prometheus that scrapes the server, without a warning")
    func live() async throws {
        let server = try RunningProcess(BuiltProgram.path("engine-server"), ["--port", "0"])
        defer { server.send(signal: SIGTERM) }
        let log = try server.waitForText(on: .error) { $0.contains("http://127.0.0.1:") }
        let port = try #require(log.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)/)).1

        let directory = try TemporaryDirectory()
        try directory.write(
            """
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
              - job_name: engine
                static_configs: [{targets: ["127.0.0.1:\(port)"]}]
            """, to: "prometheus.yml")
        let prometheus = try RunningProcess(
            "prometheus",
            [
                "--config.file=\(directory.path)/prometheus.yml", "--storage.tsdb.path=\(directory.path)/data",
                "--web.listen-address=127.0.0.1:0", "--log.level=info",
            ])
        defer { prometheus.send(signal: SIGKILL) }
        let started = try prometheus.waitForText(on: .error) {
            $0.contains("Listening on") && $0.contains("ready to receive web requests")
        }
        let address = try #require(started.firstMatch(of: /"?Listening on"? address=(127\.0\.0\.1:\d+)/)).1

        // The simulation needs some time until it has done all that a query asks for.
        var outcome: RunningProcess.Outcome?
        let isAnswered = try eventually {
            outcome = try Judge.python("dash_exprs.py", [dashboard, "--prom", "http://\(address)", "--rate", "1m"])
            return outcome?.ending == .exited(0)
        }
        #expect(isAnswered, "\(outcome?.output ?? "")\(outcome?.errorOutput ?? "")")
        let count = try #require(outcome?.output.firstMatch(of: /^(\d+) expressions, 0 problems/)).1
        #expect(Int(count) ?? 0 > 34)
        try expectLabels(at: String(address))
    }

    /// Of the queries of the dashboard and of random ones over the same series.
    private func expectLabels(at address: String) throws {
        let catalogue = try Catalogue(parsing: Repository.bytes("Generated/catalogue.json"))
        let seed = SeededGenerator.seed(3)
        var random = RandomLabelQueries(generator: SeededGenerator(seed: seed), catalogue)
        let queries = try QueryLabelCases.dashboardQueries() + random.next(300).map { ($0, $0) }
        for targetLabels in [nil, Set<String>()] {
            let metrics = KnownMetrics([catalogue], targetLabels: targetLabels)
            let cases = QueryLabelCases(
                queries: queries.map { QueryLabelCase($0.inserted, meaning: $0.written, metrics: metrics) })
            let outcome = try cases.judged(by: address)
            #expect(outcome.ending == .exited(0), "seed \(seed): \(outcome.output)\(outcome.errorOutput)")
            let answered = try #require(outcome.output.firstMatch(of: /queries, (\d+) with an answer/)?.1)
            #expect(Int(answered) ?? 0 > 120, "\(outcome.output.suffix(200))")
        }
    }
}
