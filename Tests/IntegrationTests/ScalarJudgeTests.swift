// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Random scalars before other readers")
struct ScalarJudgeTests {
    /// The meaning of a scalar in the tests of our readers has to agree with other readers.
    @Test("Python's readers of YAML and JSON read each as what it is put together from")
    func judge() throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(31))
        var cases: [[String]] = []
        for style in RandomScalar.Style.allCases {
            for _ in 0..<300 {
                let scalar = RandomScalar(style, using: &generator)
                cases.append([
                    "yaml", String(decoding: scalar.text, as: UTF8.self),
                    String(decoding: scalar.decoded, as: UTF8.self),
                ])
            }
        }
        for _ in 0..<300 {
            let string = RandomJSONString(using: &generator)
            cases.append([
                "json", String(decoding: string.text, as: UTF8.self), String(decoding: string.decoded, as: UTF8.self),
            ])
        }
        let input = String(decoding: try JSONEncoder().encode(cases), as: UTF8.self)
        let outcome = try Judge.python("scalars.py", input: input)
        #expect(outcome.output == "\(cases.count)\n", "seed \(generator.seed): \(outcome.output)\(outcome.errorOutput)")
    }
}
