// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import MetricsRuntime
import Synchronization

/// Forks at random moments, from two threads, while others scrape, register, make series and fold, in memory and in the
/// shared directory. A child records, scrapes and registers; or runs another program; or forks again. What a child has
/// recorded it says on a pipe.
///
/// Prints how many children hung, failed, or held something of their parent's, how much was acknowledged, and the page.
final class RandomForks: Sendable {
    private let directory: String
    private let shared: MetricsRegistry
    private let memory = MetricsRegistry(storage: .memory) { _ in }
    private let metrics: InstanceSeries
    private let inMemory: InstanceSeries
    /// Where children say what they have recorded, in pieces that a pipe keeps whole.
    private let said: (reading: Int32, writing: Int32)
    private let isOver = Atomic(false)
    private let running = Atomic(0)
    private let acknowledged = Atomic(0)
    private let hung = Atomic(0)
    private let failed = Atomic(0)

    init(directory: String) throws(MetricsSetupError) {
        self.directory = directory
        shared = MetricsRegistry(storage: .directory(MultiprocessDirectory(directory) { _ in })) { _ in }
        metrics = try Self.product("forks").register(in: shared, visibility: .init())
        inMemory = try Self.product("forks").register(in: memory, visibility: .init())
        var ends: [Int32] = [0, 0]
        _ = pipe(&ends)
        said = (ends[0], ends[1])
    }

    private static func product(_ name: String, instance: String? = nil) -> ProductDeclaration {
        let bound = instance.map { [("instance", $0)] } ?? []
        var product = ProductDeclaration(name: name, version: "1.0.0", bound: bound)
        let labels = MetricLabels(bound: bound.map(\.0))
        let prefix = instance == nil ? "" : "bound_"
        product.counter(0, prefix + "c_total", "C.", labels)
        product.gauge(1, prefix + "g", "G.", labels, .max)
        product.histogram(2, prefix + "h", "H.", labels, [1, 2])
        product.summary(3, prefix + "s", "S.", labels)
        product.counter(
            4, prefix + "open_total", "Open.", MetricLabels(bound: bound.map(\.0), open: ["value"]))
        return product
    }

    // MARK: The parent

    func run(seed: UInt64, rounds: Int) {
        let beside: [@Sendable (RandomForks, Int) -> Void] = [
            { forks, _ in _ = forks.shared.exposition() },
            { forks, _ in _ = forks.memory.exposition() },
            { forks, turn in forks.register("parent-\(turn % 50)") },
            { forks, turn in forks.record(turn, value: "parent-\(turn % 200)") },
            { forks, _ in
                _ = try? MultiprocessDirectory(forks.directory).foldEndedProcesses()
                usleep(2_000)
            },
        ]
        // Swift's own runtime takes locks when it meets a type for the first time, which nobody can hold over a fork. So
        // everything runs once before there are threads.
        for work in beside { work(self, 0) }
        _ = holdsSomething
        for work in beside {
            start { forks in
                var turn = 0
                while !forks.isOver.load(ordering: .relaxed) {
                    work(forks, turn)
                    turn += 1
                }
            }
        }
        let left = Atomic(2)
        withUnsafePointer(to: left) { left in
            nonisolated(unsafe) let left = left
            for part in 0..<2 {
                start { forks in
                    var random = SplitMix(state: seed &+ UInt64(part))
                    for _ in 0..<rounds / 2 { forks.forkOnce(&random) }
                    left.pointee.subtract(1, ordering: .sequentiallyConsistent)
                }
            }
            while left.pointee.load(ordering: .sequentiallyConsistent) > 0 { collect() }
        }
        isOver.store(true, ordering: .relaxed)
        while running.load(ordering: .sequentiallyConsistent) > 0 { usleep(1_000) }
        collect()
        print("hung \(hung.load(ordering: .relaxed)) failed \(failed.load(ordering: .relaxed))")
        print("acknowledged \(acknowledged.load(ordering: .relaxed))")
    }

