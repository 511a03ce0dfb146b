// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import NIOCore
    import CLibrary

    /// The reason why a `MetricsServer` can't listen. Its description is a sentence for the person who starts the
    /// process.
    public enum MetricsServerError: Error, Equatable, Sendable, CustomStringConvertible {
        /// The number isn't a port.
        case portOutOfRange(Int)
        /// Another program listens there, or this one does already.
        case portInUse(host: String, port: Int)
        /// The system reserves ports below 1024 for other users.
        case portNotPermitted(port: Int)
        /// The host is an empty string.
        case noHost
        /// The name of the host has no address.
        case hostNotResolved(String)
        /// The address belongs to another machine.
        case hostNotLocal(String)
        /// The file with the token can't be read, or has none.
        case tokenFile(String, reason: String)
        /// The system refuses for another reason.
        case other(host: String, port: Int, reason: String)

        init(_ error: any Error, host: String, port: Int) {
            switch error {
            case is SocketAddressError.UnknownHost: self = .hostNotResolved(host)
            case let error as IOError where error.errnoCode == EADDRINUSE: self = .portInUse(host: host, port: port)
            case let error as IOError where error.errnoCode == EACCES: self = .portNotPermitted(port: port)
            case let error as IOError where error.errnoCode == EADDRNOTAVAIL: self = .hostNotLocal(host)
            default: self = .other(host: host, port: port, reason: "\(error)")
            }
        }

        /// What is wrong and what to do, as a sentence without a final period.
        public var description: String {
            switch self {
            case .portOutOfRange(let port):
                "\(port) is not a port; use a number from 0 to 65535, where 0 takes any free port"
            case .portInUse(let host, let port):
                "port \(port) of `\(host)` is in use; end the program that listens there, or choose another port"
            case .portNotPermitted(let port):
                "this user isn't allowed to listen on port \(port); choose a port from 1024 on"
            case .noHost:
                "the host is empty; use an address of this machine, such as `127.0.0.1`, or `0.0.0.0` or `::` for all addresses"
            case .hostNotResolved(let host):
                "the host `\(host)` can't be resolved; use an address of this machine, such as `127.0.0.1` or `0.0.0.0`"
            case .hostNotLocal(let host):
                "`\(host)` is not an address of this machine; use one of its addresses, such as `127.0.0.1` or `0.0.0.0`"
            case .tokenFile(let path, let reason):
                "there is no token in `\(path)`: \(reason); write one into it, or start without a token"
            case .other(let host, let port, let reason):
                "can't listen on port \(port) of `\(host)`: \(reason)"
            }
        }
    }
#endif
