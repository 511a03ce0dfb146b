// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Random queries as text, with all that the language has: each of them is right, or has one fault of a known class.
struct RandomQueryTexts {
    /// What Prometheus refuses, by class.
    enum Fault: CaseIterable {
        case comparisonOfNumbers, boolWithoutComparison, setOperatorOfNumber, groupOfSetOperator, labelInBothLists
        case matchingOfNumber, groupWithoutMatching, rangeAsOperand, stringAsOperand, rangeOfExpression
        case offsetOfExpression, momentOfExpression, repeatedOffset, repeatedMoment, subqueryOfNumber
        case argumentCount, argumentType, aggregationCount, aggregationType, unknownFunction, nameTwice
        case selectsEverything, matchersOfInfo, badNumber, badDuration, emptyRange, badEscape, openString
        case trailingComma, badPattern, reservedName, openBracket, extraBracket, missingOperand, missingOperator
        case badCharacter, badMatcher, badMoment, divisionByZero
    }

    var generator: SeededGenerator

    // MARK: Right ones

    mutating func query(depth: Int) -> String {
        switch below(12) {
        case 0: scalar(depth)
        case 1: pick(["\"a\"", "'b\\n'", "`c\\d`", "\"\\u00e9\\x41\\101\""])
        case 2: range(depth)
        default: vector(depth)
        }
    }

    mutating func vector(_ depth: Int) -> String {
        guard depth > 0 else { return selector() + shift() }
        let less = depth - 1
        switch below(16) {
        case 0: return "(\(space())\(vector(less))\(space()))"
        case 1: return pick(["-", "+"]) + vector(0)
        case 2, 3: return "\(pick(Self.ofVectors))(\(vector(less)))"
        case 4: return "histogram_quantile(\(number()), \(vector(less)))"
        case 5:
            return pick([
                "label_replace(\(vector(less)), \"a\", \"$1\", \"b\", \"(.*)\")",
                "label_join(\(vector(less)), 'a', ',', \"b\")",
                "clamp(\(vector(less)), \(scalar(less)), 2)", "round(\(vector(less)), 5)", "vector(\(scalar(less)))",
            ])
        case 6, 7: return aggregation(vector(less))
        case 8, 9: return "\(pick(Self.ofRanges))\(space())(\(range(less)))"
        case 10:
            return chance(2)
                ? "quantile_over_time(\(number()), \(range(less)))" : "predict_linear(\(range(less)), \(scalar(less)))"
        case 11: return "\(vector(less))\(space())\(comparison())\(space())\(pick(["", "bool "]))\(scalar(less))"
        case 12: return "\(scalar(less)) \(arithmetic()) \(vector(less))"
        case 13:
            return
                "\(vector(less)) \(pick(["and", "or", "unless", "AND"])) \(pick(["", labels("on"), labels("ignoring")])) \(vector(less))"
        default:
            let operation = chance(3) ? comparison() + pick(["", " bool"]) : arithmetic()
            return "\(vector(less)) \(operation) \(matching()) \(vector(less))"
        }
    }

    private mutating func scalar(_ depth: Int) -> String {
        guard depth > 0 else { return number() }
        switch below(7) {
        case 0: return "(\(scalar(depth - 1)))"
        case 1: return "-" + number()
        case 2: return "scalar(\(vector(depth - 1)))"
        case 3: return pick(["time()", "pi()"])
        case 4: return "\(scalar(depth - 1)) \(comparison()) bool \(scalar(depth - 1))"
        case 5: return "\(scalar(depth - 1)) \(arithmetic()) \(scalar(depth - 1))"
        default: return number()
        }
    }

    private mutating func range(_ depth: Int) -> String {
        if depth > 0, chance(3) {
            return "(\(vector(depth - 1)))[\(duration()):\(pick(["", duration()]))]\(shift())"
        }
        return "\(selector())\(space())[\(pick(["", " "]))\(duration())\(space())]\(shift())"
    }

    private mutating func aggregation(_ argument: String) -> String {
        let name = pick(["sum", "avg", "min", "max", "count", "group", "stddev", "stdvar", "SUM"])
        switch below(6) {
        case 0:
            return
                "\(pick(["topk", "bottomk", "quantile"])) \(labels(pick(["by", "without"]))) (\(number()), \(argument))"
        case 1: return "count_values(\"v\", \(argument)) \(labels("by"))"
        case 2: return "\(name)(\(argument))"
        case 3: return "\(name)(\(argument)) \(labels(pick(["by", "without"])))"
        default: return "\(name)\(space())\(labels(pick(["by", "without", "By"])))\(space())(\(argument))"
        }
    }

    mutating func selector() -> String {
        let name = pick([
            "a", "b_total", "c:d", "http_requests_total", "sum", "offset", "by", "x1", "_y", "fill", "start",
        ])
        switch below(5) {
        case 0: return name
        case 1: return "{__name__\(pick(["=", "=~"]))\"\(name)\", \(matchers(1 + below(2)))}"
        case 2: return "\(name)\(space()){}"
        default: return "\(name){\(matchers(1 + below(3)))\(pick(["", ","]))}"
        }
    }

