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
                        + arguments, timeLimit: 300)
                try #require(outcome.ending == .exited(0), "\(outcome.errorOutput)")
            }
            for module in ["MetricsVocabulary", "MetricsRuntime"] {
                let sources = Repository.root.appending(path: "Sources/\(module)").path(percentEncoded: false)
                let files = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
                try compile(
                    [
                        "-emit-module", "-module-name", module, "-emit-module-path",
                        "\(directory.path)/\(module).swiftmodule",
                    ]
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
                public enum Phase: UInt8, Sendable { case closed, open, full }
                @inline(never) public func state(_ states: StateSet<Phase>) { states.set(.full) }
                @inline(never) public func begin(_ states: StateSet<Phase>) { states.set(.full, to: true) }
                @inline(never) public func loop(_ counter: Counter) { for _ in 0..<1000 { counter.increment() } }
                @inline(never) public func local(_ counter: Counter) {
                    var local = counter.local()
                    for _ in 0..<1000 { local.increment() }
                }
                """, to: "probe.swift")
            let assembly = directory.path + "/probe.s"
            try compile(["-emit-assembly", "-module-name", "probe", directory.path + "/probe.swift", "-o", assembly])
            return functions(in: try String(contentsOfFile: assembly, encoding: .utf8))
        }

        /// The instructions of each function, by its name in the source.
        private static func functions(in assembly: String) -> [String: String] {
            var functions: [String: String] = [:]
            var name: String?
            for line in assembly.split(separator: "\n") {
                if line.hasPrefix("$s5probe") {
                    name = Self.names
                        .first { line.hasPrefix("$s5probe\($0.count)\($0)") }
                } else if line.contains(".cfi_endproc") {
                    name = nil
                } else if let name {
                    functions[name, default: ""] += line + "\n"
                }
            }
            return functions
        }

        private static let names = [
            "increment", "amount", "typed", "set", "observe", "summarize", "state", "begin", "loop", "local",
        ]

        private func count(_ text: String, in function: String) throws -> Int {
            try #require(functions[function]).components(separatedBy: text).count - 1
        }

        @Test("nothing is called, allocated, locked, retained or released on the way to a cell in memory")
        func noCalls() throws {
            #expect(Set(functions.keys) == Set(Self.names))
            for (name, text) in functions {
                for word in ["swift_", "pthread", "malloc"] { #expect(!text.contains(word), "\(name) has \(word)") }
                // Of the shared directory, which has functions of its own; what is in memory goes past them.
                let calls = text.split(separator: "\n").filter {
                    $0.contains("\tcallq") && !$0.contains("MappedGaugeCell") && !$0.contains("MappedSummaryCell")
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

        @Test("a loop of increments keeps each of them, and one of a local counter has its few at the end")
        func loops() throws {
            #expect(try count("incq\t(", in: "loop") >= 1)
            #expect(try count("addq\t$1000, (", in: "loop") == 0)
            #expect(try count("lock\t", in: "local") <= 4)
        }
    }
#endif
