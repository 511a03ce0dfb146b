// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import Testing

@testable import SpecYAML

/// YAML that other people write, which a spec refuses.
@Suite("The tree without policy")
struct YAMLTreeTests {
    private func tree(_ text: String, limits: YAMLTree.Limits = .init()) -> YAMLTree {
        YAMLTree(SourceText(path: "rules.yaml", text: text), id: SourceID(index: 0), limits: limits)
    }

    private let rules = """
        defaults: &base
          for: 5m
          labels: &labels {severity: page}
        groups:
          - name: api
            rules:
              - <<: *base
                alert: Down
                expr: !!str up == 0
              - {<<: [*base, {for: 1m, keep_firing_for: 2m}], alert: Slow, for: 10m, labels: {<<: *labels, team: a}}
        ---
        second: document
        """

    @Test("prints as it is written")
    func outline() throws {
        #expect(
            try #require(tree("a: &x !!str 1\nb: [*x, *y]\n").documents.first?.root).description == #"""
                mapping 1:1-2:12
                  ? plain "a" 1:1-1:2
                  : &x !<tag:yaml.org,2002:str> plain "1" 1:4-1:14
                  ? plain "b" 2:1-2:2
                  : sequence 2:4-2:12
                    - *x -> 1:4-1:14 2:5-2:7
                    - *y broken 2:9-2:11
                """#)
    }

    @Test("aliases and merge keys are followed, and what a mapping says itself counts")
    func merging() throws {
        let tree = tree(rules)
        #expect(tree.stop == nil && tree.brokenAliases.isEmpty)
        #expect(tree.documents.map(\.start.description) == ["1:1-1:1", "11:1-11:4"])
        let listed = try #require(tree.documents[0].root?["groups"]?.elements?.first?["rules"]?.elements)
        #expect(listed.map { $0["for"]?.string } == ["5m", "10m"])
        #expect(listed[0]["labels"]?["severity"]?.string == "page")
        #expect(listed[0]["labels"]?.span.description == "3:11-3:35")
        #expect(listed[0]["expr"]?.tag?.value == "tag:yaml.org,2002:str")
        #expect(listed[1].entries?.map(\.key.string) == ["alert", "for", "labels", "keep_firing_for"])
        #expect(listed[1]["labels"]?.entries?.map(\.value.string) == ["a", "page"])
        #expect(tree.documents[1].root?["second"]?.string == "document")
    }

    @Test("a key that occurs twice is there twice, and a key need not be a scalar")
    func keys() throws {
        let root = try #require(tree("a: 1\na: 2\n? [b]\n: c\n").documents.first?.root)
        #expect(root.entries?.map(\.value.string) == ["1", "2", "c"])
        #expect(root.entries?.last?.key.elements?.map(\.string) == ["b"])
        #expect(root["a"]?.string == "1")
    }

    @Test("an anchor counts from where it is to the next of its name, and to the end of its document")
    func scopes() throws {
        let tree = tree("[&a 1, *a, &a 2, *a]\n---\n*a\n")
        #expect(tree.documents[0].root?.elements?.map(\.string) == ["1", "1", "2", "2"])
        #expect(tree.brokenAliases == [.init(name: "a", span: try span(tree.documents[1]), reason: .unknown)])
    }

    private func span(_ document: YAMLTree.Document) throws -> Span { try #require(document.root).span }

    @Test("a value that repeats itself is a broken alias and no endless tree")
    func recursion() throws {
        let tree = tree("a: &x [1, *x]\nb: &y {<<: *y, c: 1}\n")
        #expect(tree.brokenAliases.map(\.reason) == [.recursive, .recursive])
        #expect(tree.documents[0].root?["b"]?.entries?.map(\.key.string) == ["c"])
    }

    @Test("aliases that multiply end at the limit, and take no memory")
    func aliasBomb() throws {
        var text = "a0: &a0 [x]\n"
        for level in 1...60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n" }
        var limits = YAMLTree.Limits()
        limits.expandedValues = 10_000
        let tree = tree(text, limits: limits)
        #expect(tree.storage.nodes.count == 61 * 2 + 2 + 60 * 3)
        #expect(tree.brokenAliases.allSatisfy { $0.reason == .tooMuch })
        func count(_ element: YAMLElement) -> Int {
            1
                + (element.resolved?.elements ?? element.resolved?.entries?.map(\.value) ?? []).reduce(0) {
                    $0 + count($1)
                }
        }
        #expect(count(try #require(tree.documents[0].root)) <= limits.expandedValues)
    }

    @Test("merge keys that multiply end at the limit")
    func mergeBomb() throws {
        var text = "a0: &a0 {x: 1}\n"
        for level in 1...60 { text += "a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)]}\n" }
        let root = try #require(tree(text).documents[0].root)
        #expect(root["a12"]?.entries?.map(\.key.string) == ["x"])
        #expect(root["a60"]?.entries?.isEmpty == true)
    }

    @Test("depth, values and bytes have a limit")
    func limits() throws {
        var limits = YAMLTree.Limits()
        (limits.depth, limits.values, limits.bytes) = (3, 10, 100)
        guard case .tooDeep(let place)? = tree("[[[[1]]]]", limits: limits).stop else {
            Issue.record("too deep, and read")
            return
        }
        #expect(place.description == "1:4-1:5")
        guard case .tooManyValues(let place)? = tree("[1,2,3,4,5,6,7,8,9,0]", limits: limits).stop else {
            Issue.record("too many values, and read")
            return
        }
        #expect(place.description == "1:20-1:21")
        guard case .tooLarge? = tree(String(repeating: " ", count: 101), limits: limits).stop else {
            Issue.record("too large, and read")
            return
        }
    }

    @Test("where the text stops being YAML, everything before that has been read")
    func fault() throws {
        let tree = tree("a: [1, 2\nb: 3\n")
        guard case .syntax(let fault)? = tree.stop else {
            Issue.record("no fault")
            return
        }
        #expect(fault.position == Position(line: 2, column: 2))
        #expect(fault.problem == "did not find expected ',' or ']'")
        let list = try #require(tree.documents[0].root?.children.first { $0.elements != nil })
        #expect(list.elements?.map(\.string).prefix(2) == ["1", "2 b"])
        #expect(!list.isComplete)
    }
}