    private func start(_ body: @escaping @Sendable (RandomForks) -> Void) {
        running.add(1, ordering: .sequentiallyConsistent)
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Work(forks: self, body: body)).toOpaque()
        pthread_create(
            &thread, nil,
            { context in
                let work = Unmanaged<Work>.fromOpaque(context!).takeRetainedValue()
                work.body(work.forks)
                work.forks.running.subtract(1, ordering: .sequentiallyConsistent)
                return nil
            }, context)
        pthread_detach(thread)
    }

    private final class Work: Sendable {
        let forks: RandomForks
        let body: @Sendable (RandomForks) -> Void
        init(forks: RandomForks, body: @escaping @Sendable (RandomForks) -> Void) {
            self.forks = forks
            self.body = body
        }
    }

    /// Adds up what children have said so far.
    private func collect() {
        var ready = pollfd(fd: said.reading, events: Int16(POLLIN), revents: 0)
        while poll(&ready, 1, 10) > 0 {
            var count: Int32 = 0
            guard read(said.reading, &count, 4) == 4 else { return }
            acknowledged.add(Int(count), ordering: .relaxed)
        }
    }

    private func forkOnce(_ random: inout SplitMix) {
        let kind = random.next() % 4
        let amount = Int32(random.next() % 20 + 1)
        let number = random.next()
        usleep(UInt32(random.next() % 2_000))
        let child = fork()
        if child == 0 { runChild(kind, amount, number) }
        guard child > 0 else { return }
        var status: Int32 = 0
        waitpid(child, &status, 0)
        if status & 0x7F == SIGALRM {
            hung.add(1, ordering: .relaxed)
        } else if status != 0 {
            failed.add(1, ordering: .relaxed)
        }
    }

    // MARK: A child

    private func runChild(_ kind: UInt64, _ amount: Int32, _ number: UInt64) -> Never {
        // A signal ends a child that hangs, and its parent counts it.
        signal(SIGALRM, SIG_DFL)
        alarm(60)
        if holdsSomething { _exit(2) }
        switch kind {
        case 0:
            // The number of a process is used again, and by then its file would be there.
            execl()
        case 1:
            let child = fork()
            if child == 0 { runChild(2, amount, number) }
            var status: Int32 = 0
            waitpid(child, &status, 0)
            guard status == 0 else { _exit(3) }
            recordAndSay(amount, number)
        case 2: recordAndSay(amount, number)
        default:
            register("child-\(number)")
            recordAndSay(amount, number)
            guard shared.exposition().contains("c_total"), memory.exposition().contains("c_total") else { _exit(4) }
        }
        _exit(0)
    }

    private func recordAndSay(_ amount: Int32, _ number: UInt64) {
        for turn in 0..<Int(amount) { record(turn, value: "child-\(number % 100)") }
        var amount = amount
        write(said.writing, &amount, 4)
    }

    private func execl() {
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
        execvp("true", &arguments)
        _exit(127)
    }

    /// Whether a descriptor of the parent's leads into the directory.
    private var holdsSomething: Bool {
        #if os(Linux)
            for number in Int32(3)..<256 {
                var target = [CChar](repeating: 0, count: 4096)
                guard readlink("/proc/self/fd/\(number)", &target, target.count - 1) > 0 else { continue }
                let path = target.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
                if path.hasPrefix(directory) { return true }
            }
        #endif
        return false
    }

    // MARK: Both

    private func register(_ instance: String) {
        for registry in [shared, memory] {
            let series = try? Self.product("bound", instance: instance).register(in: registry, visibility: .init())
            series?.counter(0).increment()
        }
    }

    private func record(_ turn: Int, value: String) {
        for series in [metrics, inMemory] {
            series.gauge(1).set(turn)
            series.histogram(2).observe(turn % 3)
            series.summary(3).observe(1)
            series.open(4).counter(value).increment()
            series.counter(0).increment()
        }
        if getpid() == parent { acknowledged.add(1, ordering: .relaxed) }
    }

    private let parent = getpid()
}

/// A generator of numbers that a seed repeats.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
