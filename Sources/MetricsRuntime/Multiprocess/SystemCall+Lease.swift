// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// The kernel's answer to a request for proof that no process writes into a file.
enum LeaseAnswer: Equatable {
    /// No process has the file open for writing. One that opens it for writing from now on waits until the lease is
    /// returned.
    case granted
    /// A process has the file open for writing.
    case writerExists
    /// Only the owner of a file, and a process with CAP_LEASE, may ask.
    case notOwner
    /// This system or this file system has no such proof.
    case unavailable
}

/// A read lease on a file. Linux grants it only while no process has the file open for writing, in any container and
/// in any language: the kernel counts writers at the file itself. A mapping keeps its file open.
extension SystemCall {
    #if os(Linux) || os(Android)
        // The numbers of the kernel's interface: the C headers hide the names.
        private static let setLease: Int32 = 1024
        private static let getLease: Int32 = 1025
        private static let setSignal: Int32 = 10

        /// Asks for the lease. The descriptor must be open for reading alone.
        static func takeLease(_ descriptor: Int32) -> LeaseAnswer {
            // The kernel signals the holder when another process wants to write. The default, SIGIO, ends a process.
            // This signal is ignored by default.
            guard fcntl(descriptor, setSignal, SIGURG) == 0 else { return .unavailable }
            guard fcntl(descriptor, setLease, Int32(F_RDLCK)) == 0 else {
                switch errno {
                case EAGAIN: return .writerExists
                case EACCES, EPERM: return .notOwner
                default: return .unavailable
                }
            }
            return .granted
        }

        /// Whether no process has tried to open the file for writing since the lease was taken.
        static func hasWholeLease(_ descriptor: Int32) -> Bool { fcntl(descriptor, getLease) == Int32(F_RDLCK) }

        /// The type of the file system of a descriptor, such as `tmpfs`; nil if /proc does not say it.
        static func fileSystemType(_ descriptor: Int32) -> Substring? {
            // Swift's module of the C library has no `fstatfs`.
            let information = lines(of: "/proc/self/fdinfo/\(descriptor)")
            guard let mount = information.first(where: { $0.hasPrefix("mnt_id:") })?.dropFirst("mnt_id:".count)
            else { return nil }
            let identifier = mount.drop { $0 == "\t" || $0 == " " }
            // `36 35 98:0 /root /point options [optional fields] - type source options`
            for line in lines(of: "/proc/self/mountinfo") {
                let fields = line.split(separator: " ")
                guard fields.first == identifier, let separator = fields.dropFirst(6).firstIndex(of: "-"),
                    separator + 1 < fields.count
                else { continue }
                return fields[separator + 1]
            }
            return nil
        }

        private static func lines(of path: String) -> [Substring] {
            guard let file = Descriptor(path, O_RDONLY) else { return [] }
            var text: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(file.number, &piece, piece.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                text += piece[..<count]
            }
            return String(decoding: text, as: UTF8.self).split(separator: "\n")
        }
    #else
        static func takeLease(_ descriptor: Int32) -> LeaseAnswer { .unavailable }
        static func hasWholeLease(_ descriptor: Int32) -> Bool { true }
    #endif
}
