/// The batch sizes for which an engine captures a CUDA graph.
public enum CaptureSizes {
    /// Those that an engine captures when its user names none: of 1, 2, 4 and the multiples of 8 up to 8192, the first
    /// ones up to and with the first that holds the most sequences that a batch can have.
    public static func standard(maxSequences: Int) -> [Int] {
        var sizes: [Int] = []
        for size in [1, 2, 4] + Array(stride(from: 8, through: 8192, by: 8)) {
            sizes.append(size)
            if size >= maxSequences { break }
        }
        return sizes
    }
}
