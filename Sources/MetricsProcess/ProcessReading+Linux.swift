// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if os(Linux)
    import CLibrary

    extension ProcessReading {
        mutating func readSystem() {
            if let stat = Self.bytes(of: "/proc/self/stat").flatMap(ProcessStatus.init) {
                virtualBytes = stat.virtualBytes
                residentBytes = stat.residentPages * Double(sysconf(Int32(_SC_PAGESIZE)))
                if let boot = Self.bytes(of: "/proc/stat").flatMap(Self.bootTime) {
                    startSeconds = boot + stat.startTicks / Double(sysconf(Int32(_SC_CLK_TCK)))
                }
            }
            var status = stat()
            // Since Linux 6.2 the size is the number of open files.
            let isKnown = lstat("/proc/self/fd", &status) == 0
            openFiles =
                isKnown && status.st_size > 0 ? Double(status.st_size) : Self.entryCount(of: "/proc/self/fd")
            if let octets = Self.bytes(of: "/proc/self/net/netstat").flatMap(Self.octets) {
                (receivedBytes, sentBytes) = octets
            }
        }

        private static func bytes(of path: String) -> String? {
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return nil }
            defer { close(file) }
            var all: [UInt8] = []
            var part = [UInt8](repeating: 0, count: 16_384)
            while true {
                let count = read(file, &part, part.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return count == 0 ? String(decoding: all, as: UTF8.self) : nil }
                all += part[..<count]
            }
        }

        static func bootTime(in text: String) -> Double? {
            for line in text.split(separator: "\n") where line.hasPrefix("btime ") {
                return Double(line.dropFirst("btime ".count))
            }
            return nil
        }

        /// A line of names, and one of numbers.
        static func octets(in text: String) -> (received: Double, sent: Double)? {
            let lines = text.split(separator: "\n").filter { $0.hasPrefix("IpExt: ") }.map { $0.split(separator: " ") }
            guard lines.count == 2, let received = lines[0].firstIndex(of: "InOctets"),
                let sent = lines[0].firstIndex(of: "OutOctets"), max(received, sent) < lines[1].count,
                let receivedBytes = Double(lines[1][received]), let sentBytes = Double(lines[1][sent])
            else { return nil }
            return (receivedBytes, sentBytes)
        }
    }

    /// The line in `/proc/self/stat`.
    struct ProcessStatus {
        let startTicks: Double
        let virtualBytes: Double
        let residentPages: Double

        init?(_ text: String) {
            // The name of the program is in parentheses, and may have some of its own.
            guard let end = text.lastIndex(of: ")") else { return nil }
            let fields = text[text.index(after: end)...].split { $0 == " " || $0 == "\n" }
            // The first of them is the third of the line.
            func field(_ number: Int) -> Double? { number - 3 < fields.count ? Double(fields[number - 3]) : nil }
            guard let start = field(22), let virtual = field(23), let resident = field(24) else { return nil }
            startTicks = start
            virtualBytes = virtual
            residentPages = resident
        }
    }
#endif
