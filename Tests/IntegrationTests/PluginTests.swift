import Foundation
import TestSupport
import Testing

/// One package, one story: its steps build on each other, since a clean build for each would take minutes.
@Suite("The build plugin in someone else's package")
struct PluginTests {
    @Test("two targets, two specs in one of them, a spec in a test target: built, broken, mended, edited, left alone")
    func story() throws {
        let package = try ConsumerPackage(copying: "Tests/IntegrationTests/Consumers/two-targets")

        // Built: typed metrics of four specs, and nothing else had to be written.
        let first = try package.swift("build", "--build-tests")
        try #require(first.ending == .exited(0), "\(first.text)")
        for target in ["Bakery", "shop", "ShopTests"] {
            #expect(first.text.contains("Compiling the metrics of \(target)"), "\(first.text)")
        }
        let page = try package.run("shop").output
        for sample in ["shop_orders_total 1.0", "shop_open 2.0", "bakery_baked_total 1.0", "oven_temperature 210.0"] {
            #expect(page.contains(sample + "\n"), "\(page)")
        }
        let test = try package.swift("test", "--skip-build")
        #expect(test.ending == .exited(0), "\(test.text)")
        #expect(
            try package.generated(for: "Bakery").keys.sorted() == [
                ".metricsgen-bakery.json", ".metricsgen-oven.json", "metrics.yaml.swift", "notes.yaml.swift",
                "oven.yaml.swift",
            ])
        // A dependency by path with `traits: []` brings neither SwiftNIO nor the argument parser.
        #expect(try package.cloned() == [])
        let pins = try? package.directory.text(of: "Package.resolved")
        for name in ["swift-argument-parser", "swift-nio"] { #expect(pins?.contains(name) != true, "\(name)") }

        // Left alone: SwiftPM plans once more, and the tool may run, but no Swift changes; from the third build on nothing
        // runs.
        let before = try package.generated(for: "shop")
        try package.swift("build", "--build-tests")
        #expect(try package.generated(for: "shop") == before)
        let idle = try package.swift("build", "--build-tests")
        #expect(idle.ending == .exited(0))
        #expect(ran(in: idle.text) == [], "\(idle.text)")

        // Broken: an error of the compiler's form, and the files of the last good spec stay as they were.
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

        // Mended: the tool runs, finds nothing to write, and no Swift is compiled.
        try package.edit("Sources/shop/parts/requests.yaml") { $0.replacingOccurrences(of: "guage", with: "gauge") }
        let mended = try package.swift("build", "--build-tests")
        #expect(mended.ending == .exited(0), "\(mended.text)")
        #expect(ran(in: mended.text) == ["the metrics of shop"], "\(mended.text)")

        // An edited include: the Swift of that file, and no other, is made and compiled again.
        try package.edit("Sources/shop/parts/requests.yaml") {
            $0.replacingOccurrences(of: "Open requests", with: "Requests that are open")
        }
        let edited = try package.swift("build", "--build-tests")
        #expect(edited.ending == .exited(0), "\(edited.text)")
        #expect(ran(in: edited.text).first == "the metrics of shop", "\(edited.text)")
        #expect(edited.text.contains("Compiling shop parts+requests.yaml.swift"), "\(edited.text)")
        #expect(!edited.text.contains("Compiling shop metrics.yaml.swift"), "\(edited.text)")
        #expect(!edited.text.contains("the metrics of Bakery"), "\(edited.text)")
        #expect(try package.run("shop").output.contains("# HELP shop_open Requests that are open.\n"))

        // Swift of the target's own: nothing that concerns specs runs.
        try package.edit("Sources/shop/main.swift") { $0 + "// the end\n" }
        let unrelated = try package.swift("build", "--build-tests")
        #expect(unrelated.ending == .exited(0), "\(unrelated.text)")
        #expect(unrelated.text.contains("Compiling shop main.swift"), "\(unrelated.text)")
        #expect(!unrelated.text.contains("Compiling the metrics of"), "\(unrelated.text)")

        // An include with a new time and the old bytes: the tool may run, no Swift is compiled.
        let generated = try package.generated(for: "shop")
        try package.edit("Sources/shop/parts/requests.yaml") { $0 }
        let touched = try package.swift("build", "--build-tests")
        #expect(touched.ending == .exited(0), "\(touched.text)")
        #expect(ran(in: touched.text) == ["the metrics of shop"], "\(touched.text)")
        #expect(try package.generated(for: "shop") == generated)

        // A spec more, a spec less: its Swift comes and goes.
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

        // An include that SwiftPM would not watch.
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
                "Sources/shop/metrics.yaml:3:11: error: `parts/requests.yaml` is no file of this target [MG3208]"),
            "\(outside.text)")
    }

    /// What a build compiled, as its progress lines say it; plugins' own code is checked every time.
    private func ran(in text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            guard let range = line.firstRange(of: "] Compiling "), !line.contains("Compiling plugin") else {
                return nil
            }
            return String(line[range.upperBound...])
        }
    }
}
