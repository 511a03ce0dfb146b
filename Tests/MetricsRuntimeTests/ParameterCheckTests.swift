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
            "WRONG": "maybe", "DIGITS": "1",
        ]
        func error(_ read: () throws -> Void) throws -> String {
            try #require(throws: MetricsSetupError.self) { try read() }.description
        }
        #expect(try EnvironmentParameter.boolean("SHOP_OPEN", in: variables, named: "is_open"))
        #expect(try EnvironmentParameter.boolean("DIGITS", in: variables, named: "is_open"))
        #expect(try EnvironmentParameter.integer("SHOP_TILLS", in: variables, named: "tills") == -4)
        #expect(try EnvironmentParameter.integers("SHOP_SIZES", in: variables, named: "sizes") == [1, 2, 5])
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
