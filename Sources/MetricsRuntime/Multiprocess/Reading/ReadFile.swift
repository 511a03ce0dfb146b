// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// A file that was read before, or is about to be.
// @unchecked: used under the lock of the reader that has it.
final class ReadFile: @unchecked Sendable {
    enum Result {
        case merged
        case vanished
        /// Its values are in another file.
        case covered
        case fault(MultiprocessFileFault.Reason)
    }

    /// What changes if another file gets the name, or if a process writes into this one without a mapping.
    private struct Version: Equatable {
        let device: dev_t
        let inode: ino_t
        let seconds: Int
        let nanoseconds: Int

        init(_ status: stat) {
            device = status.st_dev
            inode = status.st_ino
            seconds = Int(status.lastChange.tv_sec)
            nanoseconds = Int(status.lastChange.tv_nsec)
        }

        /// Whether a change after this moment would have another time. The clock of a file system has ticks of some
        /// milliseconds, and a new file gets the inode number of a deleted one.
        var isSettled: Bool { Double(seconds) + 1.5 < SystemCall.now }
    }

    private let name: MultiprocessFileName
    private var layout: FileLayout?
    private var version: Version?
    /// Whether the keys of the layout are certainly those of the version.
    private var isSettled = false

    var refused: (count: Int, first: String)? { layout?.refused }

    var source: PageSources.Source? {
        layout.map { PageSources.Source(file: name, declarations: $0.declarations, seen: $0.seen) }
    }

    init(_ name: MultiprocessFileName) { self.name = name }

    func read(
        _ path: String, _ buffer: ReadBuffer, _ series: inout MergedSeries, round: UInt32, covered: UInt64?
    ) -> Result {
        // A pipe would make the reader wait for a writer, and a link can lead out of the directory.
        guard let opened = Descriptor(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW) else {
            switch errno {
            case ENOENT: return .vanished
            case ELOOP: return fault(.noRegularFile)
            default: return fault(.unreadable(SystemCall.reason(errno)))
            }
        }
        let descriptor = opened.number
        defer { withExtendedLifetime(opened) {} }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return fault(.unreadable(SystemCall.reason(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { return fault(.noRegularFile) }
        if let covered, covered == UInt64(status.st_ino) { return .covered }
        let bytes: UnsafeRawBufferPointer
        switch bytesInUse(descriptor, buffer, &status) {
        case .bytes(let read): bytes = read
        case .fault(let reason): return fault(reason)
        }
        forgetIfAnother(status, bytes, round)
        if bytes.count > layout?.used ?? 0, let reason = layout?.extend(to: bytes.count, of: bytes, name, in: &series) {
            return fault(reason)
        }
        series.merge(bytes, layout?.entries ?? [], name, round: round)
        return .merged
    }

    private enum Bytes {
        case bytes(UnsafeRawBufferPointer)
        case fault(MultiprocessFileFault.Reason)
    }

    /// The file up to the end that its header gives. A writer first makes room, then writes an entry, then changes
    /// the header. The size is read last, so it is never less than the header says, however long this process was
    /// suspended in between.
    private func bytesInUse(_ descriptor: Int32, _ buffer: ReadBuffer, _ status: inout stat) -> Bytes {
        // Most files have as much in use as last time, or little: one call reads them.
        guard var bytes = buffer.read(descriptor, max(layout?.used ?? 0, EntryFormat.initialSize)) else {
            return .fault(.unreadable(SystemCall.reason(errno)))
        }
        guard fstat(descriptor, &status) == 0 else { return .fault(.unreadable(SystemCall.reason(errno))) }
        let size = Int(status.st_size)
        guard size > 0 else { return .fault(.empty) }
        if bytes.count < EntryFormat.headerSize, size > bytes.count {
            // It got its first bytes just now.
            guard let again = buffer.read(descriptor, EntryFormat.headerSize) else {
                return .fault(.unreadable(SystemCall.reason(errno)))
            }
            bytes = again
        }
        guard bytes.count >= EntryFormat.headerSize else { return .fault(.truncated(used: 8, size: bytes.count)) }
        var used = Int(bytes.loadUnaligned(as: Int32.self))
        // Python makes its file first, and writes the header after that.
        if used == 0 { used = EntryFormat.headerSize }
        guard used >= EntryFormat.headerSize else { return .fault(.corrupted(offset: 0)) }
        guard used <= size else { return .fault(.truncated(used: used, size: size)) }
        if used > bytes.count {
            switch EntryReading(descriptor, buffer, used: used, known: layout?.used ?? 0) {
            case .bytes(let more): bytes = more
            case .wrong(let offset): return .fault(.corrupted(offset: offset))
            case .failed: return .fault(.unreadable(SystemCall.reason(errno)))
            }
        }
        guard bytes.count >= used else { return .fault(.truncated(used: used, size: bytes.count)) }
        return .bytes(UnsafeRawBufferPointer(rebasing: bytes[..<used]))
    }

    /// Writers of the format change values through a mapping, append keys, and never change one. If another file has
    /// the name, or this one was overwritten, the keys are compared, and read again if they differ. What is known of
    /// a file depends on its keys alone.
    private func forgetIfAnother(_ status: stat, _ bytes: UnsafeRawBufferPointer, _ round: UInt32) {
        let now = Version(status)
        defer {
            version = now
            isSettled = now.isSettled
        }
        if let layout, let version, version.inode == now.inode, version.device == now.device {
            guard layout.used > bytes.count || version != now || !isSettled else { return }
            guard layout.used > bytes.count || !layout.hasSameKeys(bytes) else { return }
            self.layout = FileLayout(seen: layout.seen)
        } else {
            let changed = status.lastModification
            layout = FileLayout(
                seen: .init(round: round, seconds: Int(changed.tv_sec), nanoseconds: Int(changed.tv_nsec)))
        }
    }

    /// Forgets what was known of the file: next time it is read from the beginning.
    private func fault(_ reason: MultiprocessFileFault.Reason) -> Result {
        layout = nil
        return .fault(reason)
    }
}

extension stat {
    /// The time of the last change by any call. Unlike the time of the last modification, it can't be set.
    fileprivate var lastChange: timespec {
        #if canImport(Darwin)
            st_ctimespec
        #else
            st_ctim
        #endif
    }

    fileprivate var lastModification: timespec {
        #if canImport(Darwin)
            st_mtimespec
        #else
            st_mtim
        #endif
    }
}
