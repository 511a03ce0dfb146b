// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

// The letters of another processor are other letters.
#if arch(x86_64) && os(Linux)
    /// What a release build makes of recording, in another module than the runtime's: looked at instead of timed, since it
    /// is the same on every run.
    @Suite("Machine code of recording")
    struct MachineCodeTests {
        private let functions: [String: String]

        // Compiled once for all tests.
        private static let compiled = Result { try compiledFunctions() }

        init() throws { functions = try Self.compiled.get() }

        private static func compiledFunctions() throws -> [String: String] {
            let directory = try TemporaryDirectory()
            func compile(_ arguments: [String]) throws {
                let outcome = try RunningProcess.run(
                    "swiftc",
                    [
                        "-O", "-wmo", "-parse-as-library", "-swift-version", "6", "-package-name", "probe", "-I",
                        directory.path,
                    ]
                        + arguments, timeLimit: 1800)
                try #require(outcome.ending == .exited(0), "\(outcome.errorOutput)")
            }
            for module in ["CLibrary", "MetricsVocabulary", "MetricsRuntime"] {
                let sources = Repository.root.appending(path: "Sources/\(module)").path(percentEncoded: false)
                let files = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
                try compile(
                    [
                        "-emit-module", "-module-name", module, "-emit-module-path",
                        "\(directory.path)/\(module).swiftmodule",
                    ]
                        // A look-up is a function of the runtime.
                        + (module == "MetricsRuntime" ? ["-emit-assembly", "-o", directory.path + "/runtime.s"] : [])
                        + files.filter { $0.hasSuffix(".swift") }.map { "\(sources)/\($0)" })
            }
            try directory.write(
                """
                import MetricsRuntime
                @inline(never) public func increment(_ counter: Counter) { counter.increment() }
                @inline(never) public func amount(_ counter: Counter, _ amount: Int) { counter.increment(by: amount) }
                @inline(never) public func typed(_ series: InstanceSeries) { series.counter(28).increment() }
                @inline(never) public func set(_ gauge: Gauge, _ value: Double) { gauge.set(value) }
                @inline(never) public func observe(_ histogram: Histogram, _ value: Double) { histogram.observe(value) }
                @inline(never) public func summarize(_ summary: Summary, _ value: Double) { summary.observe(value) }
                @inline(never) public func measure(_ timed: Timed<Histogram>, _ body: () -> Void) { timed.time(body) }
                public enum Phase: UInt8, Sendable { case closed, open, full }
                @inline(never) public func state(_ states: StateSet<Phase>) { states.set(.full) }
                @inline(never) public func begin(_ states: StateSet<Phase>) { states.set(.full, to: true) }
                @inline(never) public func loop(_ counter: Counter) { for _ in 0..<1000 { counter.increment() } }
                @inline(never) public func local(_ counter: Counter) {
                    var local = counter.local()
                    for _ in 0..<1000 { local.increment() }
                }
                @inline(never) public func bounded(_ counter: Counter, _ count: Int, _ limit: UInt64) {
                    var local = counter.local(flushAfter: limit)
                    var rest = count
                    while rest > 0 {
                        local.increment()
                        rest &-= 1
                    }
                }
                """, to: "probe.swift")
            try compile(
                [
                    "-emit-assembly", "-module-name", "probe", directory.path + "/probe.swift", "-o",
                    directory.path + "/probe.s",
                ])
            return try ["probe.s", "runtime.s"].reduce(into: [:]) { all, file in
                let text = try String(contentsOfFile: directory.path + "/" + file, encoding: .utf8)
                all.merge(functions(in: text)) { first, _ in first }
            }
        }

        private static let recording = [
            "increment", "amount", "typed", "set", "observe", "summarize", "measure", "state", "begin", "loop", "local",
            "bounded",
        ]
        /// By the beginning of their names in the machine code.
        private static let lookUps = [
            "look-up, 1 label": "$s14MetricsRuntime10OpenSeriesV4cellySvSgSSF:",
            "look-up, 3 labels": "$s14MetricsRuntime10OpenSeriesV4cellySvSgSS_S2StF:",
        ]
        /// The instructions of each function, by its name in the source.
        private static func functions(in assembly: String) -> [String: String] {
            var functions: [String: String] = [:]
            var name: String?
            for line in assembly.split(separator: "\n") {
                if line.hasPrefix("$s5probe") {
                    name = recording.first { line.hasPrefix("$s5probe\($0.count)\($0)") }
                } else if line.hasPrefix("$s14MetricsRuntime10OpenSeriesV4cell") {
                    name = lookUps.first { line.hasPrefix($0.value) }?.key
                } else if line.contains(".cfi_endproc") {
                    name = nil
                } else if let name {
                    functions[name, default: ""] += line + "\n"
                }
            }
            return functions
        }

        private func count(_ text: String, in function: String) throws -> Int {
            try #require(functions[function]).components(separatedBy: text).count - 1
        }

        @Test("nothing is called, allocated, locked, retained or released on the way to a cell in memory")
        func noCalls() throws {
            #expect(Set(functions.keys) == Set(Self.recording).union(Self.lookUps.keys))
            for (name, text) in functions {
                for word in ["swift_", "pthread", "malloc"] { #expect(!text.contains(word), "\(name) has \(word)") }
                // Of the shared directory, of a recorder's beginning and flush, of a series that isn't there yet: what is
                // quick goes past them.
                let exits = [
                    "MappedGaugeCell", "MappedSummaryCell", "MappedCounter", "MappedRegion", "RecordingProcess",
                    "LocalCounterV4hand", "nativeCell", "SharedStateSet", "NativeHistogramCell",
                    // What is measured, and the clock.
                    "callq\t*", "ClockReading",
                ]
                let calls = text.split(separator: "\n").filter { line in
                    line.contains("\tcallq")
                        && !exits.contains { line.contains($0) }
                }
                #expect(calls.isEmpty, "\(name)")
            }
        }

        @Test("an increment is one locked addition behind two tests, and a set one plain store")
        func instructions() throws {
            #expect(try count("incq\t(", in: "increment") == 1)
            #expect(try count("addq\t%rsi, (", in: "amount") == 1)
            #expect(try count("incq\t(", in: "typed") == 1)
            #expect(try count("movsd\t%xmm0, (%rdi)", in: "set") == 1)
            // A bucket, and the sum: and no branch on the data.
            #expect(try count("incq\t", in: "observe") == 1)
            #expect(try count("cmpxchgq", in: "observe") == 1)
            // The count, and the sum.
            #expect(try count("incq\t(", in: "summarize") == 1)
            #expect(try count("cmpxchgq", in: "summarize") == 1)
            // Setting a state is a plain store of a constant, and one of several begins by one locked instruction.
            #expect(try count("movq\t$4, (", in: "state") == 1)
            #expect(try count("lock\t", in: "state") == 0)
            #expect(try count("orq\t$4, (", in: "begin") == 1)
        }

        private func instructions(of function: String) throws -> Int {
            let lines = try #require(functions[function]).split(separator: "\n")
            return lines.count { $0.hasPrefix("\t") && !$0.hasPrefix("\t.") }
        }

        @Test("a look-up of a value that has a series is a few instructions, with one multiplication a label")
        func lookUps() throws {
            for (name, labels) in [("look-up, 1 label", 1), ("look-up, 3 labels", 3)] {
                #expect(try count("\tmulq\t", in: name) == labels)
                // Whatever else there is to do, in one place at the end, is another function's.
                #expect(try count("nativeCell", in: name) == 1)
            }
            #expect(try instructions(of: "look-up, 1 label") <= 60)
            // Nothing is locked: the holder of the lock has published what is read.
            #expect(try count("lock\t", in: "look-up, 1 label") == 0)
            #expect(try count("xchg", in: "look-up, 1 label") == 0)
        }

        @Test("a value beyond a limit is hashed no second time, and costs one locked addition")
        func beyondLimits() throws {
            let name = "look-up, 3 labels"
            // Look-ups of the values together, of each label's value by itself, and of what replaces them. A call takes
            // the way through those labels that are full.
            #expect(try instructions(of: name) <= 340)
            #expect(try count("\tmulq\t", in: name) == 3)
            // Into a cell in memory, and into one that is mapped.
            #expect(try count("lock\t", in: name) <= 2)
        }

        @Test("a loop of increments keeps each of them, and one of a local counter has its few at the end")
        func loops() throws {
            #expect(try count("incq\t(", in: "loop") >= 1)
            #expect(try count("addq\t$1000, (", in: "loop") == 0)
            #expect(try count("lock\t", in: "local") == 0)
            #expect(try count("LocalCounterV4hand", in: "local") <= 2)
        }

        @Test("a local counter with a limit counts down by one at each step of a loop, in registers")
        func localLoop() throws {
            let function = try #require(functions["bounded"])
            let loop = try #require(Self.innermostLoop(of: function))
            // Two subtractions, of what is left of the count and of the limit: nothing was folded into one.
            let steps = loop.filter { $0.contains("decq") || $0.contains("addq\t$-1") || $0.contains("subq\t$1") }
            #expect(steps.count == 2, "\(loop)")
            #expect(loop.count <= 8, "\(loop)")
            #expect(!loop.contains { $0.contains("(%") }, "memory is touched: \(loop)")
        }

        /// The instructions from a label to the first jump back to it.
        private static func innermostLoop(of function: String) -> [Substring]? {
            let lines = function.split(separator: "\n")
            for (end, line) in lines.enumerated() where line.hasPrefix("\tj") {
                guard let label = line.split(separator: "\t").last,
                    let start = lines[..<end].firstIndex(where: { $0.hasPrefix(label + ":") })
                else { continue }
                return lines[start...end].filter { $0.hasPrefix("\t") && !$0.hasPrefix("\t.") }
            }
            return nil
        }
    }
#endif
