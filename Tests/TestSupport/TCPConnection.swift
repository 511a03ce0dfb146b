// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
public import Foundation

#if canImport(Glibc)
    private let streamSocket = Int32(SOCK_STREAM.rawValue)
#else
    private let streamSocket = SOCK_STREAM
#endif

/// A connection to a port of this machine that a test drives byte by byte, to say what no well-behaved client says.
public final class TCPConnection {
    /// A call of the system that failed.
    public struct Failure: Error, CustomStringConvertible {
        /// The call, and the reason.
        public let description: String
    }

    private let descriptor: Int32

    /// - Parameter source: an address of this machine from which to connect; any of 127.0.0.0/8 is one on Linux.
    public init(port: Int, from source: String? = nil, timeLimit: TimeInterval = RunningProcess.patience) throws {
        descriptor = socket(AF_INET, streamSocket, 0)
        guard descriptor >= 0 else { throw Self.failure("socket") }
        var limit = timeval()
        limit.tv_sec = .init(timeLimit)
        limit.tv_usec = .init((timeLimit - timeLimit.rounded(.down)) * 1e6)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        if let source { try bind(to: source) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            let failure = Self.failure("connect")
            close(descriptor)
            throw failure
        }
    }

    private func bind(to source: String) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        guard inet_pton(AF_INET, source, &address.sin_addr) == 1 else {
            throw Failure(description: "`\(source)` is not an address")
        }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                CLibrary.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Self.failure("bind") }
    }

    deinit { close(descriptor) }

    /// Sends all bytes of a string.
    public func send(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            #if canImport(Darwin)
                let flags: Int32 = 0
            #else
                let flags = Int32(MSG_NOSIGNAL)
            #endif
            let count = bytes.withUnsafeBytes {
                CLibrary.send(descriptor, $0.baseAddress, $0.count, flags)
            }
            guard count > 0 else { throw Self.failure("send") }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Tells the other side that nothing more is sent, and can still be told something.
    public func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes until the other side closes. Bytes that came before a reset count.
    public func readToEnd() throws -> String { String(decoding: try readBytesToEnd(), as: UTF8.self) }

    /// The bytes up to the end of the connection.
    public func readBytesToEnd() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try readChunk() { bytes += chunk }
        return bytes
    }

    /// What comes until it satisfies a condition.
    public func read(until isEnough: (String) -> Bool) throws -> String {
        var bytes: [UInt8] = []
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if isEnough(text) { return text }
            guard let chunk = try readChunk() else {
                throw Failure(description: "the connection ended after:\n\(text)")
            }
            bytes += chunk
        }
    }

    private func readChunk() throws -> ArraySlice<UInt8>? {
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        let count = chunk.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count < 0, errno != ECONNRESET { throw Self.failure("recv") }
        return count > 0 ? chunk[..<count] : nil
    }

    private static func failure(_ call: String) -> Failure {
        Failure(description: "\(call): \(String(cString: strerror(errno)))")
    }
}
