// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
public import Foundation

/// A program that runs beside the test. Its input is written and both of its streams are read continuously: no full
/// pipe can block it. Every wait has a limit, after which it is killed.
public final class RunningProcess: @unchecked Sendable {
    /// How a process ended.
    public enum Ending: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// What is left when a program has ended.
    public struct Outcome: Sendable {
        /// How the process ended.
        public let ending: Ending
        /// What it wrote to standard output.
        public let output: String
        /// What it wrote to standard error.
        public let errorOutput: String
    }

    /// One of the two streams that a process writes.
    public enum Stream: Sendable {
        case output
        case error
    }

    /// The program could not be started.
    public struct LaunchError: Error, CustomStringConvertible {
        /// The program, and the reason.
        public let description: String
    }

    /// The program did not do in time what was awaited. It has been killed.
    public struct TimeLimitExceeded: Error, CustomStringConvertible {
        /// The program, the limit, and what it wrote by then.
        public let description: String
    }

    /// How many seconds a test waits for what has to happen. It ends tests that hang: what doesn't hang comes sooner, on a
    /// loaded machine as well.
    public static let patience: TimeInterval = 300

    /// The number of the process.
    public let identifier: pid_t

    // The threads that read the streams and wait for the end share these with the threads that wait here.
    private let condition = NSCondition()
    private var output: [UInt8] = []
    private var errorOutput: [UInt8] = []
    private var openStreams = 2
    private var ending: Ending?
    private let program: String

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: a path, or a name that is looked up in PATH.
    ///   - input: what the program reads from its standard input, which then ends.
    ///   - environment: added to the environment of this process; a value that is nil takes its variable away.
    public init(
        _ program: String, _ arguments: [String] = [], input: [UInt8] = [], environment: [String: String?] = [:],
        workingDirectory: String? = nil
    ) throws {
        self.program = program
        // A copy of a pipe's writing end in another program would keep the reader waiting, and between its making and
        // its marking as not to be inherited a pipe is inherited: one start at a time.
        Self.starting.lock()
        defer { Self.starting.unlock() }
        let (inputReader, inputWriter) = try Self.pipe()
        let (outputReader, outputWriter) = try Self.pipe()
        let (errorReader, errorWriter) = try Self.pipe()
        defer {
            for descriptor in [inputReader, outputWriter, errorWriter] { _ = close(descriptor) }
        }

        var variables = ProcessInfo.processInfo.environment
        for (name, value) in environment { variables[name] = value }
        do {
            // The portable way into another directory is by way of a shell.
            let command =
                workingDirectory.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0, program] } ?? [program]
            identifier = try Self.spawn(
                command[0], command[1...] + arguments, environment: variables,
                streams: [inputReader, outputWriter, errorWriter])
        } catch {
            for descriptor in [inputWriter, outputReader, errorReader] { _ = close(descriptor) }
            throw error
        }

        Thread.detachNewThread { [inputWriter] in Self.feed(input, to: inputWriter) }
        Thread.detachNewThread { [self, outputReader] in
            read(outputReader) { self.output += $0 }
        }
        Thread.detachNewThread { [self, errorReader] in
            read(errorReader) { self.errorOutput += $0 }
        }
        Thread.detachNewThread { [self] in awaitEnd() }
    }

    /// Runs a program to its end.
    public static func run(
        _ program: String, _ arguments: [String] = [], input: String = "", environment: [String: String?] = [:],
        workingDirectory: String? = nil, timeLimit: TimeInterval = patience
    ) throws -> Outcome {
        try RunningProcess(
            program, arguments, input: Array(input.utf8), environment: environment, workingDirectory: workingDirectory
        ).waitForEnd(timeLimit: timeLimit)
    }

    /// Sends a signal to the process.
    public func send(signal: Int32) {
        condition.withLock {
            // After its end the number may be another program's.
            if ending == nil { _ = kill(identifier, signal) }
        }
    }

    /// Waits until the program has ended and all that it wrote has been read.
    public func waitForEnd(timeLimit: TimeInterval = patience) throws -> Outcome {
        try wait(timeLimit: timeLimit, for: "end") {
            guard let ending, openStreams == 0 else { return nil }
            return Outcome(
                ending: ending, output: String(decoding: output, as: UTF8.self),
                errorOutput: String(decoding: errorOutput, as: UTF8.self))
        }
    }

    /// Waits until what the program has written to a stream satisfies a condition, and returns all of it.
    public func waitForText(
        on stream: Stream, timeLimit: TimeInterval = patience, until isEnough: (String) -> Bool
    ) throws -> String {
        try wait(timeLimit: timeLimit, for: "write what was awaited") {
            let text = String(decoding: stream == .output ? output : errorOutput, as: UTF8.self)
            return isEnough(text) ? text : nil
        }
    }

    private func wait<Value>(timeLimit: TimeInterval, for purpose: String, _ value: () -> Value?) throws -> Value {
        let deadline = Date(timeIntervalSinceNow: timeLimit)
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let value = value() { return value }
            if ending != nil, openStreams == 0 {
                throw TimeLimitExceeded(description: "`\(program)` ended and did not \(purpose): \(streamsForPeople)")
            }
            guard condition.wait(until: deadline) else {
                if ending == nil { _ = kill(identifier, SIGKILL) }
                throw TimeLimitExceeded(
                    description: "`\(program)` did not \(purpose) within \(timeLimit) s: \(streamsForPeople)")
            }
        }
    }

    private var streamsForPeople: String {
        "standard output:\n\(String(decoding: output, as: UTF8.self))\nstandard error:\n"
            + String(decoding: errorOutput, as: UTF8.self)
    }

    // MARK: On threads of their own

    private static func feed(_ input: [UInt8], to descriptor: Int32) {
        var sent = 0
        while sent < input.count {
            let count = input[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // The program need not read all of its input.
            guard count > 0 else { break }
            sent += count
        }
        _ = close(descriptor)
    }

    private func read(_ descriptor: Int32, append: (ArraySlice<UInt8>) -> Void) {
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = chunk.withUnsafeMutableBytes { unsafe in
                CLibrary.read(descriptor, unsafe.baseAddress, unsafe.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            condition.withLock {
                append(chunk[..<count])
                condition.broadcast()
            }
        }
        _ = close(descriptor)
        condition.withLock {
            openStreams -= 1
            condition.broadcast()
        }
    }

    private func awaitEnd() {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        condition.withLock {
            ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
            condition.broadcast()
        }
    }

    // MARK: Starting

    private static let starting = NSLock()

    private static func pipe() throws -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [-1, -1]
        let result = CLibrary.pipe(&ends)
        guard result == 0 else { throw LaunchError(description: "no pipe: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ program: String, _ arguments: [String], environment: [String: String], streams: [Int32]
    ) throws -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (index, stream) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, stream, Int32(index))
        }

        // This process ignores a broken pipe; the program gets every signal as a shell would give it.
        _ = signal(SIGPIPE, SIG_IGN)
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let argumentTexts = ([program] + arguments).map { strdup($0) } + [nil]
        let environmentTexts = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argumentTexts + environmentTexts { free(text) } }
        var identifier: pid_t = 0
        let result = posix_spawnp(&identifier, program, &actions, &attributes, argumentTexts, environmentTexts)
        guard result == 0 else {
            throw LaunchError(description: "`\(program)` can't be started: \(String(cString: strerror(result)))")
        }
        return identifier
    }
}
