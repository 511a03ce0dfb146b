// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import SpecFiles

/// One run of git that reads objects and nothing else: no hook, filter, external diff or submodule is used, nothing is
/// fetched, and no working tree is looked at.
struct GitCommand {
    /// What it printed. `isCut`: there was more than the caller wanted.
    struct Output {
        let bytes: [UInt8]
        let isCut: Bool
    }

    enum Failure: Error {
        /// git isn't there, or can't be started.
        case unavailable(String)
        /// Its own words.
        case refused(String)
    }

    /// Commands that only read objects need none of these settings. They keep it so if git ever looks at them: a
    /// repository's own configuration can name programs.
    private static let settings = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "protocol.allow=never"]

    /// The variables that say where git and the repository are. Others could make git run something.
    private static let variables = [
        "PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR",
        "GIT_CEILING_DIRECTORIES", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
    ]

    /// - Parameters:
    ///   - directory: in which it runs.
    ///   - limit: at most so many bytes are read; git is ended at one more.
    static func run(
        _ arguments: [String], in directory: String, limit: Int
    ) throws(Failure) -> Output {
        let command =
            ["git", "-C", directory, "--no-pager", "--no-replace-objects", "--literal-pathspecs"]
            + settings.flatMap { ["-c", $0] } + arguments
        var environment = variables.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
        environment += ["LC_ALL=C", "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0"]

        let (output, errors) = (try Pipe(), try Pipe())
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
        let words = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup($0) } + [nil]
        defer { for text in words + variables { free(text) } }
        var identifier: pid_t = 0
        let result = posix_spawnp(&identifier, "git", &actions, nil, words, variables)
        output.closeWriting()
        errors.closeWriting()
        guard result == 0 else { throw .unavailable(String(cString: strerror(result)).lowercased()) }

        let read = output.read(limit: limit)
        // It may wait for somebody to read the rest.
        if read.isCut { kill(identifier, SIGKILL) }
        // What git says of one command fits into a pipe, so it didn't wait for us.
        let message = errors.read(limit: 1 << 14)
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        guard read.isCut || status == 0 else {
            let words = String(decoding: message.bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
            throw .refused((words ?? "git failed").withoutPrefix("fatal: "))
        }
        return read
    }
}

/// A pipe whose ends are closed when it is no longer needed.
private final class Pipe {
    let reading: Int32
    private(set) var writing: Int32

    init() throws(GitCommand.Failure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .unavailable(String(cString: strerror(errno)).lowercased()) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        closeWriting()
    }

    func closeWriting() {
        if writing >= 0 { close(writing) }
        writing = -1
    }

    func read(limit: Int) -> GitCommand.Output {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = CLibrary.read(reading, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return GitCommand.Output(bytes: bytes, isCut: false) }
            bytes += block[..<count]
            if bytes.count > limit { return GitCommand.Output(bytes: Array(bytes.prefix(limit + 1)), isCut: true) }
        }
    }
}

extension String {
    fileprivate func withoutPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}
