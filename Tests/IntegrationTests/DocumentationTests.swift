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
        import MetricsRuntime
        let registry = MetricsRegistry()
        let metrics = try ShopMetrics(in: registry)
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
        parameters: {max_orders: {type: integer, help: The most orders.}}
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
                deprecated: {since: "1.4", reason: Nothing waits., replaced_by: phase}
              phase: {type: stateset, help: The tills., states: {closed: {}, open: One can pay.}}
        """
        let package = try package(["metrics.yaml": spec, "locales/zh.yaml": blocks("yaml", of: "translations")[1]])
        let lint = try metricsgen("lint", "--format", "json", in: package)
        #expect(!lint.output.contains("translation"), "\(lint.output)")
        #expect(try metricsgen("build", in: package).ending == .exited(0))
        let page = try package.text(of: "Generated/metrics.zh.md")
        for text in ["购物车", "所有购物车中的商品数。", "等待中的订单。", "不再等待。", "应接近 0。", "查看收银台。", "可以付款。", "已发货。", "最大订单数。"] {
            #expect(page.contains(text), "\(text)")
        }
    }

    @Test("the spec on the build plugin's page compiles, and has nothing to complain about")
    func buildPlugin() throws {
        let package = try package(["metrics.yaml": blocks("yaml", of: "build-plugin")[0]])
        let lint = try metricsgen("lint", "--warnings-as-errors", in: package)
        #expect(lint.ending == .exited(0), "\(lint.errorOutput)")
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
