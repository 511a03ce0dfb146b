/// Values of labels, told apart by their bytes. Swift's texts are equal when they look alike: `é` in one code point and
/// in two would share a series, and Prometheus would see one of the two names.
struct LabelValues: Hashable {
    /// Each value behind its length, so that no two lists of values have the same bytes.
    private let bytes: [UInt8]

    init(_ values: some Sequence<String>) {
        var bytes: [UInt8] = []
        for value in values {
            withUnsafeBytes(of: value.utf8.count.littleEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: value.utf8)
        }
        self.bytes = bytes
    }
}
