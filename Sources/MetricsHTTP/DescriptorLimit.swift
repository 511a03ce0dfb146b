#if HTTP
    import CLibrary

    /// How many connections fit into what the process may have open (`ulimit -n`).
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
            // What is open now can't matter.
            if soft >= 4 * (wanted + spare) { return wanted }
            let open = (0..<Int32(soft)).count { fcntl($0, F_GETFD) != -1 }
            return max(fewest, min(wanted, soft - open - spare))
        }
    }
#endif
