// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import MetricsRuntime

@Suite("Numbers as text")
struct NumberTextTests {
    @Test(
        "doubles print as Prometheus' Python client prints them",
        arguments: [
            (0, "0.0"), (-0.0, "-0.0"), (1, "1.0"), (0.3, "0.3"), (0.001, "0.001"), (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e-7, "1.5e-07"), (1e-100, "1e-100"), (.leastNonzeroMagnitude, "5e-324"), (123.456, "123.456"),
            (999_999, "999999.0"),
            (999_999.5, "999999.5"), (1e6, "1e+06"), (1_048_576, "1.048576e+06"), (1_234_567.875, "1.234567875e+06"),
            (2_000_000, "2e+06"), (1e10, "1e+10"), (1e15, "1e+15"), (9_007_199_254_740_992, "9.007199254740992e+15"),
            (9_999_999_999_999_998, "9.999999999999998e+15"), (1e16, "1e+16"), (1.5e16, "1.5e+16"), (1e22, "1e+22"),
            (1e23, "1e+23"), (1.7976931348623157e308, "1.7976931348623157e+308"), (-1, "-1.0"), (-1e6, "-1000000.0"),
            (-1_234_567.5, "-1234567.5"), (-9_007_199_254_740_994, "-9007199254740994.0"), (-1e16, "-1e+16"),
            (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        ] as [(Double, String)])
    func doubles(value: Double, text: String) { #expect(NumberText.text(of: value) == text) }

    @Test(
        "whole numbers keep all their digits",
        arguments: [
            (0, "0.0"), (999_999, "999999.0"), (1_000_000, "1e+06"), (1_000_001, "1.000001e+06"),
            (9_007_199_254_740_993, "9.007199254740993e+15"), (.max, "1.8446744073709551615e+19"),
        ] as [(UInt64, String)])
    func wholeNumbers(value: UInt64, text: String) {
        var bytes: [UInt8] = []
        NumberText.append(value, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test("every double reads back as itself", arguments: [SeededGenerator.seed(1)])
    func roundTrip(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            let text = NumberText.text(of: value)
            #expect(Double(text)?.bitPattern == value.bitPattern, "\(text)")
        }
    }
}
