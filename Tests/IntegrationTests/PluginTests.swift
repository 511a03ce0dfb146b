// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite(
    "The build plugin in someone else's package", .serialized,
    .sharing("Tests/IntegrationTests/Consumers/two-targets"))
struct PluginTests {
    private func expectNothingCompiled(
        _ build: (ending: RunningProcess.Ending, text: String, output: String), but expected: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(build.ending == .exited(0), "\(build.text)", sourceLocation: sourceLocation)
        #expect(
            BuiltConsumer.compiled(in: build.text) == expected, "\(build.text)", sourceLocation: sourceLocation)
    }

    @Test(
        "two targets, two specs in one of them and one in a test target become typed metrics, with nothing else written"
    )
    func built() throws {
        let consumer = try BuiltConsumer.shared
        for target in ["Bakery", "shop", "ShopTests"] {
            #expect(consumer.firstBuild.contains("Compiling the metrics of \(target)"), "\(consumer.firstBuild)")
        }
        let package = try consumer.restored()
        let page = try package.run("shop").output
        for sample in ["shop_orders_total 1.0", "shop_open 2.0", "bakery_baked_total 1.0", "oven_temperature 210.0"] {
            #expect(page.contains(sample + "\n"), "\(page)")
        }
        #if os(Linux)
            // Only the build tool needs libyaml, and nothing needs Foundation.
            let libraries = try RunningProcess.run("ldd", [package.built("shop")]).output
            #expect(libraries.contains("libswiftCore"), "\(libraries)")
            #expect(!libraries.contains("Foundation") && !libraries.contains("yaml"), "\(libraries)")
        #endif
        let test = try package.swift("test", "--skip-build")
        #expect(test.ending == .exited(0), "\(test.text)")
        #expect(
            try package.generated(for: "Bakery").keys.sorted() == [
                "metrics.yaml.swift", "notes.yaml.swift", "oven.yaml.swift",
            ])
        // A dependency by path with `traits: []` brings neither SwiftNIO, nor swift-metrics, nor the argument parser.
        #expect(try package.cloned() == [])
        let pins = try? package.directory.text(of: "Package.resolved")
        for name in ["swift-argument-parser", "swift-nio", "swift-metrics"] {
            #expect(pins?.contains(name) != true, "\(name)")
        }
    }

    @Test("a build without a change runs nothing and leaves the Swift as it is")
    func leftAlone() throws {
        let package = try BuiltConsumer.shared.restored()
        let before = try package.generated(for: "shop")
        expectNothingCompiled(try package.swift("build", "--build-tests"))
        #expect(try package.generated(for: "shop") == before)
    }

    @Test(
        """
        a faulty spec is an error of the compiler's form, and the Swift of the last good one stays; when it is good again \
        the tool runs and no Swift is compiled
        """)
    func broken() throws {
        let package = try BuiltConsumer.shared.restored()
        let before = try package.generated(for: "shop")
        try package.edit("Sources/shop/parts/requests.yaml") { $0.replacingOccurrences(of: "gauge", with: "guage") }
        let broken = try package.swift("build", "--build-tests")
        #expect(broken.ending == .exited(1))
        #expect(
            broken.text.contains(
                "\(package.path)/Sources/shop/parts/requests.yaml:5:20: error: `type` can't be `guage` [MG1107]\n"
            ),
            "\(broken.text)")
        #expect(broken.text.contains("did you mean `gauge`?"))
        #expect(try package.generated(for: "shop") == before)

        try package.edit("Sources/shop/parts/requests.yaml") { $0.replacingOccurrences(of: "guage", with: "gauge") }
        expectNothingCompiled(try package.swift("build", "--build-tests"), but: ["the metrics of shop"])
    }

    @Test("of an edited include the Swift of that file is made and compiled again, and no other")
    func edited() throws {
        let package = try BuiltConsumer.shared.restored()
        try package.edit("Sources/shop/parts/requests.yaml") {
            $0.replacingOccurrences(of: "Open requests", with: "Requests that are open")
        }
        let edited = try package.swift("build", "--build-tests")
        #expect(edited.ending == .exited(0), "\(edited.text)")
        #expect(BuiltConsumer.compiled(in: edited.text).first == "the metrics of shop", "\(edited.text)")
        #expect(edited.text.contains("Compiling shop parts+requests.yaml.swift"), "\(edited.text)")
        #expect(!edited.text.contains("Compiling shop metrics.yaml.swift"), "\(edited.text)")
        #expect(!edited.text.contains("the metrics of Bakery"), "\(edited.text)")
        #expect(try package.run("shop").output.contains("# HELP shop_open Requests that are open.\n"))
    }

    @Test("an edit of the target's own Swift runs nothing that concerns specs")
    func unrelated() throws {
        let package = try BuiltConsumer.shared.restored()
        try package.edit("Sources/shop/main.swift") { $0 + "// the end\n" }
        let unrelated = try package.swift("build", "--build-tests")
        #expect(unrelated.ending == .exited(0), "\(unrelated.text)")
        #expect(unrelated.text.contains("Compiling shop main.swift"), "\(unrelated.text)")
        #expect(!unrelated.text.contains("Compiling the metrics of"), "\(unrelated.text)")
    }

    @Test("an include with a new time and the old bytes lets the tool run, and no Swift is compiled")
    func touched() throws {
        let package = try BuiltConsumer.shared.restored()
        let generated = try package.generated(for: "shop")
        try package.edit("Sources/shop/parts/requests.yaml") { $0 }
        expectNothingCompiled(try package.swift("build", "--build-tests"), but: ["the metrics of shop"])
        #expect(try package.generated(for: "shop") == generated)
    }

    @Test("the Swift of a spec comes and goes with it")
    func addedAndRemoved() throws {
        let package = try BuiltConsumer.shared.restored()
        try package.directory.write(
            """
            metricsgen: 1
            product: {name: till, version: "1.0.0", prefix: till_}
            groups: {till: {metrics: {open: {type: gauge, help: Open tills., multiprocess: sum}}}}
            """, to: "Sources/Bakery/till.yaml")
        #expect(try package.swift("build").ending == .exited(0))
        #expect(try package.generated(for: "Bakery")["till.yaml.swift"] != nil)
        try FileManager.default.removeItem(at: package.directory.url.appending(path: "Sources/Bakery/till.yaml"))
        #expect(try package.swift("build").ending == .exited(0))
        #expect(try package.generated(for: "Bakery").keys.filter { $0.contains("till") } == [])
    }

    @Test("an include that SwiftPM would not watch is an error")
    func outside() throws {
        let package = try BuiltConsumer.shared.restored()
        try FileManager.default.moveItem(
            at: package.directory.url.appending(path: "Sources/shop/parts"),
            to: package.directory.url.appending(path: "parts"))
        try package.edit("Sources/shop/metrics.yaml") {
            $0.replacingOccurrences(of: "[parts/requests.yaml]", with: "[../../parts/requests.yaml]")
        }
        let outside = try package.swift("build")
        #expect(outside.ending == .exited(1))
        #expect(
            outside.text.contains(
                "Sources/shop/metrics.yaml:3:11: error: `parts/requests.yaml` isn't a file of this target [MG3208]"),
            "\(outside.text)")
    }
}
