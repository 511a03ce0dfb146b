// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import TestSupport
import Testing

@testable import SpecLanguage

@Suite("Conditions")
struct ConditionTests {
    private static let parameters = [
        Parameter(name: "a", help: nil, type: .boolean(default: nil)),
        Parameter(name: "b", help: nil, type: .boolean(default: nil)),
        Parameter(name: "n", help: nil, type: .integer(minimum: -1, maximum: 4, default: nil)),
        Parameter(name: "m", help: nil, type: .integer(minimum: 0, maximum: 3, default: nil)),
        Parameter(
            name: "s", help: nil,
            type: .choice(
                ["x", "y", "z"].map { Label.Value(text: $0, help: nil, swiftName: nil) }, default: nil)),
    ]

    /// Every value that a process can have.
    private static let assignments: [[String: Condition.Value]] = {
        var all: [[String: Condition.Value]] = [[:]]
        for parameter in parameters {
            let values: [Condition.Value] =
                switch parameter.name {
                case "n": (-1...4).map { .integer($0) }
                case "m": (0...3).map { .integer($0) }
                case "s": ["x", "y", "z"].map { .string($0) }
                default: [.boolean(true), .boolean(false)]
                }
            all = all.flatMap { given in values.map { given.merging([parameter.name: $0]) { $1 } } }
        }
        return all
    }()

    private static func holds(_ condition: Condition, _ given: [String: Condition.Value]) -> Bool {
        switch condition {
        case .term(let term): term.isTrue(of: given[term.parameter] ?? .boolean(false))
        case .all(let parts): parts.allSatisfy { holds($0, given) }
        case .any(let parts): parts.contains { holds($0, given) }
        }
    }

    private static func random(_ depth: Int, using generator: inout SeededGenerator) -> Condition {
        if depth > 0, Int.random(in: 0..<3, using: &generator) > 0 {
            let parts = (0..<Int.random(in: 1...3, using: &generator)).map { _ in random(depth - 1, using: &generator) }
            return Bool.random(using: &generator) ? .all(parts) : .any(parts)
        }
        let parameter = parameters.randomElement(using: &generator) ?? parameters[0]
        let comparisons = Condition.Comparison.allCases
        switch parameter.type {
        case .integer:
            // Some of them are beyond the limits.
            let number = Int.random(in: -3...6, using: &generator)
            return .term(.init(parameter.name, comparisons.randomElement(using: &generator) ?? .less, .integer(number)))
        case .choice(let values, _):
            let value = values.randomElement(using: &generator)?.text ?? ""
            return .term(.init(parameter.name, Bool.random(using: &generator) ? .equal : .notEqual, .string(value)))
        default:
            return .term(.init(parameter.name, .equal, .boolean(Bool.random(using: &generator))))
        }
    }

    @Test("are decided as by trying every value, and the values that are named make them true")
    func decisions() throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(2_026))
        for _ in 0..<2_000 {
            let condition = Self.random(3, using: &generator)
            let isPossible = Self.assignments.contains { Self.holds(condition, $0) }
            switch condition.decision(among: Self.parameters) {
            case .never: #expect(!isPossible, "\(condition)")
            case .possible(let example):
                let agreeing = Self.assignments.filter { given in example.allSatisfy { given[$0.parameter] == $0.value }
                }
                #expect(!agreeing.isEmpty && agreeing.allSatisfy { Self.holds(condition, $0) }, "\(condition)")
            case .unknown: Issue.record("\(condition)")
            }
            #expect(Self.assignments.allSatisfy { Self.holds(condition, $0) != Self.holds(condition.opposite, $0) })
        }
    }

    @Test("are undecided only after thousands of combinations, or where a parameter isn't known")
    func limits() {
        // More pigeons than holes: each has a hole, and no hole has two of them.
        func pigeons(_ count: Int) -> (condition: Condition, parameters: [Parameter]) {
            let pigeons = 0..<count
            let holes = 0..<count - 1
            func name(_ pigeon: Int, _ hole: Int) -> String { "p\(pigeon)_\(hole)" }
            let somewhere = pigeons.map { pigeon in Condition.any(holes.map { .isTrue(name(pigeon, $0)) }) }
            let apart = holes.flatMap { hole in
                pigeons.flatMap { one in
                    pigeons.filter { $0 > one }.map { other in
                        Condition.any([one, other].map { .term(.init(name($0, hole), .equal, .boolean(false))) })
                    }
                }
            }
            let parameters = pigeons.flatMap { pigeon in
                holes.map { Parameter(name: name(pigeon, $0), help: nil, type: .boolean(default: nil)) }
            }
            return (.all(somewhere + apart), parameters)
        }
        let (few, many) = (pigeons(4), pigeons(7))
        #expect(few.condition.decision(among: few.parameters) == .never)
        #expect(many.condition.decision(among: many.parameters) == .unknown)
        let parameters = Self.parameters
        #expect(Condition.isTrue("other").decision(among: parameters) == .unknown)
        let extremes = Parameter(name: "n", help: nil, type: .integer(minimum: nil, maximum: nil, default: nil))
        #expect(Condition.term(.init("n", .greater, .integer(.max))).decision(among: [extremes]) == .never)
        #expect(Condition.term(.init("n", .less, .integer(.min))).decision(among: [extremes]) == .never)
    }

    @Test("are printed as the spec writes them, and read back")
    func text() {
        var generator = SeededGenerator(seed: SeededGenerator.seed(7))
        for _ in 0..<300 {
            let condition = Self.random(2, using: &generator)
            for term in condition.terms {
                let syntax = ConditionSyntax(term.description)
                #expect(syntax?.term == term && syntax?.isStrict == true, "\(term)")
            }
        }
        let condition = Condition.all([
            .isTrue("a"),
            .any([.term(.init("b", .equal, .boolean(false))), .term(.init("n", .notEqual, .integer(-1)))]),
        ])
        #expect(condition.description == "all: [$a, {any: [not $b, $n != -1]}]")
        #expect(
            condition.text(.words(and: " and ", or: " or ", not: "not ") { "`\($0)`" })
                == "`a` and (not `b` or `n` ≠ -1)")
    }

    @Test(
        "are understood in other notations, and written as here",
        arguments: [
            ("!$a", "not $a"), ("NOT $a", "not $a"), ("a", "$a"), ("$a == true", "$a"), ("$a != true", "not $a"),
            ("not $n < 2", "$n >= 2"), ("$n = 2", "$n == 2"), ("$n≥2", "$n >= 2"), ("$s == 'x y'", "$s == \"x y\""),
            ("s <> x", "$s != \"x\""), ("$n > +2", "$n > 2"),
        ])
    func otherNotations(written: String, meant: String) {
        let syntax = ConditionSyntax(written)
        #expect(syntax?.term.description == meant)
        #expect(syntax?.isStrict == false)
    }

    @Test(
        "are nothing where nobody could say what they mean",
        arguments: [
            "", "$", "$a $b", "$n >", "> 2", "$n > 1.5", "$n > 2 && $a", "$s < \"x\"", "$s == \"x", "2 < $n", "$n > $m",
            "$n >= 99999999999999999999",
        ])
    func nonsense(written: String) { #expect(ConditionSyntax(written) == nil) }
}
