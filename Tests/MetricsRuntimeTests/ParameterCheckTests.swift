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
}
