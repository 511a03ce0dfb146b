// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

@testable import MetricsRuntime

/// Records random values in random metrics of every type. The same seed gives the same metrics.
struct RandomMetrics: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

    private mutating func string() -> String {
        // Some are longer than what a varint of one or of two bytes can say.
        let length = chance(80) ? 20_000 : chance(10) ? 150 : Int.random(in: 0..<20, using: &self)
        let alphabet = ["a", "B", "7", "\"", "\\", "\n", " ", "é", "😀", "{", "}", "=", ",", "#"]
        return (0..<length).map { _ in alphabet.randomElement(using: &self) ?? "" }.joined()
    }

    private mutating func number() -> Double {
        let special = [
            0, -0.0, 1, 2.5, 1e6, 1e15, 0x1p53, 1e300, Double.leastNonzeroMagnitude, 0.1, .infinity, -.infinity, -7,
            1e-7,
        ]
        return chance(2) ? special.randomElement(using: &self) ?? 0 : Double.random(in: -1000...1000, using: &self)
    }

    mutating func record(in registry: MetricsRegistry) throws {
        let kinds = (0..<Int.random(in: 1...8, using: &self)).map { _ in Int.random(in: 0..<6, using: &self) }
        let open = kinds.map { _ in Int.random(in: 0...3, using: &self) }
        let bounds = kinds.map { _ -> [Double] in
            let count = chance(8) ? 300 : Int.random(in: 1...20, using: &self)
            return (0..<count).map { Double($0) * 0.25 }
        }
        let helps = kinds.map { _ in string() }
        let bound = [("a_bound", string()), ("z_bound", string())]
        let series = try ProductUnderTest(bound: bound).register(in: registry) { product in
            for (index, kind) in kinds.enumerated() {
                let labels = MetricLabels(bound: ["z_bound"], open: ["k", "m", "z"].prefix(open[index]).map { $0 })
                let (name, help) = ("metric_\(index)", helps[index])
                switch kind {
                case 0: product.counter(index, name + "_total", help, labels)
                case 1: product.gauge(index, name, help, labels, .sum)
                case 2: product.histogram(index, name + "_seconds", help, labels, bounds[index])
                case 3: product.summary(index, name, help, labels)
                case 4: product.info(index, name + "_info", help, labels, ["field", "version"])
                default: product.stateSet(index, name, help, labels, ["one", "two", "three"])
                }
            }
        }
        for (index, kind) in kinds.enumerated() {
            for _ in 0..<Int.random(in: 0...12, using: &self) {
                let values = (0..<open[index]).map { _ in string() }
                let cell = open[index] == 0 ? series.table[index] : series.open(index).cell(values)
                switch kind {
                case 0:
                    if chance(2) { Counter(cell).increment(by: Int.random(in: 0...Int(1) << 60, using: &self)) }
                    if chance(3) { Counter(cell).increment(by: abs(Double.random(in: 0...9, using: &self))) }
                case 1: Gauge(cell).set(number())
                case 2: Histogram(cell).observe(Double.random(in: 0...100, using: &self))
                case 3: Summary(cell).observe(number())
                case 4: Info(cell).set([string(), string()])
                default:
                    let states = UInt64.random(in: 0..<8, using: &self)
                    StateSet<State>(cell).set(State.allCases.filter { states >> UInt64($0.rawValue) & 1 == 1 })
                }
            }
        }
    }

    private enum State: UInt8, CaseIterable { case one, two, three }
}
