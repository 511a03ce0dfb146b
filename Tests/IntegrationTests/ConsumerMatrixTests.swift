// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Generated Swift in the modules of people who compile with other settings than ours: everything that the legal specs
/// of the tests become, type-checked against the runtime that was built beside the tests.
@Suite("Generated Swift in every consumer")
struct ConsumerMatrixTests {
    static let accessLevels = ["public", "package", "internal"]

    /// How a module is compiled.
    struct Consumer: Sendable {
        let name: String
        let arguments: [String]
        /// Library evolution wants modules that were compiled for it.
        var isEvolving = false
        var accessLevels = ConsumerMatrixTests.accessLevels

        init(_ name: String, _ arguments: [String], isEvolving: Bool = false, only access: String? = nil) {
            (self.name, self.arguments, self.isEvolving) = (name, arguments, isEvolving)
            if let access { accessLevels = [access] }
        }
    }

    private static let features = [
        "InternalImportsByDefault", "ExistentialAny", "MemberImportVisibility", "NonisolatedNonsendingByDefault",
        "InferIsolatedConformances",
    ]

    private static func enabling(_ features: [String]) -> [String] {
        features.flatMap { ["-enable-upcoming-feature", $0] }
    }

    private static let mainActor = ["-default-isolation", "MainActor"]
    private static let evolution = ["-enable-library-evolution"]
    private static let cxx = ["-cxx-interoperability-mode=default"]

    static let consumers = [
        Consumer("language mode 6", ["-swift-version", "6"]),
        Consumer("language mode 5", ["-swift-version", "5"], only: "internal"),
        Consumer(
            "language mode 6, main actor, all upcoming features, explicit sendability, strict memory safety",
            ["-swift-version", "6", "-require-explicit-sendable", "-strict-memory-safety"] + mainActor
                + enabling(features), only: "public"),
        Consumer("library evolution", ["-swift-version", "6"] + evolution, isEvolving: true, only: "public"),
        Consumer("C++ interoperability", ["-swift-version", "6"] + cxx, only: "public"),
    ]

    /// Every combination, which takes some ten minutes.
    private static var product: [Consumer] {
        var consumers: [Consumer] = []
        for mode in [["5"], ["5", "-strict-concurrency=complete"], ["6"], ["6", "-require-explicit-sendable"]] {
            for isolation in [[], mainActor] {
                for features in [[]] + features.map({ [$0] }) + [features] {
                    for (kind, isEvolving) in [
                        ([], false), (evolution, true), (cxx, false), (["-strict-memory-safety"], false),
                    ] {
                        let arguments = ["-swift-version"] + mode + isolation + enabling(features) + kind
                        consumers.append(
                            Consumer(arguments.joined(separator: " "), arguments, isEvolving: isEvolving))
                    }
                }
            }
        }
        return consumers
    }

    @Test("compiles without a warning, beside types of any name, and records from any isolation")
    func compiles() throws { try check(Self.consumers) }

    @Test("compiles in every combination of settings", .enabled(if: isSoaking))
    func combinations() throws { try check(Self.product) }

    private func check(_ consumers: [Consumer]) throws {
        let code = try GeneratedCode()
        for consumer in consumers {
            for access in consumer.accessLevels { try check(consumer, access, code) }
        }
    }

    private func check(_ consumer: Consumer, _ access: String, _ code: GeneratedCode) throws {
        let outcome = try code.typecheck(access: access, consumer.arguments, isEvolving: consumer.isEvolving)
        #expect(
            outcome.ending == .exited(0) && outcome.errorOutput.isEmpty,
            "\(consumer.name), \(access): \(outcome.errorOutput.prefix(3_000))")
    }
}

/// What the legal specs of the tests become in Swift, at each access level.
struct GeneratedCode {
    private let directory: TemporaryDirectory
    private let evolving: String

    /// A module whose own types have the names of everything that generated code uses of other modules.
    private static let namesOfUser = [
        "String", "Int", "Double", "Float", "Bool", "UInt8", "UInt16", "UInt64", "Array", "Optional", "Dictionary",
        "Set",
        "Character", "Sendable", "Error", "Never", "Void", "CaseIterable", "RawRepresentable", "Hashable", "Equatable",
        "Sequence", "Collection", "StaticString", "Counter", "IntegerCounter", "Gauge", "Histogram", "Summary", "Info",
        "StateSet", "MetricsRegistry", "MetricsSetupError", "Visibility", "ProductDeclaration", "MetricLabels",
        "ClosedLabel", "InstanceSeries", "OpenSeries", "RemovedSeries", "BucketSeries", "Buckets", "Parameters",
        "InterfaceGeneration2", "Timed", "Timestamp",
    ]

