// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// A file or directory that this process has open, as long as this value exists.
///
/// A forked child closes its copy before any other code runs in it: a lock that belongs to the open file would be
/// held as long as the child lives. Closing a copy does not release the parent's lock.
struct Descriptor: ~Copyable {
    let number: Int32
    private let generation: UInt32

    /// nil and `errno` on a failure. `O_CLOEXEC` is added.
    ///
    /// - Parameter directory: where a path that is not absolute begins.
    init?(_ path: String, _ flags: Int32, mode: mode_t = 0, in directory: Int32 = AT_FDCWD) {
        guard let opened = OpenDescriptors.open(path, flags | O_CLOEXEC, mode, in: directory) else { return nil }
        number = opened
        generation = StructureLock.generation.load(ordering: .relaxed)
    }

    deinit {
        // A child has closed it, and the number may belong to another file.
        if generation == StructureLock.generation.load(ordering: .relaxed) { OpenDescriptors.close(number) }
    }
}

/// The descriptors that a forked child closes. For a fork, opening and closing are one step with the table: both are
/// done under `StructureLock`, which a fork holds.
enum OpenDescriptors {
    // nonisolated(unsafe): touched under `StructureLock`, or by the one thread of a child that has just been forked.
    nonisolated(unsafe) private static var numbers: [Int32] = []

    static func prepare() { numbers.reserveCapacity(64) }

    fileprivate static func open(_ path: String, _ flags: Int32, _ mode: mode_t, in directory: Int32) -> Int32? {
        StructureLock.withLock {
            let opened = openat(directory, path, flags, mode)
            guard opened >= 0 else { return nil }
            numbers.append(opened)
            return opened
        }
    }

    fileprivate static func close(_ number: Int32) {
        StructureLock.withLock {
            forget(number)
            closeNumber(number)
        }
    }

    /// The names in a directory. nil and `errno` on a failure.
    static func stream(of directory: String) -> DirectoryStream? {
        StructureLock.withLock {
            guard let opened = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0, in: AT_FDCWD) else { return nil }
            if let stream = fdopendir(opened) { return stream }
            let error = errno
            close(opened)
            errno = error
            return nil
        }
    }

    static func close(_ stream: DirectoryStream) {
        StructureLock.withLock {
            forget(dirfd(stream))
            closedir(stream)
        }
    }

    private static func forget(_ number: Int32) {
        // The last one opened is usually the first one closed.
        guard let index = numbers.lastIndex(of: number) else { return }
        numbers.remove(at: index)
    }

    private static func closeNumber(_ number: Int32) {
        _ = CLibrary.close(number)
    }

    static func closeAllAfterFork() {
        for number in numbers { closeNumber(number) }
        numbers.removeAll(keepingCapacity: true)
    }
}

#if canImport(Darwin)
    typealias DirectoryStream = UnsafeMutablePointer<DIR>
#else
    typealias DirectoryStream = OpaquePointer
#endif