    private mutating func matchers(_ count: Int) -> String {
        (0..<count).map { _ in
            let label = pick(["job", "le", "by", "on", "inf", "_a1"])
            let quote = pick(["\"", "'", "`"])
            if chance(2) { return "\(label)\(pick(["=", "!="]))\(quote)\(pick(["", "a", "b c", "é", "#"]))\(quote)" }
            let pattern = pick([
                "a|b", ".+", "a.*", "(a|b)c?", "[^0-9]+", "5..", "a{2,3}", "(?i)x", "^a$", "[[:alpha:]]", "a{,3}",
            ])
            return "\(label)\(pick(["=~", "!~"]))\(space())\(quote)\(pattern)\(quote)"
        }.joined(separator: pick([",", ", ", " ,"]))
    }

    private mutating func labels(_ word: String) -> String {
        "\(word)\(space())(\(pick(["", "a", "a, b", "le,a,", "on, by", "job"])))"
    }

    private mutating func matching() -> String {
        switch below(4) {
        case 0: labels(pick(["on", "ignoring"]))
        case 1:
            "\(pick(["on", "ignoring"])) (x, y) \(pick(["group_left", "group_right", "GROUP_LEFT"])) \(pick(["", "()", "(z)"]))"
        default: ""
        }
    }

    private mutating func shift() -> String {
        switch below(8) {
        case 0: " offset \(pick(["", "-"]))\(duration())"
        case 1: " @ \(pick(["1", "1.5", "-3", "start()", "end()", "1609746000"]))"
        case 2: " @ end() offset 5m"
        case 3: " OFFSET 1h @ 2"
        default: ""
        }
    }

    private mutating func number() -> String {
        pick([
            "1", "0.5", ".5", "5.", "1e3", "1E-3", "0x1F", "017", "08", "Inf", "NaN", "inf", "100", "1.25", "1e21",
            "1e-7",
        ])
    }

    private mutating func duration() -> String {
        pick(["5m", "1h30m", "90s", "1d", "1w", "1y", "8d", "100ms", "1m1s1ms", "24h", "0h5m"])
    }

    private mutating func arithmetic() -> String { pick(["+", "-", "*", "/", "%", "^", "atan2"]) }
    private mutating func comparison() -> String { pick(["==", "!=", "<", "<=", ">", ">="]) }
    private mutating func space() -> String { pick(["", "", "", " ", "\n", "\t", " # c\n"]) }

    private static let ofVectors = [
        "abs", "ceil", "exp", "ln", "sqrt", "sgn", "sort", "sort_desc", "timestamp", "absent", "hour", "sin", "atanh",
    ]
    private static let ofRanges = [
        "rate", "irate", "increase", "delta", "deriv", "changes", "resets", "avg_over_time", "last_over_time",
        "absent_over_time",
    ]

    // MARK: Wrong ones

    mutating func faulty(_ fault: Fault) -> String {
        let fragment = fragment(fault)
        // Around a part that has no end, there is nothing to be right.
        switch below(5) {
        case 0: return fragment
        case 1: return "abs(\(fragment))"
        case 2: return "\(vector(1)) + (\(fragment))"
        case 3: return "(\(fragment)) / \(selector())"
        default: return "sum by (a) (\(fragment))"
        }
    }

    private mutating func fragment(_ fault: Fault) -> String {
        let (vector, scalar) = (vector(1), scalar(1))
        return switch fault {
        case .comparisonOfNumbers: "vector((\(scalar)) \(comparison()) (\(self.scalar(1))))"
        case .boolWithoutComparison: "(\(vector)) \(arithmetic()) bool (\(self.vector(1)))"
        case .setOperatorOfNumber: "(\(vector)) \(pick(["and", "or", "unless"])) \(number())"
        case .groupOfSetOperator:
            "(\(vector)) \(pick(["and", "or", "unless"])) on (x) \(pick(["group_left", "group_right"])) (\(pick(["", "y"]))) b"
        case .labelInBothLists:
            "(\(vector)) * on (x, y) \(pick(["group_left", "group_right"])) (\(pick(["x", "z, y"]))) \(selector())"
        case .matchingOfNumber: "(\(vector)) \(arithmetic()) \(pick(["on", "ignoring"])) (x) \(number())"
        case .groupWithoutMatching:
            "(\(vector)) \(arithmetic()) \(pick(["group_left", "group_right (x)"])) \(selector())"
        case .rangeAsOperand: pick(["(\(vector)) + \(range(0))", "\(range(0)) \(comparison()) 1", "-(\(range(0)))"])
        case .stringAsOperand: pick(["\"a\" \(arithmetic()) (\(vector))", "(\(vector)) == 'a'", "-\"a\""])
        case .rangeOfExpression: "rate((\(vector))[\(duration())])"
        case .offsetOfExpression: "(\(vector)) offset \(duration())"
        case .momentOfExpression: "(\(vector)) @ 1"
        case .repeatedOffset: "a offset \(duration()) offset \(duration())"
        case .repeatedMoment: "a @ \(pick(["1", "start()"])) @ \(pick(["2", "end()"]))"
        case .subqueryOfNumber: "rate((\(scalar))[\(duration()):])"
        case .argumentCount:
            pick([
                "abs()", "rate(a[5m], \(number()))", "clamp((\(vector)), 1)",
                "label_replace((\(vector)), \"a\", \"b\")", "time(\(number()))", "vector()",
                "histogram_quantile((\(vector)))",
            ])
        case .argumentType:
            pick([
                "rate(\(selector()))", "abs(\(scalar))", "vector(\(selector()))", "scalar(\(number()))",
                "abs(\(range(0)))", "histogram_quantile((\(vector)), \(number()))",
                "label_join((\(vector)), \(number()), \"b\")",
            ])
        case .aggregationCount:
            pick([
                "sum()", "topk((\(vector)))", "sum((\(vector)), a)", "quantile by (a) (\(selector()))",
                "count_values((\(vector)))",
            ])
        case .aggregationType:
            pick([
                "sum(\(scalar))", "sum(\(range(0)))", "topk(\"a\", (\(vector)))", "topk(\(number()), \(scalar))",
                "count_values(\(number()), (\(vector)))",
            ])
        case .unknownFunction:
            pick([
                "RATE(\(range(0)))", "foo((\(vector)))", "avg_over(\(range(0)))", "Abs(\(selector()))",
                "offset(\(selector()))", "a:b(\(selector()))",
            ])
        case .nameTwice: "a{__name__\(pick(["=", "!=", "=~"]))\"b\"\(pick(["", ",c=\"\(below(100))\""]))}"
        case .selectsEverything:
            "{\(pick(["", "x=\"\"", "x!=\"a\(below(100))\"", "x=~\".*\"", "x=~\"a|\"", "x!~\"b.+\", y=\"\"", "x=~\"(a|b)*\""]))}"
        case .matchersOfInfo: "info(\(selector()), \(pick(["bar", "bar{a=\"b\"}", "1", "\"a\"", "a[5m]"])))"
        case .badNumber:
            "(\(vector)) * \(pick(["1.2.3", "0x", "1e", "0b1", "1__0", "1e999", "5_", "1f", "0x1.8", "..5"]))"
        case .badDuration:
            "rate(\(selector())[\(pick(["30m1h", "1.5h", "5M", "7H", "1hs", "m", "300y", "5m5m", "1s1y", "-5m"]))])"
        case .emptyRange: "rate(\(selector())[\(pick(["0s", "", ":", "0m", ":5m", "5m:0s"]))])"
        case .badEscape:
            "{a=\"\(pick(["\\q", "\\'", "\\400", "\\xg", "\\ud800", "\\U00110000", "\\8", "\\/"]))\(below(100))\"}"
        case .openString: "{a=\(pick(["\"a", "'a", "`a", "\"a\nb\"", "\"a\\\""]))\(below(100))"
        case .trailingComma:
            pick([
                "rate(\(range(0)),)", "max((\(vector)),)", "clamp((\(vector)), 1, 2,)", "a{,}", "a{b=\"c\",,}",
                "sum by (,) (\(selector()))",
            ])
        case .badPattern:
            "a{b\(pick(["=~", "!~"]))`\(pick(["a**", "(a", "a)", "[a", "*a", "a{1001}", "\\1", "(?=a)", "[b-a]", "(?x)a", "\\Z", "[[:foo:]]", "a{2}{3}", "(a{100}){11}"]))`,c=\"\(below(100))\"}"
        case .reservedName:
            "(\(vector)) / \(pick(["bool", "on", "ignoring", "group_left", "group_right", "atan2"])) > \(number())"
        case .openBracket:
            pick([
                "sum(\(selector())", "rate(\(selector())[5m)", "a{b=\"c\"", "((\(vector))", "sum by (a (\(selector()))",
                "a[5m",
            ])
        case .extraBracket: "(\(vector))\(pick([")", "]", "}"]))"
        case .missingOperand: "(\(vector)) \(pick([arithmetic(), comparison(), "and", "or", "unless"]))"
        case .missingOperator: "(\(vector)) \(pick([selector(), number(), "\"a\"", "(a)"]))"
        case .badCharacter:
            "(\(vector)) \(pick(["&", "|", ";", "!", "~", "=", "$a", "é", "\u{A0}", "\\", "?"])) \(selector())"
        case .badMatcher:
            "a{\(pick(["b", "b=", "=\"c\"", "b=c", "b==\"c\"", "b!\"c\"", "b:c=\"d\"", "b=\"c\" d=\"e\"", "1=\"a\"", "b.c=\"d\""]))}"
        case .badMoment: "a @ \(pick(["inf", "NaN", "start", "end(", "\"a\"", "b", "", "start(1)"]))"
        case .divisionByZero: "a[\(duration()) \(pick(["/", "%"])) 0]"
        }
    }

    private mutating func chance(_ share: Int) -> Bool { below(share) == 0 }
    private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
    private mutating func pick(_ elements: [String]) -> String { elements[below(elements.count)] }
}
