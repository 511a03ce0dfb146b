// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// What the system says about this process. Nil where it says nothing.
struct ProcessReading {
    var processorSeconds: Double?
    var residentBytes: Double?
    var virtualBytes: Double?
    var virtualLimit: Double?
    var openFiles: Double?
    var fileLimit: Double?
    var startSeconds: Double?
    var receivedBytes: Double?
    var sentBytes: Double?

    static var now: ProcessReading {
        var reading = ProcessReading()
        reading.readUsage()
        reading.readLimits()
        reading.readSystem()
        return reading
    }

    /// Without children, and finer than the ticks in `/proc`.
    private mutating func readUsage() {
        var usage = rusage()
        guard getrusage(Self.itself, &usage) == 0 else { return }
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
        processorSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    #if canImport(Glibc)
        private static let itself = __rusage_who_t(RUSAGE_SELF.rawValue)
    #else
        private static let itself = RUSAGE_SELF
    #endif

    private mutating func readLimits() {
        #if canImport(Glibc)
            fileLimit = Self.limit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue))
            virtualLimit = Self.limit(__rlimit_resource_t(RLIMIT_AS.rawValue))
        #else
            fileLimit = Self.limit(RLIMIT_NOFILE)
            virtualLimit = Self.limit(RLIMIT_AS)
        #endif
    }

    /// The soft limit; nil if there is none.
    #if canImport(Glibc)
        private static func limit(_ resource: __rlimit_resource_t) -> Double? {
            var limit = rlimit()
            return getrlimit(resource, &limit) == 0 ? Self.number(limit.rlim_cur) : nil
        }
    #else
        private static func limit(_ resource: Int32) -> Double? {
            var limit = rlimit()
            return getrlimit(resource, &limit) == 0 ? Self.number(limit.rlim_cur) : nil
        }
    #endif

    /// Systems write "unlimited" as the greatest number of 64 or of 63 bits.
    private static func number(_ limit: rlim_t) -> Double? {
        limit >= rlim_t(Int64.max) ? nil : Double(limit)
    }

    /// The number of entries of a directory, without the one of the listing itself.
    static func entryCount(of directory: String) -> Double? {
        guard let stream = opendir(directory) else { return nil }
        defer { closedir(stream) }
        var count = 0
        // `.` and `..` are among them.
        while readdir(stream) != nil { count += 1 }
        return count >= 3 ? Double(count - 3) : nil
    }
}
