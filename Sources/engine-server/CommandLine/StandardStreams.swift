#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Standard error for lines that are no log entries.
enum StandardError {
    static func write(_ text: String) {
        // When standard error is gone too, the exit status is all that is left.
        _ = Descriptor.write(Array(text.utf8), to: STDERR_FILENO)
    }
}

/// Standard output for whole pages.
enum StandardOutput {
    /// - Throws: when not all of it could be written: whoever reads it would take a part for the page. A reader that
    ///   has had enough is no failure.
    static func write(_ bytes: [UInt8]) throws(CommandFailure) {
        let failure = Descriptor.write(bytes, to: STDOUT_FILENO)
        guard failure != 0, failure != EPIPE else { return }
        throw .machine("can't write to standard output: \(String(cString: strerror(failure)).lowercased())")
    }
}

private enum Descriptor {
    /// The error number of what failed, or 0.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                #if canImport(Glibc)
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                #elseif canImport(Musl)
                    Musl.write(descriptor, $0.baseAddress, $0.count)
                #else
                    Darwin.write(descriptor, $0.baseAddress, $0.count)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            rest = rest.dropFirst(count)
        }
        return 0
    }
}
