import CLibrary

/// Where a warning goes that nobody listens for.
enum StandardError {
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            // Nobody can be told that the stream is gone.
            _ = writeAll(UnsafeRawBufferPointer(buffer), to: STDERR_FILENO)
        }
    }
}
