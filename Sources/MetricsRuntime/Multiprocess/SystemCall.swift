// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// Calls of the kernel that differ between platforms.
enum SystemCall {
    static func reason(_ number: Int32) -> String { String(cString: strerror(number)).lowercasedFirst }

    /// The largest size that this process may give a file. The kernel answers a write beyond it with a signal that
    /// ends the process, so it has to be asked before.
    static var fileSizeLimit: UInt64 {
        var limit = rlimit()
        #if canImport(Glibc)
            let status = getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        #else
            let status = getrlimit(RLIMIT_FSIZE, &limit)
        #endif
        return status == 0 ? UInt64(limit.rlim_cur) : .max
    }

    /// The number of files that the process may have open.
    static var descriptorLimit: UInt64 {
        var limit = rlimit()
        #if canImport(Glibc)
            let status = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #else
            let status = getrlimit(RLIMIT_NOFILE, &limit)
        #endif
        return status == 0 ? UInt64(limit.rlim_cur) : 256
    }

    /// Renames a file, if the new name is free.
    ///
    /// - Returns: 0 or the number of an error, EEXIST if the name is taken.
    static func renameWithoutReplacing(_ path: String, to other: String, in directory: Int32 = AT_FDCWD) -> Int32 {
        // Unlike rename, link never replaces.
        if linkat(directory, path, directory, other, 0) == 0 {
            unlinkat(directory, path, 0)
            return 0
        }
        let number = errno
        // A file system without links.
        guard number == EPERM || number == EOPNOTSUPP || number == ENOSYS else { return number }
        if faccessat(directory, other, F_OK, 0) == 0 { return EEXIST }
        return renameat(directory, path, directory, other) == 0 ? 0 : errno
    }

