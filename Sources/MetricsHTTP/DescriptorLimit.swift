// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import CLibrary

    /// The number of connections that fit into the process' limit of open files (`ulimit -n`).
    enum DescriptorLimit {
        /// For files that are opened to read the values, for the log and for the rest of the process.
        static let spare = 16
        /// With fewer, one slow client would keep the scraper away.
        static let fewest = 4

        static func connections(atMost wanted: Int) -> Int {
            var limit = rlimit()
            #if canImport(Glibc)
                let result = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            #else
                let result = getrlimit(RLIMIT_NOFILE, &limit)
            #endif
            guard result == 0 else { return wanted }
            let soft = Int(clamping: limit.rlim_cur)
            // The number of files that are open now doesn't matter.
            if soft >= 4 * (wanted + spare) { return wanted }
            let open = (0..<Int32(soft)).count { fcntl($0, F_GETFD) != -1 }
            return max(fewest, min(wanted, soft - open - spare))
        }
    }
#endif
