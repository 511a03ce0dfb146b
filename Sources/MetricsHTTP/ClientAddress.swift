// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import NIOCore

    /// The owner of a connection, as far as that is known: an IPv4 address, or an IPv6 network of 64 bits, since a
    /// client that has one address of it has all of them.
    struct ClientAddress: Hashable, Sendable {
        private let high: UInt64
        private let low: UInt64

        init(_ address: SocketAddress?) {
            switch address {
            case .v4(let address):
                self.init(
                    version4: UInt32(
                        bigEndian: withUnsafeBytes(of: address.address.sin_addr) { $0.loadUnaligned(as: UInt32.self) }))
            case .v6(let address):
                let (high, low) = withUnsafeBytes(of: address.address.sin6_addr) {
                    (
                        UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)),
                        UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                    )
                }
                // An IPv4 client of a socket that takes both.
                if high == 0, low >> 32 == 0xFFFF {
                    self.init(version4: UInt32(truncatingIfNeeded: low))
                } else {
                    self.init(high: high, low: 0)
                }
            default: self.init(high: 0, low: 0)
            }
        }

        private init(version4: UInt32) { self.init(high: 0, low: 0xFFFF << 32 | UInt64(version4)) }

        private init(high: UInt64, low: UInt64) {
            self.high = high
            self.low = low
        }
    }
#endif
