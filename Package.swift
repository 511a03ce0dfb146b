// swift-tools-version: 6.2
// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

/// A package that uses the build plugin compiles the compiler with every clean build, and runs it once per edit: what
/// matters is the time to compile it. So it has no debug information, each module is compiled in one process, since
/// each process reads all files, and a release build doesn't optimise it. The trait `CommandLine` switches that off:
/// it is for those who run the command line, and for those who write the compiler.
///
/// SwiftPM adds `-g` after these flags, so in debug builds `-gnone` goes to the front end itself.
///
/// SwiftPM accepts such flags from a dependency since 6.2, which is the version that this manifest requires.
let compiler: [SwiftSetting] = [
    .unsafeFlags(
        ["-driver-batch-count", "1", "-Xfrontend", "-gnone", "-index-ignore-system-modules"],
        .when(configuration: .debug)),
    .unsafeFlags(
        ["-driver-batch-count", "2", "-Xfrontend", "-g"], .when(configuration: .debug, traits: ["CommandLine"])),
    .unsafeFlags(["-Onone", "-gnone"], .when(configuration: .release)),
    .unsafeFlags(["-O", "-g"], .when(configuration: .release, traits: ["CommandLine"])),
]

/// The same reason holds in debug builds of other packages. In their releases the runtime is optimised as usual.
let runtime: [SwiftSetting] = [
    .unsafeFlags(["-driver-batch-count", "1", "-index-ignore-system-modules"], .when(configuration: .debug)),
    .unsafeFlags(["-driver-batch-count", "2"], .when(configuration: .debug, traits: ["CommandLine"])),
]

/// A package that uses only the build plugin and the runtime writes `traits: []` and never clones it.
let argumentParser: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser", condition: .when(traits: ["CommandLine"]))

/// The tool of the command plugins. A plugin's tool is a product, which `swift run` also adds to what other packages
/// build.
let commandLine: Target.Dependency = .target(name: "metricsgen", condition: .when(traits: ["CommandLine"]))

