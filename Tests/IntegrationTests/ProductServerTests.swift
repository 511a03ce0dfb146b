// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ExpositionSyntax
import Foundation
import SpecModel
import SpecOrigins
import SpecTestSupport
import TestSupport
import Testing

/// Servers that others wrote, of the releases that Debian 12 has, beside our specs of them. `Scripts/unpack-debian`
/// unpacks them.
@Suite("Real products, running")
struct ProductServerTests {
    @Test("a page of etcd shows the families of its spec", .enabled(if: Unpacked.has("usr/bin/etcd")))
    func etcd() throws {
        let directory = try TemporaryDirectory()
        let server = try RunningProcess(
            Unpacked.path("usr/bin/etcd"),
            [
                "--data-dir", directory.path + "/data", "--logger", "zap", "--heartbeat-interval", "10",
                "--election-timeout", "100", "--initial-cluster", "default=http://127.0.0.1:0",
            ]
                + ["listen-client", "advertise-client", "listen-peer", "initial-advertise-peer"]
                .flatMap { ["--\($0)-urls", "http://127.0.0.1:0"] })
        defer { server.send(signal: SIGKILL) }
        let log = try server.waitForText(on: .error) { $0.contains("serving client traffic") }
        let port = try #require(log.firstMatch(of: /serving client traffic.*"127\.0\.0\.1:(\d+)"/)).1
        let shown = try ProductPage(port: #require(Int(port))).compare(with: RealProduct(name: "etcd"))
        #expect(shown.count > 80)
    }

    /// PostgreSQL takes seconds to make its files.
    @Test(
        "a page of postgres_exporter, with a PostgreSQL behind it, shows the families of its spec",
        .enabled(if: isSoaking && Unpacked.has("usr/bin/prometheus-postgres-exporter")))
    func postgresExporter() throws {
        let database = try PostgreSQL()
        let exporter = try RunningProcess(
            Unpacked.path("usr/bin/prometheus-postgres-exporter"), ["--web.listen-address=127.0.0.1:0"],
            environment: ["DATA_SOURCE_NAME": database.address])
        defer { exporter.send(signal: SIGKILL) }
        let listening = #/Listening on" address=127\.0\.0\.1:(\d+)/#
        let log = try exporter.waitForText(on: .error) { $0.firstMatch(of: listening) != nil }
        let port = try #require(log.firstMatch(of: listening)).1
        let shown = try ProductPage(port: #require(Int(port))).compare(with: RealProduct(name: "postgres_exporter"))
        #expect(shown.isSuperset(of: ["pg_up", "pg_stat_database_xact_commit", "pg_replication_slots_active"]))
    }
}

/// What a server shows at `/metrics`.
private struct ProductPage {
    private let page: ExpositionPage

    init(port: Int) throws {
        let connection = try TCPConnection(port: port)
        try connection.send("GET /metrics HTTP/1.0\r\nHost: localhost\r\n\r\n")
        let response = try connection.readToEnd()
        let body = try #require(response.firstRange(of: "\r\n\r\n")).upperBound
        page = ExpositionPage(Array(response[body...].utf8))
    }

    /// Compares it with the spec of the product, and returns the names of the product's own families on it.
    func compare(with product: RealProduct) throws -> Set<String> {
        let spec = try #require(CompiledFixture(FixtureFiles(product.spec), emitters: []).spec)
        let declared = Dictionary(grouping: spec.product.metrics, by: \.name)
        #expect(page.faults.isEmpty)
        var shown: Set<String> = []
        for family in page.families
        where !spec.references.external.contains(where: { family.name.hasPrefix($0.prefix.value) }) {
            let found = RealProduct.Family(family)
            let metrics = declared[family.name] ?? []
            #expect(metrics.map(RealProduct.Family.init).contains(found), "the page has \(found)")
            shown.insert(family.name)
        }
        // What is there from the start.
        for metric in spec.product.metrics where metric.condition == nil && metric.labels == metric.boundLabels {
            #expect(shown.contains(metric.name), "the page doesn't have \(metric.name)")
        }
        return shown
    }
}

extension RealProduct.Family {
    fileprivate init(_ family: ExpositionFamily) {
        let type = family.type?.value ?? .untyped
        var labels = Set(family.samples.flatMap { $0.labels.map(\.name.value) })
        var bounds: [Double] = []
        if type == .histogram {
            labels.remove("le")
            let text = family.samples.compactMap { $0[label: "le"] }
            bounds = Set(text.compactMap { Double($0) }.filter(\.isFinite)).sorted()
        }
        self.init(name: family.name, type: type == .untyped ? "unknown" : type.rawValue, labels: labels, bounds: bounds)
    }
}

/// What `Scripts/unpack-debian` unpacks.
private enum Unpacked {
    static func path(_ file: String) -> String {
        Repository.root.appending(path: ".build/debian/bookworm/\(file)").path(percentEncoded: false)
    }

    static func has(_ file: String) -> Bool { FileManager.default.isExecutableFile(atPath: path(file)) }
}

/// A PostgreSQL with a replication slot, which is reached through a socket and gone with the value.
private final class PostgreSQL {
    private let directory: TemporaryDirectory
    private let server: RunningProcess

    init() throws {
        // Its addresses are in lists that a space or a comma would end.
        directory = try TemporaryDirectory(named: "postgres")
        let data = directory.path + "/data"
        // It doesn't run as root.
        let (asUser, owner) =
            geteuid() == 0 ? (["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"], 65534) : ([], nil)
        if let owner { chown(directory.path, uid_t(owner), gid_t(owner)) }
        let environment: [String: String?] = ["LD_LIBRARY_PATH": Unpacked.path("usr/lib/x86_64-linux-gnu")]
        func command(_ program: String, _ arguments: [String]) -> (program: String, arguments: [String]) {
            let words = asUser + [Unpacked.path("usr/lib/postgresql/15/bin/\(program)")] + arguments
            return (words[0], Array(words[1...]))
        }
        func run(_ program: String, _ arguments: [String], input: String = "") throws {
            let command = command(program, arguments)
            let outcome = try RunningProcess.run(
                command.program, command.arguments, input: input, environment: environment)
            try #require(outcome.ending == .exited(0), "\(outcome.errorOutput)")
        }
        try run("initdb", ["-D", data, "-U", "postgres", "-A", "trust", "--no-locale", "--no-sync"])
        try run(
            "postgres", ["--single", "-D", data, "postgres"],
            input: "SELECT pg_create_physical_replication_slot('standby')\n")
        let command = command(
            "postgres",
            [
                "-D", data, "-c", "listen_addresses=", "-c", "unix_socket_directories=\(directory.path)", "-c",
                "fsync=off",
            ])
        server = try RunningProcess(command.program, command.arguments, environment: environment)
        _ = try server.waitForText(on: .error) { $0.contains("ready to accept connections") }
    }

    var address: String { "postgresql://postgres@/postgres?host=\(directory.path)&sslmode=disable" }

    /// At once, without a checkpoint.
    deinit {
        server.send(signal: SIGQUIT)
        _ = try? server.waitForEnd()
    }
}
