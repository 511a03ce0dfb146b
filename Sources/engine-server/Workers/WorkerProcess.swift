// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif
    import Synchronization
    import CLibrary

    private func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }

    /// A process that this one has started and that ends with it: its standard input is a pipe whose other end is
    /// here, and which is closed however this process ends.
    struct WorkerProcess: Sendable {
        let identifier: pid_t
        private let input: Input

        /// The writing end of the pipe that a worker reads. It is closed once: after that the number may belong to
        /// another file.
        private final class Input: Sendable {
            private let descriptor: Mutex<Int32?>

            init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

            func close() {
                descriptor.withLock { descriptor in
                    if let open = descriptor { _ = closeDescriptor(open) }
                    descriptor = nil
                }
            }
        }

        /// - Parameter environment: Added to the environment of this process.
        static func start(_ program: String, _ arguments: [String], environment: [String: String])
            throws(CommandFailure) -> WorkerProcess
        {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { throw .machine("no pipe for a worker: \(reason(errno))") }
            defer { close(ends[0]) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }

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
            posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
            // A worker hears of the end from here, and not from the terminal as well.
            var none = sigset_t()
            sigemptyset(&none)
            posix_spawnattr_setsigmask(&attributes, &none)
            posix_spawnattr_setpgroup(&attributes, 0)
            posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))

            let texts = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
            let argumentTexts = ([program] + arguments).map { strdup($0) } + [nil]
            let environmentTexts = texts.map { strdup($0) } + [nil]
            defer { for text in argumentTexts + environmentTexts { free(text) } }
            var identifier: pid_t = 0
            let result = posix_spawnp(&identifier, program, &actions, &attributes, argumentTexts, environmentTexts)
            guard result == 0 else {
                close(ends[1])
                throw .machine("a worker, `\(program)`, can't be started: \(reason(result))")
            }
            return WorkerProcess(identifier: identifier, input: Input(ends[1]))
        }

        private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

        /// Whether it has ended, which is asked once: then the number is free for another process.
        func hasEnded() -> Bool {
            var status: Int32 = 0
            let result = waitpid(identifier, &status, WNOHANG)
            // Where the system has been told to forget children, it has forgotten this one when it has ended.
            return result == identifier || result < 0 && errno == ECHILD
        }

        /// Asks it to end, by the end of its input.
        func askToEnd() { input.close() }

        func kill() {
            _ = CLibrary.kill(identifier, SIGKILL)
        }
    }
#endif