    init() throws {
        directory = try TemporaryDirectory()
        for access in ConsumerMatrixTests.accessLevels {
            for (name, text) in try Self.specs() { try Self.generate(name, text, access, in: directory) }
        }
        try directory.write(
            Self.namesOfUser.map { $0 == "Sendable" ? "protocol \($0) {}\n" : "struct \($0) {}\n" }.joined()
                + "func fatalError(_ text: Swift.String) {}\n", to: "names.swift")
        try directory.write(
            """
            import MetricsRuntime

            actor Worker {
                let metrics: KioskMetrics
                init(_ metrics: KioskMetrics) { self.metrics = metrics }
                func work() { record(metrics) }
            }
            nonisolated func record(_ metrics: KioskMetrics) {
                metrics.sales.orderBytes.observe(2)
                metrics.sales.items.with(customer: "ada", door: .back).observe(3)
                metrics.states.phase.set(.closed)
                metrics.states.tillPhase[.left].set(.busy)
                metrics.about.streetInfo.set()
                _ = KioskMetrics.Till.allCases.map(\\.text)
            }
            nonisolated func make() throws -> KioskMetrics {
                try KioskMetrics(in: MetricsRuntime.MetricsRegistry(), street: "Main street")
            }
            func ofTheModule(_ metrics: KioskMetrics) { record(metrics) }
            @MainActor func ofTheMainActor(_ metrics: KioskMetrics) {
                metrics.sales.orderBytes.observe(2)
                let closure: @Sendable () -> Swift.Void = { metrics.states.phase.set(.closed) }
                closure()
            }
            nonisolated func ofAnyTask(_ metrics: KioskMetrics) async { metrics.sales.orderBytes.observe(2) }

            """, to: "user.swift")
        evolving = directory.path + "/evolving"
        try FileManager.default.createDirectory(atPath: evolving, withIntermediateDirectories: true)
        for module in ["CLibrary", "MetricsVocabulary", "MetricsRuntime"] {
            let folder = Repository.root.appending(path: "Sources/\(module)").path(percentEncoded: false)
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
            let outcome = try RunningProcess.run(
                "swiftc",
                [
                    "-emit-module", "-swift-version", "6", "-enable-library-evolution", "-package-name", "metricsgen",
                    "-parse-as-library", "-module-name", module, "-I", evolving, "-o",
                    "\(evolving)/\(module).swiftmodule",
                ] + files.sorted().map { "\(folder)/\($0)" }, timeLimit: 1800)
            try #require(outcome.ending == .exited(0), "\(outcome.errorOutput)")
        }
    }

    func typecheck(access: String, _ arguments: [String], isEvolving: Bool) throws -> RunningProcess.Outcome {
        let folder = directory.path + "/" + access
        let generated = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
        return try RunningProcess.run(
            "swiftc",
            [
                "-typecheck", "-warnings-as-errors", "-Wwarning", "DeprecatedDeclaration", "-parse-as-library",
                "-module-name", "Consumer", "-package-name", "consumer", "-I",
                isEvolving ? evolving : BuiltProgram.path("Modules"),
            ] + arguments + generated + ["user.swift", "names.swift"].map { "\(directory.path)/\($0)" },
            timeLimit: 1800)
    }

    /// The name of each legal spec, and its files in one text.
    private static func specs() throws -> [(name: String, text: String)] {
        let folders = ["Tests/SpecLanguageTests/Fixtures/Legal", "Tests/SpecEmittersTests/Fixtures"]
        return try folders.flatMap { folder in
            try Repository.files(in: folder, endingWith: ".yaml").map { file in
                (String(file.dropLast(".yaml".count)), try Repository.text("\(folder)/\(file)"))
            }
            // The catalogue of a release, which would have to be there, has nothing to do with Swift.
            .filter { !$0.1.contains("\n  released: ") }
        }
    }

    /// The Swift of a spec, whatever its own outputs are, in a type named after its file.
    private static func generate(
        _ name: String, _ text: String, _ access: String, in directory: TemporaryDirectory
    ) throws {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        var files = FixtureFiles(text, root: "metrics.yaml")
        let type = name.inUpperCamelCase + "Metrics"
        let root = (files.texts["metrics.yaml"] ?? "").replacing(#/(?m)^outputs:.*\n(?:[ \t].*\n|\n)*/#, with: "")
        files.texts["metrics.yaml"] =
            root + "\noutputs: {swift: {directory: Generated, type: \(type), access: \(access)}}\n"
        for (path, text) in files.texts { try package.write(text, to: path) }
        let build = try RunningProcess.run(BuiltProgram.path("metricsgen"), ["build"], workingDirectory: package.path)
        try #require(build.ending == .exited(0), "\(name): \(build.errorOutput)")
        try directory.write(package.text(of: "Generated/\(type).swift"), to: "\(access)/\(type).swift")
    }
}