    /// Makes a file at least this long, with a disk block behind every byte: the kernel answers a store into a mapped
    /// page without one with a signal.
    ///
    /// - Returns: 0 or the number of an error.
    static func allocateBlocks(_ descriptor: Int32, size: Int) -> Int32 {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return errno }
        guard size > Int(status.st_size) else { return 0 }
        #if canImport(Darwin)
            var request = fstore_t(
                fst_flags: UInt32(F_ALLOCATEALL), fst_posmode: F_PEOFPOSMODE, fst_offset: 0,
                fst_length: off_t(size) - status.st_size, fst_bytesalloc: 0)
            guard fcntl(descriptor, F_PREALLOCATE, &request) != -1 else { return errno }
            return ftruncate(descriptor, off_t(size)) == 0 ? 0 : errno
        #else
            // Only the new bytes: if the file system can't allocate, the C library writes into every block, and other
            // threads are counting in the existing ones.
            while true {
                let number = posix_fallocate(descriptor, status.st_size, off_t(size) - status.st_size)
                if number != EINTR { return number }
            }
        #endif
    }

    /// A path that means the same after a change of the working directory.
    static func absolutePath(_ path: String) -> String {
        guard !path.hasPrefix("/"), let current = getcwd(nil, 0) else { return path }
        defer { free(current) }
        let directory = String(cString: current)
        return (directory == "/" ? "" : directory) + "/" + path
    }

    // MARK: A lock that the kernel drops with its process

    #if os(Linux) || os(Android)
        // Locks of an open file description. The numbers of the kernel's interface: the C headers hide the names.
        private static let getOpenFileLock: Int32 = 36
        private static let setOpenFileLock: Int32 = 37

        /// Marks a file of ours as one whose writer lives.
        static func lock(_ descriptor: Int32) {
            var request = flock()
            request.l_type = Int16(F_WRLCK)
            request.l_whence = Int16(SEEK_SET)
            _ = fcntl(descriptor, setOpenFileLock, &request)
        }

        /// Whether another open file description holds the lock.
        static func isLocked(_ descriptor: Int32) -> Bool { isLocked(descriptor, at: 0, length: 0) }

        // Processes tell each other about a directory by locks on single bytes of it. These locks don't exclude anyone,
        // end with their process, and leave no file.
        private static let announcement: off_t = 0
        private static let use: off_t = 1

        /// Announces that this process waits for exclusive use of a directory.
        static func announce(_ descriptor: Int32, _ isWaiting: Bool) {
            let error = errno
            setReadLock(descriptor, isWaiting ? F_RDLCK : F_UNLCK, at: announcement)
            errno = error
        }

        /// Marks a directory as one that this process uses, as long as the descriptor is open.
        static func markInUse(_ descriptor: Int32) { setReadLock(descriptor, F_RDLCK, at: use) }

        /// Whether another process has marked a directory. Python's client and forked children set no mark.
        static func isInUse(_ descriptor: Int32) -> Bool { isLocked(descriptor, at: use, length: 1) }

        private static func isAnnounced(_ descriptor: Int32) -> Bool {
            isLocked(descriptor, at: announcement, length: 1)
        }

        private static func setReadLock(_ descriptor: Int32, _ type: Int32, at place: off_t) {
            var request = flock()
            request.l_type = Int16(type)
            request.l_whence = Int16(SEEK_SET)
            request.l_start = place
            request.l_len = 1
            _ = fcntl(descriptor, setOpenFileLock, &request)
        }

        /// - Parameter length: 0 for everything after `place`.
        private static func isLocked(_ descriptor: Int32, at place: off_t, length: off_t) -> Bool {
            var request = flock()
            request.l_type = Int16(F_WRLCK)
            request.l_whence = Int16(SEEK_SET)
            request.l_start = place
            request.l_len = length
            return fcntl(descriptor, getOpenFileLock, &request) == 0 && request.l_type != Int16(F_UNLCK)
        }
    #else
        static func lock(_ descriptor: Int32) { _ = flock(descriptor, LOCK_EX | LOCK_NB) }

        static func isLocked(_ descriptor: Int32) -> Bool {
            guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return true }
            _ = flock(descriptor, LOCK_UN)
            return false
        }

        // No second sort of lock is known here: a start competes with readers.
        static func announce(_ descriptor: Int32, _ isWaiting: Bool) {}
        private static func isAnnounced(_ descriptor: Int32) -> Bool { false }

        // There is no mark here: the files show it.
        static func markInUse(_ descriptor: Int32) {}
        static func isInUse(_ descriptor: Int32) -> Bool { false }
    #endif

    /// Takes the exclusive lock of a directory, and waits for it at most this long: its holder may have been
    /// suspended. Readers that come while it waits let it go first.
    ///
    /// - Returns: `false`, with `errno`, if the lock isn't available.
    static func lockDirectoryAlone(_ descriptor: Int32, seconds: Double) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        announce(descriptor, true)
        defer { announce(descriptor, false) }
        return waitForLock(descriptor, LOCK_EX, until: uptime + seconds)
    }

    /// Takes the shared lock of a directory, with other readers.
    ///
    /// Readers whose readings overlap would hold it for ever, so each first lets processes pass that wait for
    /// exclusive use.
    ///
    /// - Parameter patience: The number of seconds for which it lets others pass: one of them may have been
    ///   suspended.
    static func lockDirectoryShared(_ descriptor: Int32, seconds: Double, patience: Double = 1) -> Bool {
        let start = uptime
        while isAnnounced(descriptor), uptime < start + patience { usleep(2_000) }
        return waitForLock(descriptor, LOCK_SH, until: start + seconds)
    }

    private static func waitForLock(_ descriptor: Int32, _ operation: Int32, until end: Double) -> Bool {
        while flock(descriptor, operation | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, uptime < end else { return false }
            usleep(2_000)
        }
        return true
    }

    /// Whether there is a process with this number. It may not be the one that was meant.
    static func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }

    /// Seconds of a clock that nobody sets, for time-outs.
    static var uptime: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Seconds since 1970.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    static func write(_ text: String, to descriptor: Int32) {
        _ = Array(text.utf8).withUnsafeBytes { writeAll($0, to: descriptor) }
    }

    /// The names in a directory, in the order of their bytes; nil if it can't be read.
    static func names(in directory: String) -> [String]? {
        guard let stream = OpenDescriptors.stream(of: directory) else { return nil }
        defer { OpenDescriptors.close(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension String {
    /// The description of an error in the middle of a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
