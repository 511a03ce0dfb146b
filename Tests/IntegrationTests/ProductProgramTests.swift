// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ExpositionSyntax
import Foundation
import SpecTestSupport
import TestSupport
import Testing

@Suite("Generated Swift of real products")
struct ProductProgramTests {
    @Test("is built without a warning; a page of each product has its families, and promtool takes it")
    func program() throws {
        var texts = ["main.swift": Self.main]
        for product in RealProduct.all { texts[product.swiftType + ".swift"] = try Self.swift(of: product) }
        let outcome = try SwiftCompiler().run(texts)
        try #require(outcome.ending == .exited(0) && outcome.errorOutput.isEmpty, "\(outcome.errorOutput)")
        let pages = outcome.output.split(separator: "=== ").map { $0.split(separator: "\n", maxSplits: 1) }
        #expect(pages.map { $0[0] } == RealProduct.all.map { $0.name[...] })
        let settings = #"vllm:cache_config_info{block_size="16",cache_dtype="auto",engine="0"} 1.0"#
        #expect(pages.last?[1].contains(settings + "\n") == true)
        for (product, page) in zip(RealProduct.all, pages) { try expect(String(page[1]), of: product) }
    }

    private func expect(_ text: String, of product: RealProduct) throws {
        let page = ExpositionPage(Array(text.utf8))
        #expect(page.faults.isEmpty)
        let listed = Dictionary(grouping: try product.families, by: \.name)
        let families = page.families.filter { !$0.name.hasPrefix("metricsgen_") }
        for family in families {
            let types = listed[family.name]?.map(\.type)
            // The text format has another word for it.
            let type = family.type?.value == .untyped ? .unknown : family.type?.value
            #expect(types?.contains(type?.rawValue ?? "") == true, "\(product), \(family.name)")
        }
        #expect(families.contains { $0.type?.value == .gauge } && families.count >= 14, "\(product)")
        let samples = text.split(separator: "\n")
        for sample in Self.fromElsewhere[product.name] ?? [] { #expect(samples.contains(sample), "\(product)") }
        let verdict = try RunningProcess.run("promtool", ["check", "metrics"], input: text)
        // It says 3 if it likes a name or a help less, which are the product's.
        #expect([.exited(0), .exited(3)].contains(verdict.ending), "\(product): \(verdict.errorOutput)")
        #expect(!verdict.errorOutput.contains("error while linting"), "\(product): \(verdict.errorOutput)")
    }

    /// What the program doesn't record, but gives as a whole, with every kind of label.
    private static let fromElsewhere: [String: [Substring]] = [
        "etcd": [
            "etcd_debugging_auth_revision 7.0", "etcd_mvcc_db_total_size_in_bytes 20480.0",
            "etcd_debugging_mvcc_current_revision 12.0",
        ],
        "kubelet": [
            #"kubelet_volume_stats_used_bytes{namespace="a",persistentvolumeclaim="b"} 4096.0"#,
            #"volume_manager_total_volumes{plugin_name="csi",state="actual_state_of_world"} 2.0"#,
            #"container_cpu_usage_seconds_total{container="c",namespace="a",pod="p"} 1.5"#,
            "node_cpu_usage_seconds_total 30.25", "scrape_error 0.0",
        ],
        "postgres_exporter": [
            #"pg_static{server="db:5432",short_version="15.3",version="PostgreSQL 15.3"} 1.0"#,
            #"pg_stat_bgwriter_checkpoints_timed_total{server="db:5432"} 17.0"#,
            #"pg_database_size_bytes{datname="shop",server="db:5432"} 8192.0"#,
            #"pg_stat_database_xact_commit{datid="1",datname="shop",server="db:5432"} 100.0"#,
            #"pg_stat_database_sessions{datid="1",datname="shop",server="db:5432"} 9.0"#,
            #"pg_locks_count{datname="shop",mode="sharelock",server="db:5432"} 3.0"#,
            #"pg_stat_activity_count{datname="shop",server="db:5432",state="idle"} 5.0"#,
        ],
    ]

    private static func swift(of product: RealProduct) throws -> String {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        try package.write(
            product.spec + "outputs: {swift: {directory: Generated, type: \(product.swiftType)}}\n", to: "metrics.yaml")
        let build = try RunningProcess.run(BuiltProgram.path("metricsgen"), ["build"], workingDirectory: package.path)
        try #require(build.ending == .exited(0), "\(product): \(build.errorOutput)")
        return try package.text(of: "Generated/\(product.swiftType).swift")
    }

    /// Records a little of each type, and prints the pages.
    private static let main = """
        import MetricsRuntime

        func show(_ name: String, _ record: (MetricsRegistry) throws -> Void) throws {
            let registry = MetricsRegistry(storage: .memory)
            try record(registry)
            print("=== \\(name)")
            print(registry.exposition(), terminator: "")
        }

        try show("etcd") { registry in
            let metrics = try EtcdMetrics(in: registry)
            metrics.server.hasLeader.set(1)
            metrics.debuggingStore.reads[.getRecursive].increment()
            metrics.disk.walFsyncDurationSeconds.observe(0.003)
            metrics.network.peerRoundTripTimeSeconds.with(receiver: "a").observe(0.1)
            metrics.debuggingAuth.revision.read { 7 }
            metrics.mvcc.dbTotalSizeInBytes.read { 20_480 }
            metrics.debuggingMvcc.currentRevision.read { 12 }
        }
        try show("kubelet") { registry in
            let metrics = try KubeletMetrics(in: registry, node: "worker-1")
            metrics.node.name.set(1)
            metrics.node.evictions[.memoryAvailable].increment()
            metrics.pods.podWorkerDurationSeconds[.create].observe(0.2)
            metrics.storage.csiOperationsSeconds.with(
                driverName: "csi", grpcStatusCode: "OK", methodName: "Mount", migrated: false).observe(1)
            metrics.volumes.volumeStatsUsedBytes.with(namespace: "a", persistentvolumeclaim: "b").read { 4096 }
            metrics.volumeManager.totalVolumes.with(pluginName: "csi", state: .actualStateOfWorld).read { 2 }
            metrics.resources.containerCpuUsageSeconds.with(container: "c", pod: "p", namespace: "a").read { 1.5 }
            metrics.resources.nodeCpuUsageSeconds.read { 30.25 }
            metrics.resources.scrapeError.read { 0 }
        }
        try show("postgres_exporter") { registry in
            let metrics = try PostgresExporterMetrics(in: registry, server: "db:5432")
            metrics.exporter.up.set(1)
            metrics.exporter.scrapes.increment()
            metrics.exporter.buildInfo.set(
                branch: "main", goarch: "amd64", goos: "linux", goversion: "go1.19", revision: "1", version: "0.11.1")
            metrics.exporter.static.with(version: "PostgreSQL 15.3", shortVersion: "15.3").read { 1 }
            metrics.statBgwriter.checkpointsTimed.set(total: 17)
            metrics.database.sizeBytes.with(datname: "shop").read { 8192 }
            metrics.statDatabase.xactCommit.with(datid: "1", datname: "shop").set(total: 100)
            metrics.statDatabase.sessions.with(datid: "1", datname: "shop").read { 9 }
            metrics.locks.count.with(datname: "shop", mode: .sharelock).read { 3 }
            metrics.statActivity.count.with(datname: "shop", connectionState: .idle).read { 5 }
        }
        try show("sglang") { registry in
            let metrics = try SglangMetrics(
                in: registry, modelName: "m", engineType: "unified", tpRank: "0", ppRank: "0", moeEpRank: "0",
                ppSize: "1", storageBackend: "", cacheType: "RadixCache",
                parameters: .init(epRanks: [0, 1], delayedPasses: [0, 5, 20, 29]))
            metrics.scheduler.numRunningReqs.set(3)
            metrics.scheduler.realtimeTokens[.decode].increment(by: 7)
            metrics.tokenizer.timeToFirstTokenSeconds.observe(0.3)
        }
        try show("vllm") { registry in
            let metrics = try VllmMetrics(
                in: registry, modelName: "m", engine: "0",
                parameters: .init(
                    maxModelLen: 4096, kvCacheMetrics: true, nixl: true, cacheConfig: ["block_size", "cache_dtype"],
                    kvOffloadConfig: []))
            metrics.scheduler.numRequestsRunning.set(3)
            metrics.requests.requestSuccess[.stop].increment()
            metrics.requests.requestPromptTokens.observe(100)
            metrics.nixl.xferTimeSeconds.observe(0.02)
            metrics.cache.configInfo.set(["block_size": "16", "cache_dtype": "auto"])
        }

        """
}

extension RealProduct {
    fileprivate var swiftType: String { name.split(separator: "_").map(\.capitalized).joined() + "Metrics" }
}
