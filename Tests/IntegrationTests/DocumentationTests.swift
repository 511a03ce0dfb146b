// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Specs and code on the pages of `docs/` are what they say they are.
@Suite("Users' pages")
struct DocumentationTests {
    private func blocks(_ language: String, of page: String) throws -> [String] {
        let parts = try Repository.text("docs/\(page).md").components(separatedBy: "```\(language)\n").dropFirst()
        return parts.map { $0.components(separatedBy: "\n```")[0] + "\n" }
    }

    private func package(_ files: [String: String]) throws -> TemporaryDirectory {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        for (path, text) in files { try package.write(text, to: path) }
        return package
    }

    private func metricsgen(_ arguments: String..., in package: TemporaryDirectory) throws -> RunningProcess.Outcome {
        try RunningProcess.run(BuiltProgram.path("metricsgen"), arguments, workingDirectory: package.path)
    }

    @Test("the kinds' spec, recorded by the kinds' Swift, gives the kinds' page")
    func kinds() throws {
        let package = try package(["metrics.yaml": blocks("yaml", of: "kinds")[0]])
        let lint = try metricsgen("lint", "--warnings-as-errors", in: package)
        #expect(lint.ending == .exited(0), "\(lint.errorOutput)")
        #expect(try metricsgen("build", in: package).ending == .exited(0))
        let main = try """
        \(blocks("swift", of: "kinds")[0])
        print(registry.exposition(), terminator: "")
        """
        let outcome = try SwiftCompiler().run([
            "main.swift": main, "ShopMetrics.swift": package.text(of: "Generated/ShopMetrics.swift"),
        ])
        #expect(outcome.errorOutput == "")
        #expect(try outcome.output == blocks("text", of: "kinds")[0])
        let promtool = try RunningProcess.run("promtool", ["check", "metrics"], input: outcome.output)
        #expect(promtool.ending == .exited(0) && promtool.errorOutput == "", "\(promtool.errorOutput)")
    }

    @Test("the code on the page about recording gives the lines that follow it")
    func recording() throws {
        let package = try package(["metrics.yaml": blocks("yaml", of: "recording")[0]])
        let lint = try metricsgen("lint", "--warnings-as-errors", in: package)
        #expect(lint.ending == .exited(0), "\(lint.errorOutput)")
        #expect(try metricsgen("build", in: package).ending == .exited(0))
        // Each block of code, then the lines of the page that follow it.
        let parts = try Repository.text("docs/recording.md").components(separatedBy: "```swift\n").dropFirst().map {
            let block = $0.components(separatedBy: "\n```")
            let lines = $0.components(separatedBy: "```text\n").dropFirst().first?.components(separatedBy: "\n```")[0]
            return (code: block[0], lines: (lines ?? "").split(separator: "\n"))
        }
        let separator = "=== after a block"
        let main = parts.map { "\($0.code)\nprint(registry.exposition(), \"\(separator)\")\n" }.joined()
        let outcome = try SwiftCompiler().run([
            "main.swift": main, "ShopMetrics.swift": package.text(of: "Generated/ShopMetrics.swift"),
        ])
        try #require(
            outcome.ending == .exited(0) && outcome.errorOutput == "", "\(outcome.output)\(outcome.errorOutput)")
        let expositions = outcome.output.components(separatedBy: separator).dropLast()
        #expect(expositions.count == parts.count)
        for (part, exposition) in zip(parts, expositions) {
            let lines = exposition.split(separator: "\n")
            for line in part.lines { #expect(lines.contains(line), "\(part.code)\n\(exposition)") }
        }
        #expect(parts.count { !$0.lines.isEmpty } >= 5)
    }

