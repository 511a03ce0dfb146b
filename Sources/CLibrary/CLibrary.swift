// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

// The system's C library, by one name. `@_exported` has no replacement without the underscore.
#if canImport(Darwin)
    @_exported import Darwin
#elseif canImport(Glibc)
    @_exported import Glibc
#elseif canImport(Musl)
    @_exported import Musl
#endif
