// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import MetricsRuntime

@Suite("How values of several processes become one")
struct MergeRuleTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let kind: String
        /// Of a process each, with its time.
        let values: [(value: Double, time: Double)]
        let expected: Double

        init(_ description: String, _ kind: String, _ values: [Double], _ expected: Double) {
            self.init(description, kind, timed: values.map { ($0, 0) }, expected)
        }

        init(_ description: String, _ kind: String, timed values: [(value: Double, time: Double)], _ expected: Double) {
            testDescription = description
            self.kind = kind
            self.values = values
            self.expected = expected
        }
    }

    private static let minusZero = Double(sign: .minus, exponent: 0, significand: 0)
    private static let largest = Double.greatestFiniteMagnitude
    private static let day = 86_400.0
    private static let now = Date().timeIntervalSince1970

    static let cases = [
        Case("NaN is the lowest only where nothing else is", "gauge_min", [.nan, 3, 2], 2),
        Case("NaN alone stays", "gauge_min", [.nan, .nan], .nan),
        Case("NaN is the highest only where nothing else is", "gauge_max", [.nan, 3, 2], 3),
        Case("-0 is lower than 0", "gauge_min", [0, minusZero], minusZero),
        Case("0 is higher than -0", "gauge_max", [minusZero, 0], 0),
        Case("infinities are values", "gauge_min", [-.infinity, .nan, 1], -.infinity),
        Case("NaN in a sum stays", "gauge_sum", [1, .nan, 2], .nan),
        Case("an infinity in a sum stays", "counter", [1, .infinity, 2], .infinity),
        Case("infinities that differ are NaN", "gauge_sum", [.infinity, -.infinity, 1], .nan),
        Case("negative observations lower a sum", "summary", [1, -3, 0.5], -1.5),
        Case("a sum above all doubles is infinite", "counter", [largest, largest, 1], .infinity),
        Case("a sum below all doubles is infinite", "gauge_sum", [-largest, -largest, 1], -.infinity),
        Case("a sum that comes back is what it is", "gauge_sum", [largest, largest, -largest], largest),
        Case("a sum that comes back to 0", "gauge_sum", [largest, 1e300, -largest, -1e300], 0),
        Case("the latest time wins", "gauge_mostrecent", timed: [(1, now - 3), (2, now - 2), (3, now - 4)], 2),
        Case(
            "a time ahead of the clock loses against every other", "gauge_mostrecent",
            timed: [(1, now - 2 * day), (2, now + day), (3, .infinity)], 1),
        Case(
            "of times ahead of the clock the nearest wins", "gauge_mostrecent",
            timed: [(1, now + 3 * day), (2, now + 2 * day), (3, now + 4 * day)], 2),
        Case("at one time the highest wins", "gauge_mostrecent", timed: [(1, 7), (3, 7), (.nan, 7), (2, 7)], 3),
        Case(
            "without a valid time there isn't a value", "gauge_mostrecent",
            timed: [(1, 0), (2, -5), (3, .nan), (4, 6)], 4),
    ]

    @Test("in whatever order, and before and after folding", arguments: cases)
    func merged(_ example: Case) throws {
        for values in [example.values, example.values.reversed(), example.values.sorted { $0.value < $1.value }] {
            let directory = try SharedDirectory()
            let isTotal = example.kind == "counter"
            let sample = isTotal ? "x_total" : example.kind == "summary" ? "x_sum" : "x"
            for (index, (value, time)) in values.enumerated() {
                var file = PythonFile()
                file.append(#"["x", "\#(sample)", {}, "X."]"#, value, timestamp: time)
                try directory.write(file.padded, to: "\(example.kind)_\(999_990 + index).db")
            }
            let line = "\(sample) \(NumberText.text(of: example.expected))"
            #expect(directory.samples == [line])
            // The first two, then these and the rest.
            let rest = directory.names.dropFirst(2)
            for name in rest {
                try FileManager.default.moveItem(
                    atPath: "\(directory.path)/\(name)", toPath: "\(directory.path)/\(name).kept")
            }
            #expect(try MultiprocessDirectory(directory.path).foldEndedProcesses() == 2)
            for name in rest {
                try FileManager.default.moveItem(
                    atPath: "\(directory.path)/\(name).kept", toPath: "\(directory.path)/\(name)")
            }
            #expect(directory.samples == [line], "after the first folding")
            _ = try MultiprocessDirectory(directory.path).foldEndedProcesses()
            #expect(directory.names.count == 1)
            #expect(directory.samples == [line], "after the second folding")
        }
    }
}