    @Test("each Swift call on the page about other clients compiles, and records what the page says")
    func otherClients() throws {
        let package = try package(["metrics.yaml": blocks("yaml", of: "coming-from")[0]])
        let lint = try metricsgen("lint", "--warnings-as-errors", in: package)
        #expect(lint.ending == .exited(0), "\(lint.errorOutput)")
        #expect(try metricsgen("build", in: package).ending == .exited(0))
        let calls = try Repository.text("docs/coming-from.md").matches(of: #/\| `([^`|]+)` \|\n/#).map { $0.output.1 }
        #expect(calls.count >= 40)
        // Calls that record stay; the others are made as well.
        let isRemoval = { (call: Substring) in call.contains(".remove") }
        let main =
            try blocks("swift", of: "coming-from").joined(separator: "\n")
            + calls.filter { !isRemoval($0) }.map { "\ndo { \($0) }" }.joined()
            + "\nprint(registry.exposition(), terminator: \"\")"
            + calls.filter(isRemoval).map { "\n\($0)" }.joined()
            + "\nprint(registry.snapshot()[\"shop_ordered_total\"]?.series.count ?? -1)\n"
        let outcome = try SwiftCompiler().run([
            "main.swift": main, "ShopMetrics.swift": package.text(of: "Generated/ShopMetrics.swift"),
        ])
        #expect(outcome.ending == .exited(0) && outcome.errorOutput == "", "\(outcome.errorOutput)")
        let lines = outcome.output.split(separator: "\n")
        for line in [
            "shop_placed_total 9.0", #"shop_paid_euros_total{payment="cash"} 38.0"#,
            #"shop_ordered_total{customer="Ada"} 2.0"#, "shop_open 12.0", "shop_waiting 3.0",
            "shop_printed_pages_total 1204.0", #"shop_build_info{version="1.4.0"} 1.0"#,
            #"shop_door{shop_door="open"} 1.0"#, "shop_size_bytes_sum 1024.0",
            // The series that are left after their removal.
            "0",
        ] {
            #expect(lines.contains(Substring(line)), "\(line)\n\(outcome.output)")
        }
    }

    @Test("the check on the page about catalogues prints the metrics that nobody owns")
    func catalogue() throws {
        let package = try package(["metrics.yaml": blocks("yaml", of: "recording")[0]])
        let tools = URL(filePath: BuiltProgram.path("metricsgen")).deletingLastPathComponent()
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        func unowned() throws -> RunningProcess.Outcome {
            try RunningProcess.run(
                "python3", ["-c", blocks("python", of: "catalogue")[0]],
                environment: ["PATH": "\(tools.path(percentEncoded: false)):\(path)"], workingDirectory: package.path)
        }
        let found = try unowned()
        #expect(found.ending == .exited(1) && found.errorOutput == "", "\(found.errorOutput)")
        #expect(found.output.split(separator: "\n").count == 14 && found.output.contains("shop_placed_total\n"))
        let spec = try package.text(of: "metrics.yaml")
        try package.write(
            spec.replacing("    metrics:\n", with: "    owner: team counter\n    metrics:\n"), to: "metrics.yaml")
        let owned = try unowned()
        #expect(owned.ending == .exited(0) && owned.output == "\n", "\(owned.output)\(owned.errorOutput)")
    }

    @Test("the waiver on the page about lint hides its finding, and nothing is left to say")
    func waiver() throws {
        let package = try package(["metrics.yaml": blocks("yaml", of: "lint")[0]])
        let lint = try metricsgen("lint", "--warnings-as-errors", in: package)
        #expect(lint.ending == .exited(0), "\(lint.errorOutput)")
    }

    @Test("the translations on their page are read, each text of them")
    func translations() throws {
        let spec = try """
        metricsgen: 1
        product: {name: shop, version: "1.4", prefix: shop_}
        \(blocks("yaml", of: "translations")[0])
        parameters:
          max_orders: {type: integer, help: The most orders.}
          kind: {type: string, help: The kind of the shop., values: {online: On the web., street: {}}, default: street}
        buckets: {orders: {series: [1, 2, 5], max: $max_orders}}
        labels:
          reason: {help: Why it ended., values: {sent: It is sent.}}
        groups:
          cart:
            title: Carts
            metrics:
              items: {type: histogram, help: Items in all carts., buckets: orders, labels: reason}
              queued:
                type: gauge
                help: "Orders waiting. DEPRECATED: use phase"
                how_to_read: Near 0.
                next_steps: Look.
                changes: [{in: "1.3", kind: meaning, note: Counts empty orders too.}]
                deprecated: {since: "1.4", reason: Nothing waits., replaced_by: phase}
              phase: {type: stateset, help: The tills., if: $kind == "street", states: {closed: {}, open: One can pay.}}
              packed_total:
                type: counter
                help: Orders that were packed.
                labels: {size: {help: The size of the box., values: {small: The small one., large: {}}}}
        """
        let package = try package(["metrics.yaml": spec, "locales/zh.yaml": blocks("yaml", of: "translations")[1]])
        let lint = try metricsgen("lint", "--format", "json", in: package)
        #expect(!lint.output.contains("translation"), "\(lint.output)")
        #expect(try metricsgen("build", in: package).ending == .exited(0))
        let page = try package.text(of: "Generated/metrics.zh.md")
        for text in [
            "购物车", "所有购物车中的商品数。", "等待中的订单。", "不再等待。", "应接近 0。", "查看收银台。", "也计入空订单。", "可以付款。", "已发货。", "包装的大小。", "小。",
            "最大订单数。", "商店的类型。", "网店。",
        ] {
            #expect(page.contains(text), "\(text)")
        }
    }

    @Test("the spec on the build plugin's page compiles, and has nothing to complain about")
    func buildPlugin() throws {
        let package = try package(["metrics.yaml": blocks("yaml", of: "build-plugin")[0]])
        let lint = try metricsgen("lint", "--warnings-as-errors", in: package)
        #expect(lint.ending == .exited(0), "\(lint.errorOutput)")
    }

    @Test("the specs on the page about the language compile, each with nothing to complain about")
    func language() throws {
        let blocks = try blocks("yaml", of: "language")
        #expect(blocks.count >= 15)
        for block in blocks {
            // As the page says: what is missing in front of a piece. Further files begin where a comment says so.
            let isWhole = block.hasPrefix("metricsgen:")
            let product =
                block.hasPrefix("product:") ? "" : "product: {name: shop, version: \"1.4.0\", prefix: shop_}\n"
            let files = (isWhole ? block : "metricsgen: 1\n\(product)\(block)").components(separatedBy: "# file: ")
            let package = try package(["metrics.yaml": files[0]])
            for file in files.dropFirst() {
                let lines = file.components(separatedBy: "\n")
                try package.write(lines.dropFirst().joined(separator: "\n"), to: lines[0])
            }
            let lint = try metricsgen("lint", "--warnings-as-errors", in: package)
            #expect(lint.ending == .exited(0) && lint.errorOutput.isEmpty, "\(block)\(lint.errorOutput)")
        }
    }

    @Test("a process is started with other bounds and parameters as the page about the language shows it")
    func parameters() throws {
        let buckets = try #require(try blocks("yaml", of: "language").first { $0.contains("overridable: true") })
        let package = try package([
            "metrics.yaml": """
            metricsgen: 1
            product: {name: shop, version: "1.4.0", prefix: shop_}
            outputs: {swift: {directory: Generated}}
            \(buckets)
            """
        ])
        #expect(try metricsgen("build", in: package).ending == .exited(0))
        let main = try """
        \(blocks("swift", of: "language")[0])
        _ = metrics
        print(registry.exposition(), terminator: "")
        """
        let outcome = try SwiftCompiler().run([
            "main.swift": main, "ShopMetrics.swift": package.text(of: "Generated/ShopMetrics.swift"),
        ])
        #expect(outcome.errorOutput == "")
        func bounds(of metric: String) -> [Substring] {
            outcome.output.split(separator: "\n").filter { $0.hasPrefix("\(metric)_bucket{") }
                .map { $0.split(separator: "\"")[1] }
        }
        #expect(bounds(of: "shop_packing_seconds") == ["60.0", "600.0", "+Inf"])
        #expect(bounds(of: "shop_order_items") == ["40.0", "80.0", "+Inf"])
        // What the comments in the spec say.
        #expect(bounds(of: "shop_shelf_meters") == ["0.5", "0.75", "1.0", "1.25", "1.5", "1.75", "2.0", "+Inf"])
        #expect(bounds(of: "shop_parcel_grams").suffix(2) == ["51200.0", "+Inf"])
    }

    @Test("a process gives the fields of an info and a prefix as the page about the language says")
    func atTheStart() throws {
        let settings = try #require(try blocks("yaml", of: "language").first { $0.contains("fields: from $settings") })
        let spec = settings.replacing(
            "parameters:\n", with: "parameters:\n  prefix: {type: string, default: shop}\n", maxReplacements: 1)
        let package = try package([
            "metrics.yaml": """
            metricsgen: 1
            product: {name: shop, version: "1.4.0", prefix: $prefix + "_"}
            outputs: {swift: {directory: Generated}}
            \(spec)
            """
        ])
        #expect(try metricsgen("build", in: package).ending == .exited(0))
        let code = try #require(try blocks("swift", of: "language").first { $0.contains("settingsInfo") })
        let main = """
            \(code)
            let registry = MetricsRegistry()
            let corner = try ShopMetrics(in: registry, parameters: .init(prefix: "corner", settings: ["wares", "doors"]))
            corner.shop.settingsInfo.set(["doors": "3", "windows": "9"])
            print(registry.exposition())
            for (prefix, settings) in [("9", ["doors"]), ("shop", ["doors", "doors"])] {
                do {
                    _ = try ShopMetrics(in: registry, parameters: .init(prefix: prefix, settings: settings))
                } catch { print(error) }
            }
            """
        let outcome = try SwiftCompiler().run([
            "main.swift": main, "ShopMetrics.swift": package.text(of: "Generated/ShopMetrics.swift"),
        ])
        #expect(outcome.errorOutput == "")
        for line in [
            #"corner_settings_info{doors="3",wares=""} 1.0"#,
            "parameter `prefix`: no metric's name can begin with \"9_\"; give at most 200 letters, digits, `_` and `:`, not starting with a digit",
            "parameter `settings`: two labels of the metric would be `doors`; give each label once",
        ] { #expect(outcome.output.split(separator: "\n").contains(line[...]), "\(outcome.output)") }
    }

    @Test("every link from a page to a page, and to a heading of its own, leads somewhere")
    func links() throws {
        for page in try Repository.files(in: "docs", endingWith: ".md").map({ "docs/\($0)" }) + ["README.md"] {
            let text = try Repository.text(page)
            let folder = page.hasPrefix("docs/") ? "docs/" : ""
            for link in text.matches(of: #/\]\(([^):\s]*\.md)?(?:#([a-z-]+))?\)/#) {
                let target = try link.output.1.map { try Repository.text(folder + $0) } ?? text
                guard let heading = link.output.2 else { continue }
                let headings = target.matches(of: #/(?m)^#+ (.+)$/#).map {
                    $0.output.1.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
                        .replacing(" ", with: "-")
                }
                #expect(headings.contains(String(heading)), "\(page): \(link.output.0)")
            }
        }
    }

    @Test("every page that the modules' documentation names exists")
    func pagesOfArticles() throws {
        let pages = try Repository.articles().flatMap { article in
            try Repository.text(article).matches(of: #/`(docs/[^`]+)`/#).map { (article, String($0.1)) }
        }
        #expect(pages.count >= 5)
        for (article, page) in pages where page != "docs/" {
            #expect((try? Repository.text(page)) != nil, "\(article): \(page)")
        }
    }

    @Test("every rule that a page names exists")
    func rules() throws {
        let known = try RunningProcess.run(BuiltProgram.path("metricsgen"), ["explain"]).output
        for page in try Repository.files(in: "docs", endingWith: ".md") {
            let text = try Repository.text("docs/\(page)")
            for name in text.matches(of: #/\(`([a-z]+-[a-z-]+)`\)/#).map(\.output.1) {
                #expect(known.contains(" \(name) "), "\(page): \(name)")
            }
        }
    }
}
