// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsRuntime
import Testing

@Suite("Statesets")
struct StateSetTests {
    private enum Phase: UInt8 { case closed, open, full }

    private let metric: SingleMetric
    private var phase: StateSet<Phase> { metric.series.stateSet(0) }

    init() throws {
        metric = try SingleMetric {
            $0.stateSet(0, "shop:phase", "Phase.", MetricLabels(), ["closed", "open", "full"])
        }
    }

    private var values: [String] { metric.samples.map { String($0.suffix(3)) } }

    @Test("a stateset is there from the start, in its first state, and its heading calls it a gauge")
    func start() {
        #expect(
            metric.registry.exposition() == """
                # HELP shop:phase Phase.
                # TYPE shop:phase gauge
                shop:phase{shop_phase="closed"} 1.0
                shop:phase{shop_phase="open"} 0.0
                shop:phase{shop_phase="full"} 0.0

                """)
    }

    @Test("setting a state ends the others")
    func one() {
        phase.set(.open)
        #expect(values == ["0.0", "1.0", "0.0"])
        phase.set(.full)
        #expect(values == ["0.0", "0.0", "1.0"])
    }

    @Test("several states can hold, or none")
    func several() {
        phase.set([.open, .full])
        #expect(values == ["0.0", "1.0", "1.0"])
        phase.set(.open, to: false)
        #expect(values == ["0.0", "0.0", "1.0"])
        phase.set(.closed, to: true)
        #expect(values == ["1.0", "0.0", "1.0"])
        phase.set([])
        #expect(values == ["0.0", "0.0", "0.0"])
    }

    @Test("there can be 64 states, and the last of them holds like the first")
    func sixtyFour() throws {
        struct Number: RawRepresentable<UInt8>, Sendable { let rawValue: UInt8 }
        let names = (0..<64).map { "s\($0)" }
        let metric = try SingleMetric { $0.stateSet(0, "n", "N.", MetricLabels(), names) }
        let states: StateSet<Number> = metric.series.stateSet(0)
        for number in [63, 0, 17] as [UInt8] {
            states.set(Number(rawValue: number))
            #expect(metric.samples.filter { $0.hasSuffix(" 1.0") } == [#"n{n="s\#(number)"} 1.0"#])
        }
    }

    @Test("labels tell several apart; an open one is in its first state when it is asked for")
    func labels() throws {
        let metric = try SingleMetric {
            $0.stateSet(0, "till", "T.", MetricLabels(closed: [ClosedLabel("side", ["a", "z"])]), ["off", "on"])
            $0.stateSet(2, "user", "U.", MetricLabels(open: ["name", "x"]), ["off", "on"])
        }
        let till: StateSet<Phase> = metric.series.stateSet(1)
        till.set(.open)
        let user: StateSet<Phase> = metric.series.open(2).stateSet("ada", "1")
        user.set(.open)
        let _: StateSet<Phase> = metric.series.open(2).stateSet("bob", "1")
        #expect(
            metric.samples == [
                #"till{side="a",till="off"} 1.0"#, #"till{side="a",till="on"} 0.0"#, #"till{side="z",till="off"} 0.0"#,
                #"till{side="z",till="on"} 1.0"#, #"user{name="ada",user="off",x="1"} 0.0"#,
                #"user{name="ada",user="on",x="1"} 1.0"#, #"user{name="bob",user="off",x="1"} 1.0"#,
                #"user{name="bob",user="on",x="1"} 0.0"#,
            ])
    }

    @Test("one that was removed begins anew when it is asked for again, on the memory that it had")
    func removed() throws {
        let metric = try SingleMetric { $0.stateSet(0, "user", "U.", MetricLabels(open: ["name"]), ["off", "on"]) }
        let first: StateSet<Phase> = metric.series.open(0).stateSet("ada")
        first.set(.open)
        #expect(metric.registry.removeSeries(of: "user", "ada"))
        first.set([.closed, .open])
        #expect(metric.samples == [])
        let again: StateSet<Phase> = metric.series.open(0).stateSet("ada")
        #expect(metric.samples == [#"user{name="ada",user="off"} 1.0"#, #"user{name="ada",user="on"} 0.0"#])
        again.set(.open)
        #expect(metric.samples == [#"user{name="ada",user="off"} 0.0"#, #"user{name="ada",user="on"} 1.0"#])
    }

    @Test("instances of a product have the same states")
    func otherStates() throws {
        let registry = MetricsRegistry(storage: .memory)
        func make(_ shop: String, _ states: [String]) throws(MetricsSetupError) -> InstanceSeries {
            try ProductUnderTest(bound: [("shop", shop)]).register(in: registry) {
                $0.stateSet(0, "phase", "P.", MetricLabels(bound: ["shop"]), states)
            }
        }
        _ = try make("north", ["on", "off"])
        #expect(throws: MetricsSetupError.conflict(metric: "phase", existing: "phase", fault: .states)) {
            try make("south", ["off", "on"])
        }
    }
}
