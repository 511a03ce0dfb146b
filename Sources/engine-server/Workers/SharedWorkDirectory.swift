// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import MetricsRuntime
    import Synchronization
    import CLibrary

    /// The directory that the workers share: the configured one, or a temporary one of this process.
    ///
    /// The temporary one is `metrics` in `engine-server-XXXXXX`, and the lock (`flock`) on the latter says that its
    /// server lives. The next server removes what a killed one has left, and systemd-tmpfiles leaves a locked
    /// directory alone. `metrics` is a directory of its own because the runtime locks the shared directory.
    final class SharedWorkDirectory: Sendable {
        let path: String
        /// The temporary directory; nil if the directory is configured.
        private let own: String?
        /// Open for as long as the server lives.
        private let lock = Mutex<Int32>(-1)

        init() throws(CommandFailure) {
            if let configured = MultiprocessDirectory.fromEnvironment {
                path = configured.path
                own = nil
                return
            }
            let configured = getenv("TMPDIR").map { String(cString: $0) } ?? ""
            let parent = configured.isEmpty ? "/tmp" : configured
            Self.removeAbandoned(in: parent)
            while true {
                var template = Array("\(parent)/engine-server-XXXXXX".utf8CString)
                guard mkdtemp(&template) != nil else {
                    throw .machine("no directory for the workers in `\(parent)`: \(Self.reason(errno))")
                }
                let made = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
                // Before the lock is taken, another server that starts may remove it as abandoned.
                guard let descriptor = Self.lock(made, LOCK_EX), mkdir("\(made)/metrics", 0o700) == 0 else { continue }
                own = made
                path = "\(made)/metrics"
                lock.withLock { $0 = descriptor }
                return
            }
        }

        deinit { lock.withLock { if $0 >= 0 { _ = close($0) } } }

        /// Whether workers can record there. A temporary directory that was removed is made again; a configured one
        /// is left to the person who configured it.
        func isThere() -> Bool {
            var status = stat()
            guard let own else { return stat(path, &status) == 0 }
            if !isHeld(own) {
                // The directory of another process may have this name by now: then there is none.
                guard mkdir(own, 0o700) == 0 || errno == EEXIST, let descriptor = Self.lock(own, LOCK_EX | LOCK_NB)
                else { return false }
                lock.withLock { held in
                    if held >= 0 { _ = close(held) }
                    held = descriptor
                }
            }
            return mkdir(path, 0o700) == 0 || errno == EEXIST
        }

        /// Whether the directory of this name is the one that this process has locked.
        private func isHeld(_ own: String) -> Bool {
            var held = stat()
            var named = stat()
            return lock.withLock { fstat($0, &held) } == 0 && lstat(own, &named) == 0 && held.st_ino == named.st_ino
                && held.st_dev == named.st_dev
        }

        /// Whether a process has files there.
        func hasFiles(of process: pid_t) -> Bool {
            Self.names(in: path).contains { name in
                guard let range = name.firstRange(of: "_\(process)") else { return false }
                return name[range.upperBound...].first?.isNumber != true
            }
        }

        /// Removes a temporary directory.
        func removeOwn() {
            if let own, isHeld(own) { Self.remove(own) }
        }

        // MARK: Temporary directories

        /// Removes what killed servers have left: directories of this user whose lock is free.
        private static func removeAbandoned(in parent: String) {
            for name in names(in: parent) where name.hasPrefix("engine-server-") && name.utf8.count == 20 {
                let path = "\(parent)/\(name)"
                guard let descriptor = lock(path, LOCK_EX | LOCK_NB) else { continue }
                remove(path)
                _ = close(descriptor)
            }
        }

        /// Opens and locks a directory of this user. nil if it belongs to another user, is a link, is locked, or was
        /// removed.
        private static func lock(_ path: String, _ operation: Int32) -> Int32? {
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            var opened = stat()
            var named = stat()
            guard fstat(descriptor, &opened) == 0, opened.st_uid == geteuid(), flock(descriptor, operation) == 0,
                lstat(path, &named) == 0, named.st_ino == opened.st_ino, named.st_dev == opened.st_dev
            else {
                _ = close(descriptor)
                return nil
            }
            return descriptor
        }

        /// Only files that workers write are removed, and then the directories, which are empty.
        private static func remove(_ path: String) {
            var status = stat()
            // Links that lead out of it are not followed.
            guard lstat("\(path)/metrics", &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                rmdir(path)
                return
            }
            MultiprocessDirectory("\(path)/metrics").removeFiles()
            rmdir("\(path)/metrics")
            rmdir(path)
        }

        private static func names(in path: String) -> [String] {
            guard let directory = opendir(path) else { return [] }
            defer { closedir(directory) }
            var names: [String] = []
            while let entry = readdir(directory) {
                let capacity = MemoryLayout.size(ofValue: entry.pointee.d_name)
                names.append(
                    withUnsafePointer(to: &entry.pointee.d_name) {
                        $0.withMemoryRebound(to: CChar.self, capacity: capacity) { String(cString: $0) }
                    })
            }
            return names
        }

        private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
    }
#endif
