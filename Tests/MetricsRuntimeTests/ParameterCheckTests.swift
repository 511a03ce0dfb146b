// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsRuntime
import Testing

@Suite("Start-up parameters")
struct ParameterCheckTests {
    @Test("a number outside its limits is an error that names the parameter")
    func integers() throws {
        try ParameterCheck.integer(1, named: "max_model_len", minimum: 1)
        try ParameterCheck.integer(.max, named: "max_model_len", minimum: 1)
        let error = try #require(throws: MetricsSetupError.self) {
            try ParameterCheck.integer(0, named: "max_model_len", minimum: 1)
        }
        #expect(error.description == "parameter `max_model_len`: 0 is too small; the minimum is 1")
        #expect(throws: MetricsSetupError.parameter(name: "n", fault: .aboveMaximum(value: 9, maximum: 8))) {
            try ParameterCheck.integer(9, named: "n", maximum: 8)
        }
    }

    @Test("a prefix is what a name can begin with", arguments: ["", "pg_", "_a:9", "A"])
    func prefixes(prefix: String) throws { try ParameterCheck.prefix(prefix, named: "prefix") }

    @Test("another prefix is an error that names the parameter", arguments: ["9_", "pg-", "é", "a b", "pg\n"])
    func illegalPrefixes(prefix: String) throws {
        let error = try #require(throws: MetricsSetupError.self) {
            try ParameterCheck.prefix(prefix, named: "prefix")
        }
        #expect(error == .parameter(name: "prefix", fault: .illegalPrefix(prefix)))
        #expect(error.description.hasPrefix("parameter `prefix`: no metric's name can begin with "))
        #expect(throws: MetricsSetupError.self) {
            try ParameterCheck.prefix(String(repeating: "a", count: 201), named: "prefix")
        }
    }

    @Test("a prefix is judged with what follows it")
    func prefixEndings() throws {
        try ParameterCheck.prefix("", named: "prefix", endings: ["_", "x9_"])
        try ParameterCheck.prefix(String(repeating: "a", count: 199), named: "prefix", endings: ["_"])
        for (value, endings, illegal) in [("", ["_", "9_"], "9_"), ("a-", ["_"], "a-_")] {
            #expect(throws: MetricsSetupError.parameter(name: "prefix", fault: .illegalPrefix(illegal))) {
                try ParameterCheck.prefix(value, named: "prefix", endings: endings)
            }
        }
    }

    @Test("fields have legal names, none twice, and not too many")
    func fields() throws {
        func fault(_ fields: [String]) throws -> MetricsSetupError.ParameterFault? {
            do throws(MetricsSetupError) {
                try ParameterCheck.fields(fields, named: "settings", besides: ["branch"])
                return nil
            } catch {
                guard case .parameter("settings", let fault) = error else { throw error }
                return fault
            }
        }
        #expect(try fault([]) == nil)
        #expect(try fault(["_a", "B9"]) == nil)
        for name in ["", "9a", "a-b", "é", "a:b"] { #expect(try fault(["x", name]) == .illegalLabel(name)) }
        for name in ["__name__", "le", "quantile"] { #expect(try fault([name]) == .reservedLabel(name)) }
        #expect(try fault(["branch"]) == .repeatedLabel("branch"))
        #expect(try fault(["a", "b", "a"]) == .repeatedLabel("a"))
        func many(_ count: Int) -> [String] { (0..<count).map { "l\($0)" } }
        #expect(try fault(many(63)) == nil)
        #expect(try fault(many(64)) == .tooManyLabels(count: 64, maximum: 63))
    }

    @Test("an info whose fields a process names is set by these names")
    func info() throws {
        var product = ProductDeclaration(name: "shop", version: "1.4", bound: [("branch", "north")])
        product.info(0, "shop_info", "The shop.", MetricLabels(bound: ["branch"]), ["wares", "doors", "lamps"])
        let registry = MetricsRegistry()
        let series = try product.register(in: registry, visibility: Visibility())
        #expect(!registry.exposition().contains("shop_info{"))
        series.info(0).set(["doors": "2", "wares": "all", "windows": "9"])
        #expect(registry.exposition().contains(#"shop_info{branch="north",doors="2",lamps="",wares="all"} 1"#))
        series.info(0).set(["lamps": "4"])
        #expect(registry.exposition().contains(#"shop_info{branch="north",doors="",lamps="4",wares=""} 1"#))
    }

    @Test("a prefix that makes two names equal is an error, and nothing is registered")
    func equalNames() throws {
        func product(_ prefix: String) -> ProductDeclaration {
            var product = ProductDeclaration(name: "shop", version: "1.4")
            product.counter(0, prefix + "items_total", "Items.", MetricLabels())
            product.counter(1, "web_items_total", "Items.", MetricLabels())
            return product
        }
        let registry = MetricsRegistry()
        #expect(
            throws: MetricsSetupError.conflict(
                metric: "web_items_total", existing: "web_items_total", fault: .seriesName("web_items_total"))
        ) {
            _ = try product("web_").register(in: registry, visibility: Visibility())
        }
        _ = try product("shop_").register(in: registry, visibility: Visibility())
    }

    @Test("a list is refused when it is empty, holds a number twice or one outside the limits")
    func lists() throws {
        try ParameterCheck.integers([4, 1, 2], named: "sizes", minimum: 1)
        #expect(throws: MetricsSetupError.parameter(name: "sizes", fault: .empty)) {
            try ParameterCheck.integers([], named: "sizes")
        }
        #expect(throws: MetricsSetupError.parameter(name: "sizes", fault: .duplicate(value: 2))) {
            try ParameterCheck.integers([2, 1, 2], named: "sizes")
        }
        #expect(throws: MetricsSetupError.parameter(name: "sizes", fault: .belowMinimum(value: -1, minimum: 1))) {
            try ParameterCheck.integers([1, -1], named: "sizes", minimum: 1)
        }
    }

    @Test("a variable of the environment is read by its type, and a value of another type is never the default")
    func environment() throws {
        let variables = [
            "SHOP_OPEN": "True", "SHOP_TILLS": "-4", "SHOP_SIZES": "1, 2,5", "SHOP_TOWN": "", "SHOP_KIND": "online",
            "SHOP_FIELDS": " doors,wares of all ", "WRONG": "maybe", "DIGITS": "1",
        ]
        func error(_ read: () throws -> Void) throws -> String {
            try #require(throws: MetricsSetupError.self) { try read() }.description
        }
        #expect(try EnvironmentParameter.boolean("SHOP_OPEN", in: variables, named: "is_open"))
        #expect(try EnvironmentParameter.boolean("DIGITS", in: variables, named: "is_open"))
        #expect(try EnvironmentParameter.integer("SHOP_TILLS", in: variables, named: "tills") == -4)
        #expect(try EnvironmentParameter.integers("SHOP_SIZES", in: variables, named: "sizes") == [1, 2, 5])
        #expect(
            try EnvironmentParameter.strings("SHOP_FIELDS", in: variables, named: "fields") == [
                "doors", "wares of all",
            ])
        #expect(try EnvironmentParameter.strings("SHOP_TOWN", in: variables, named: "fields") == [])
        #expect(try EnvironmentParameter.string("SHOP_TOWN", in: variables, named: "town") == "")
        #expect(try EnvironmentParameter.choice("SHOP_KIND", in: variables, named: "kind") == Kind.online)
        #expect(try EnvironmentParameter.choice("NONE", in: variables, named: "kind", default: Kind.street) == .street)
        #expect(try EnvironmentParameter.integer("NONE", in: variables, named: "tills", default: 3) == 3)
        #expect(
            try error { _ = try EnvironmentParameter.boolean("WRONG", in: variables, named: "is_open", default: true) }
                == "parameter `is_open`: the environment variable `WRONG` is \"maybe\"; set it to `true` or `false`")
        #expect(
            try error { _ = try EnvironmentParameter.integer("NONE", in: variables, named: "tills") }
                == "parameter `tills`: the environment variable `NONE` isn't set; set it to a whole number")
        #expect(
            try error { _ = try EnvironmentParameter.integers("WRONG", in: variables, named: "sizes") }
                == "parameter `sizes`: the environment variable `WRONG` is \"maybe\"; set it to whole numbers with commas between them, such as `1,2,5`"
        )
        #expect(
            try error { _ = try EnvironmentParameter.strings("SHOP_LIST", in: ["SHOP_LIST": "a,"], named: "list") }
                == "parameter `list`: the environment variable `SHOP_LIST` is \"a,\"; set it to strings with commas between them, such as `a,b,c`"
        )
        #expect(
            try error {
                _ = try EnvironmentParameter.choice("WRONG", in: variables, named: "kind", default: Kind.online)
            }
                == "parameter `kind`: the environment variable `WRONG` is \"maybe\"; set it to one of `online`, `street`"
        )
        #expect(throws: MetricsSetupError.parameter(name: "town", fault: .variableNotSet("NONE", .string))) {
            try EnvironmentParameter.string("NONE", in: [:], named: "town")
        }
    }

    private enum Kind: String, CaseIterable { case online, street }
}