let package = Package(
    name: "metricsgen",
    platforms: [.macOS(.v15)],
    // There are no executable products: `swift run` in a package that uses this one would add each of them to what
    // `swift build` makes there. In this package SwiftPM makes an executable product of every executable target.
    products: [
        .plugin(name: "MetricsGenPlugin", targets: ["MetricsGenPlugin"]),
        .plugin(name: "MetricsGenCommandPlugin", targets: ["MetricsGenCommandPlugin"]),
        .plugin(name: "MetricsGenCheckPlugin", targets: ["MetricsGenCheckPlugin"]),
        .library(name: "MetricsRuntime", targets: ["MetricsRuntime"]),
        .library(name: "MetricsProcess", targets: ["MetricsProcess"]),
        .library(name: "MetricsTesting", targets: ["MetricsTesting"]),
        .library(name: "MetricsBridge", targets: ["MetricsBridge"]),
        .library(name: "MetricsHTTP", targets: ["MetricsHTTP"]),
        .library(name: "MetricsArgumentParser", targets: ["MetricsArgumentParser"]),
        .library(name: "EngineMetrics", targets: ["EngineMetrics"]),
    ],
    traits: [
        .trait(name: "HTTP", description: "MetricsHTTP and engine-server, which bring SwiftNIO."),
        .trait(
            name: "CommandLine",
            description:
                "metricsgen, its command plugins and MetricsArgumentParser, which bring swift-argument-parser. The build plugin needs none."
        ),
        .trait(
            name: "LibYAMLFromSource",
            description: "Compiles libyaml from the sources in Yams, for machines where libyaml isn't installed."),
        .trait(name: "SwiftMetrics", description: "MetricsBridge, which brings swift-metrics."),
        .default(enabledTraits: ["HTTP", "CommandLine", "SwiftMetrics"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // MARK: The compiler, in the order in which a spec flows through it

        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .yum(["libyaml-devel"]), .brew(["libyaml"])]),
        .target(name: "CLibrary", swiftSettings: runtime),
        .target(name: "SpecText", swiftSettings: compiler),
        .target(name: "SpecJSON", dependencies: ["SpecText"], swiftSettings: compiler),
        .target(name: "SpecDiagnostics", swiftSettings: compiler),
        .target(name: "SpecReports", dependencies: ["SpecDiagnostics", "SpecJSON"], swiftSettings: compiler),
        // Of Yams only the module CYaml is imported, which is libyaml itself.
        .target(
            name: "SpecYAML",
            dependencies: [
                "CLibYAML", "SpecDiagnostics",
                .product(name: "Yams", package: "Yams", condition: .when(traits: ["LibYAMLFromSource"])),
            ],
            swiftSettings: compiler),
        .target(name: "MetricsVocabulary", swiftSettings: runtime),
        .target(name: "SpecModel", dependencies: ["MetricsVocabulary"], swiftSettings: compiler),
        .target(
            name: "SpecOrigins", dependencies: ["MetricsVocabulary", "SpecDiagnostics", "SpecModel"],
            swiftSettings: compiler),
        .target(
            name: "SpecLanguage",
            dependencies: ["MetricsVocabulary", "SpecDiagnostics", "SpecModel", "SpecOrigins", "SpecYAML"],
            swiftSettings: compiler),
        .target(
            name: "SpecHistory", dependencies: ["MetricsVocabulary", "SpecJSON", "SpecModel"],
            swiftSettings: compiler),
        .target(name: "PromQLSyntax", swiftSettings: compiler),
        .target(
            name: "SpecChecks",
            dependencies: [
                "MetricsVocabulary", "PromQLSyntax", "SpecDiagnostics", "SpecHistory", "SpecModel", "SpecOrigins",
            ],
            swiftSettings: compiler),
        .target(
            name: "SpecOutput",
            dependencies: ["MetricsVocabulary", "SpecDiagnostics", "SpecModel", "SpecOrigins", "SpecText"],
            swiftSettings: compiler),
        .target(
            name: "SwiftEmitter",
            dependencies: [
                "MetricsVocabulary", "SpecDiagnostics", "SpecModel", "SpecOrigins", "SpecOutput", "SpecText",
            ],
            swiftSettings: compiler),
        .target(
            name: "PythonEmitter",
            dependencies: [
                "MetricsVocabulary", "SpecDiagnostics", "SpecModel", "SpecOrigins", "SpecOutput", "SpecText",
            ],
            swiftSettings: compiler),
        .target(
            name: "SpecExplanations",
            dependencies: [
                "SpecDiagnostics", "SpecLanguage", "SpecOutput", "SpecPipeline", "SpecYAML", "SwiftEmitter",
            ],
            swiftSettings: compiler),
        .target(name: "SpecFiles", dependencies: ["CLibrary", "SpecDiagnostics", "SpecText"], swiftSettings: compiler),
        .target(
            name: "SpecPipeline",
            dependencies: [
                "SpecDiagnostics", "SpecFiles", "SpecLanguage", "SpecModel", "SpecOrigins", "SpecOutput", "SpecYAML",
            ],
            swiftSettings: compiler),
        .target(name: "ExpositionSyntax", swiftSettings: compiler),
        .target(
            name: "QueryMeaning",
            dependencies: ["MetricsVocabulary", "PromQLSyntax", "SpecHistory", "SpecModel"],
            swiftSettings: compiler),
        .target(
            name: "CatalogueFiles",
            dependencies: [
                "ExpositionSyntax", "MetricsVocabulary", "QueryMeaning", "SpecDiagnostics", "SpecHistory", "SpecJSON",
                "SpecModel",
            ],
            swiftSettings: compiler),
        .target(
            name: "ReferenceFiles",
            dependencies: ["PromQLSyntax", "SpecDiagnostics", "SpecJSON", "SpecYAML"],
            swiftSettings: compiler),
        .target(
            name: "QueryChecks",
            dependencies: [
                "CatalogueFiles", "MetricsVocabulary", "PromQLSyntax", "QueryMeaning", "ReferenceFiles",
                "SpecDiagnostics", "SpecHistory", "SpecModel",
            ],
            swiftSettings: compiler),
        .target(
            name: "SpecQueries",
            dependencies: [
                "MetricsVocabulary", "PromQLSyntax", "QueryChecks", "QueryMeaning", "ReferenceFiles",
                "SpecDiagnostics", "SpecHistory", "SpecModel", "SpecOrigins",
            ],
            swiftSettings: compiler),
        .target(
            name: "SpecEmitters",
            dependencies: [
                "MetricsVocabulary", "PromQLSyntax", "PythonEmitter", "QueryMeaning", "SpecDiagnostics", "SpecJSON",
                "SpecModel", "SpecOrigins", "SpecOutput", "SpecQueries", "SpecText", "SwiftEmitter",
            ],
            swiftSettings: compiler),
        .target(name: "TextDifference", swiftSettings: compiler),
        .target(name: "GitObjects", dependencies: ["CLibrary", "SpecFiles"], swiftSettings: compiler),
        .target(
            name: "SpecCommands",
            dependencies: [
                "CLibrary", "CatalogueFiles", "GitObjects", "MetricsVocabulary", "PromQLSyntax", "QueryChecks",
                "QueryMeaning",
                "ReferenceFiles", "SpecChecks", "SpecDiagnostics", "SpecEmitters", "SpecExplanations", "SpecFiles",
                "SpecHistory", "SpecJSON", "SpecLanguage", "SpecModel", "SpecOrigins", "SpecOutput", "SpecPipeline",
                "SpecQueries", "SpecReports", "TextDifference",
            ],
            swiftSettings: compiler),
        .executableTarget(
            name: "metricsgen", dependencies: ["SpecCommands", argumentParser], swiftSettings: compiler),
        .executableTarget(
            name: "metricsgen-plugin-tool",
            dependencies: [
                "CLibrary", "SpecDiagnostics", "SpecFiles", "SpecLanguage", "SpecModel", "SpecOutput", "SpecPipeline",
                "SpecYAML", "SwiftEmitter",
            ],
            swiftSettings: compiler),

        // MARK: Plugins

        .plugin(name: "MetricsGenPlugin", capability: .buildTool(), dependencies: ["metricsgen-plugin-tool"]),
        .plugin(
            name: "MetricsGenCommandPlugin",
            capability: .command(
                intent: .custom(
                    verb: "metricsgen", description: "Run metricsgen: build, check, lint, explain and the rest."),
                permissions: [
                    .writeToPackageDirectory(reason: "metricsgen build writes the outputs that your spec asks for.")
                ]),
            dependencies: [commandLine]),
        .plugin(
            name: "MetricsGenCheckPlugin",
            capability: .command(
                intent: .custom(
                    verb: "metricsgen-check",
                    description: "Run metricsgen check, which writes nothing and needs no permission.")),
            dependencies: [commandLine]),

        // MARK: The runtime of generated code

        .target(name: "MetricsRuntime", dependencies: ["CLibrary", "MetricsVocabulary"], swiftSettings: runtime),
        .target(name: "MetricsProcess", dependencies: ["CLibrary", "MetricsRuntime"], swiftSettings: runtime),
        .target(
            name: "MetricsTesting", dependencies: ["ExpositionSyntax", "MetricsRuntime"], swiftSettings: runtime),
        .target(
            name: "MetricsBridge",
            dependencies: [
                "MetricsRuntime",
                .product(name: "CoreMetrics", package: "swift-metrics", condition: .when(traits: ["SwiftMetrics"])),
            ]),
        // Every system that this package supports has it in its standard place.
        .systemLibrary(name: "CZlib"),
        .target(
            name: "MetricsArgumentParser",
            dependencies: ["MetricsRuntime", argumentParser]),
        .target(
            name: "MetricsHTTP",
            dependencies: [
                "CLibrary", "MetricsRuntime", .target(name: "CZlib", condition: .when(traits: ["HTTP"])),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["HTTP"])),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["HTTP"])),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["HTTP"])),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio", condition: .when(traits: ["HTTP"])),
                .product(name: "Logging", package: "swift-log", condition: .when(traits: ["HTTP"])),
                .product(
                    name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: .when(traits: ["HTTP"])),
            ]),

        // MARK: The reference product: the generated code, the engine that records through it, a server

        .target(name: "VLLMMetrics", dependencies: ["MetricsRuntime"], path: "Generated/Swift"),
        .target(name: "EngineMetrics", dependencies: ["VLLMMetrics", "MetricsRuntime"]),
        .executableTarget(
            name: "engine-server",
            dependencies: [
                "CLibrary", "EngineMetrics", "MetricsArgumentParser", "MetricsHTTP", "MetricsRuntime", "SpecJSON",
                argumentParser,
                .product(name: "Logging", package: "swift-log", condition: .when(traits: ["HTTP"])),
                .product(
                    name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: .when(traits: ["HTTP"])),
            ]),

        // MARK: A server for the shared directory of several processes

        .executableTarget(
            name: "metricsgen-exporter",
            dependencies: [
                "CLibrary", "MetricsArgumentParser", "MetricsHTTP", "MetricsRuntime", argumentParser,
                .product(name: "Logging", package: "swift-log", condition: .when(traits: ["HTTP"])),
                .product(
                    name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: .when(traits: ["HTTP"])),
            ]),

        // MARK: Tests

        // Records as the lines of its standard input say: the Swift processes of tests about several processes.
        .executableTarget(
            name: "multiprocess-writer", dependencies: ["CLibrary", "MetricsRuntime"], path: "Tests/MultiprocessWriter"),

        // It has no main function: libFuzzer brings that (`make soak-front-end`).
        .executableTarget(
            name: "front-end-fuzzer",
            dependencies: [
                "SpecChecks", "SpecDiagnostics", "SpecEmitters", "SpecFiles", "SpecOutput", "SpecPipeline",
                "SpecReports",
            ],
            path: "Tests/FrontEndFuzzer", exclude: ["Corpus", "spec.dict"]),

        // The same, for queries (`make soak-queries`).
        .executableTarget(
            name: "query-fuzzer", dependencies: ["PromQLSyntax"], path: "Tests/QueryFuzzer",
            exclude: ["Corpus", "promql.dict"], linkerSettings: [.linkedLibrary("m")]),

        // Times the reading of queries (`make bench-queries`).
        .executableTarget(name: "query-timer", dependencies: ["PromQLSyntax"], path: "Tests/QueryTimer"),

        // Runs each call on the hot path, for `Benchmarks/count-instructions`.
        .executableTarget(
            name: "instruction-probe", dependencies: ["CLibrary", "MetricsRuntime", "VLLMMetrics"],
            path: "Tests/InstructionProbe"),

        .target(name: "TestSupport", dependencies: ["CLibrary", "TextDifference"], path: "Tests/TestSupport"),
        .target(
            name: "SpecTestSupport",
            dependencies: [
                "MetricsVocabulary", "SpecDiagnostics", "SpecFiles", "SpecModel", "SpecOrigins", "SpecOutput",
                "SpecPipeline", "SpecYAML", "TestSupport",
            ],
            path: "Tests/SpecTestSupport"),
        .testTarget(name: "MetricsVocabularyTests", dependencies: ["MetricsVocabulary", "TestSupport"]),
        .testTarget(name: "SpecDiagnosticsTests", dependencies: ["SpecDiagnostics", "SpecJSON", "SpecReports"]),
        .testTarget(name: "TextDifferenceTests", dependencies: ["TestSupport", "TextDifference"]),
        .testTarget(name: "PromQLSyntaxTests", dependencies: ["PromQLSyntax"]),
        .testTarget(name: "ExpositionSyntaxTests", dependencies: ["ExpositionSyntax", "TestSupport"]),
        .testTarget(name: "SpecJSONTests", dependencies: ["SpecJSON", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(name: "SpecYAMLTests", dependencies: ["SpecDiagnostics", "SpecYAML", "TestSupport"]),
        .testTarget(
            name: "SpecLanguageTests",
            dependencies: [
                "MetricsVocabulary", "SpecDiagnostics", "SpecExplanations", "SpecLanguage", "SpecModel", "SpecOrigins",
                "SpecOutput",
                "SpecPipeline", "SpecTestSupport", "SpecYAML", "TestSupport",
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "SpecChecksTests",
            dependencies: [
                "SpecChecks", "SpecDiagnostics", "SpecEmitters", "SpecExplanations", "SpecLanguage", "SpecModel",
                "SpecOutput", "SpecTestSupport", "TestSupport",
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "SpecEmittersTests",
            dependencies: [
                "MetricsVocabulary", "PythonEmitter", "SpecDiagnostics", "SpecEmitters", "SpecJSON", "SpecModel",
                "SpecOrigins", "SpecOutput", "SpecTestSupport", "SwiftEmitter", "TestSupport",
            ],
            exclude: ["Fixtures", "Products"]),
        .testTarget(
            name: "SpecCommandsTests",
            dependencies: [
                "CLibrary", "GitObjects", "MetricsVocabulary", "SpecChecks", "SpecCommands", "SpecDiagnostics",
                "SpecEmitters",
                "SpecFiles",
                "SpecHistory", "SpecLanguage", "SpecModel", "SpecOutput", "SpecPipeline", "SpecQueries",
                "SpecTestSupport",
                "TestSupport",
            ]),
        .testTarget(
            name: "QueryMeaningTests",
            dependencies: ["MetricsVocabulary", "PromQLSyntax", "QueryMeaning", "SpecHistory", "SpecModel"]),
        .testTarget(
            name: "CatalogueFilesTests",
            dependencies: [
                "CatalogueFiles", "MetricsVocabulary", "QueryMeaning", "SpecDiagnostics", "SpecHistory",
                "TestSupport",
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "ReferenceFilesTests",
            dependencies: ["ReferenceFiles", "SpecDiagnostics", "SpecJSON", "SpecYAML", "TestSupport"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "QueryChecksTests",
            dependencies: [
                "CatalogueFiles", "MetricsVocabulary", "PromQLSyntax", "QueryChecks", "QueryMeaning", "ReferenceFiles",
                "SpecDiagnostics", "SpecHistory", "SpecTestSupport", "TestSupport",
            ],
            exclude: ["Cases", "Files"]),
        .testTarget(
            name: "SpecQueriesTests",
            dependencies: [
                "SpecDiagnostics", "SpecEmitters", "SpecOutput", "SpecQueries", "SpecTestSupport", "TestSupport",
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "PluginToolTests", dependencies: ["SpecDiagnostics", "TestSupport", "metricsgen-plugin-tool"]),
        .testTarget(
            name: "MetricsRuntimeTests",
            dependencies: ["ExpositionSyntax", "MetricsRuntime", "MetricsVocabulary", "TestSupport"],
            exclude: ["Corpus", "Native/client_golang.txt"]),
        .testTarget(name: "MetricsTestingTests", dependencies: ["MetricsRuntime", "MetricsTesting"]),
        .testTarget(
            name: "MetricsBridgeTests",
            dependencies: [
                "MetricsBridge", "MetricsRuntime", "TestSupport",
                .product(name: "CoreMetrics", package: "swift-metrics", condition: .when(traits: ["SwiftMetrics"])),
                .product(name: "MetricsTestKit", package: "swift-metrics", condition: .when(traits: ["SwiftMetrics"])),
            ]),
        .testTarget(name: "MetricsProcessTests", dependencies: ["MetricsProcess", "MetricsRuntime"]),
        .testTarget(
            name: "MetricsHTTPTests",
            dependencies: [
                "MetricsHTTP", "MetricsRuntime", "TestSupport",
                .target(name: "CZlib", condition: .when(traits: ["HTTP"])),
                .product(name: "Logging", package: "swift-log", condition: .when(traits: ["HTTP"])),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["HTTP"])),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["HTTP"])),
                .product(name: "NIOEmbedded", package: "swift-nio", condition: .when(traits: ["HTTP"])),
            ]),
        .testTarget(name: "EngineMetricsTests", dependencies: ["EngineMetrics", "MetricsRuntime", "TestSupport"]),
        .testTarget(
            name: "EngineServerTests", dependencies: ["EngineMetrics", "TestSupport", "engine-server"]),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "ExpositionSyntax", "MetricsBridge", "MetricsRuntime", "MetricsVocabulary", "PromQLSyntax",
                "QueryChecks",
                "QueryMeaning", "ReferenceFiles", "SpecCommands", "SpecDiagnostics", "SpecEmitters", "SpecHistory",
                "SpecModel", "SpecOrigins", "SpecOutput", "SpecTestSupport", "TestSupport",
                .product(name: "CoreMetrics", package: "swift-metrics", condition: .when(traits: ["SwiftMetrics"])),
            ],
            exclude: ["Consumers", "Fixtures", "Judges", "Scripts", "TargetChecks"]),
    ],
    swiftLanguageModes: [.v6]
)
