#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where a warning goes that nobody listens for.
enum StandardError {
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            // Nobody can be told that the stream is gone.
            #if canImport(Darwin)
                _ = Darwin.write(STDERR_FILENO, buffer.baseAddress, buffer.count)
            #elseif canImport(Glibc)
                _ = Glibc.write(STDERR_FILENO, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                _ = Musl.write(STDERR_FILENO, buffer.baseAddress, buffer.count)
            #endif
        }
    }
}
