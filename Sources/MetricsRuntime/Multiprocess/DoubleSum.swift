/// A sum of doubles with twice their precision: the sum, rounded, and what rounding took from it.
///
/// A directory's files are added up in the order of their names, and folding changes which values come together. With
/// plain doubles the same values in another order are another sum in its last digit, and a counter whose total is the
/// least bit smaller than before is taken for one that began anew.
struct DoubleSum {
    private(set) var high: Double
    private(set) var low: Double

    @inline(__always)
    init(high: Double, low: Double) {
        self.high = high
        self.low = low
    }

    @inline(__always)
    mutating func add(_ value: Double) {
        let sum = high + value
        let part = sum - high
        low += (high - (sum - part)) + (value - part)
        high = sum
    }

    /// The nearest double.
    var value: Double {
        let sum = high + low
        // Beside an infinity nothing is left of the rest.
        return low.isNaN ? high : sum
    }

    /// The same sum, with all in the first part that has room there.
    var normalized: DoubleSum {
        guard low.isFinite, high.isFinite else { return DoubleSum(high: value, low: 0) }
        let sum = high + low
        return DoubleSum(high: sum, low: low - (sum - high))
    }
}
