// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A package in a git repository, and the commands that compare it with an earlier revision of it.
@Suite("Comparisons with a revision")
struct RevisionTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try write(labels: "[region]", version: "1.4.0", rules: ["shop_orders_total == 0", "shop_orders_totl == 0"])
        try git("init", "-q", "-b", "main")
        try git("add", "-A")
        try git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "one")
        try git("tag", "v1.4.0")
    }

    private func write(labels: String, version: String, rules: [String]) throws {
        try directory.write(
            """
            metricsgen: 1
            product: {name: shop, version: "\(version)", prefix: shop_}
            labels: {region: {help: Where., values: [north, south]}}
            references: [rules.yaml]
            groups: {orders: {metrics: {orders_total: {type: counter, help: Orders placed., labels: \(labels)}}}}

            """, to: "spec/shop.yaml")
        let rules = rules.map { "      - {record: \"a:\($0.count)\", expr: '\($0)'}\n" }.joined()
        try directory.write("groups:\n  - name: shop\n    rules:\n\(rules)", to: "rules.yaml")
    }

    private func git(_ arguments: String...) throws {
        let outcome = try RunningProcess.run("git", arguments, workingDirectory: directory.path)
        #expect(outcome.ending == .exited(0), "\(outcome.errorOutput)")
    }

    private func run(_ arguments: String..., in folder: String = "") throws -> RunningProcess.Outcome {
        try RunningProcess.run(
            BuiltProgram.path("metricsgen"), arguments, workingDirectory: directory.path + "/" + folder)
    }

    @Test("the working tree is compared with a tag, from any directory, and a breaking change fails a minor step")
    func diff() throws {
        #expect(try run("diff", "git:v1.4.0").output == "shop 1.4.0 to 1.4.0: nothing changed\n")
        try write(labels: "[]", version: "1.5.0", rules: ["shop_orders_total == 0"])
        for (side, folder) in [
            ("git:v1.4.0", ""), ("git:v1.4.0", "spec"), ("git:main:spec/shop.yaml", ""), ("git:v1.4.0:spec", ""),
        ] {
            let outcome = try run("diff", side, in: folder)
            #expect(outcome.ending == .exited(1), "\(side) \(folder): \(outcome.errorOutput)")
            #expect(outcome.output.contains("`shop_orders_total` has lost its label `region` [label-removed]"))
            #expect(outcome.output.contains("rules.yaml:4:"))
            #expect(outcome.errorOutput.contains("queries need a major step, and 1.4.0 to 1.5.0 is a minor step"))
        }
        #expect(try run("diff", "git:v1.4.0", "--expect", "major").ending == .exited(0))
        let unknown = try run("diff", "git:v9")
        #expect(unknown.ending == .exited(2))
        #expect(unknown.errorOutput.contains("the repository has no revision `v9`"))
    }

    @Test("the document is what the page says, and names the place and what breaks")
    func document() throws {
        try write(labels: "[]", version: "1.5.0", rules: ["shop_orders_total == 0"])
        let outcome = try run("diff", "git:v1.4.0", "--format", "json")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(json["verdict"] as? String == "major")
        let change = try #require((json["changes"] as? [[String: Any]])?.first)
        #expect(
            change["readers"] as? [String: String] == ["queries": "breaking", "code": "breaking", "operations": "none"])
        #expect((change["place"] as? [String: Any])?["file"] as? String == "spec/shop.yaml")
        #expect((change["impact"] as? [[String: Any]])?.count == 1)
        let page = try Repository.text("docs/diff.md")
        for member in Array(json.keys) + Array(change.keys) { #expect(page.contains("\"\(member)\""), "\(member)") }
    }

    @Test("only what is on changed lines is reported")
    func changedSince() throws {
        #expect(try run("check", "--references", "rules.yaml").ending == .exited(1))
        let unchanged = try run("check", "--references", "rules.yaml", "--changed-since", "main")
        #expect(unchanged.ending == .exited(0), "\(unchanged.errorOutput)")
        #expect(unchanged.output.contains("2 findings are on lines that didn't change since main"))
        try write(
            labels: "[region]", version: "1.4.0",
            rules: ["shop_order == 0", "shop_orders_total == 0", "shop_orders_totl == 0"])
        let changed = try run("check", "--references", "rules.yaml", "--changed-since", "main")
        #expect(changed.ending == .exited(1))
        #expect(changed.errorOutput.contains("shop_order`") && !changed.errorOutput.contains("shop_orders_totl`"))
        try directory.write("groups: [{name: new, rules: [{record: a, expr: shop_orders_totl}]}]", to: "new.yaml")
        let new = try run("check", "--references", "new.yaml", "--changed-since", "main")
        #expect(new.ending == .exited(1))
        let unknown = try run("check", "--references", "new.yaml", "--changed-since", "v9")
        #expect(unknown.ending == .exited(2))
        #expect(unknown.errorOutput.contains("`--changed-since`: the repository has no revision `v9`"))
    }
}
