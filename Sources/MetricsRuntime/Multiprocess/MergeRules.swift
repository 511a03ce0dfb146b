// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// How the values of several processes become one, unless they are added up. Readers and folding use the same rules,
/// and each rule gives the same result in every order of the values.
enum MergeRules {
    /// Whether a value replaces the lowest one so far. NaN is the lowest only if there is nothing else, and -0 is
    /// lower than 0.
    @inline(__always)
    static func isLower(_ value: Double, than lowest: Double) -> Bool {
        if value < lowest { return true }
        if value == lowest { return value.sign == .minus && lowest.sign == .plus }
        return lowest.isNaN && !value.isNaN
    }

    /// Whether a value replaces the highest one so far. NaN is the highest only if there is nothing else.
    @inline(__always)
    static func isHigher(_ value: Double, than highest: Double) -> Bool {
        if value > highest { return true }
        if value == highest { return value.sign == .plus && highest.sign == .minus }
        return highest.isNaN && !value.isNaN
    }

    /// Whether a value with a time replaces the most recent one so far. At the same time the higher value wins.
    @inline(__always)
    static func isLater(_ time: Double, _ value: Double, than latest: Double, _ latestValue: Double) -> Bool {
        time > latest || time == latest && isHigher(value, than: latestValue)
    }

    /// Clocks of processes on one machine differ by less.
    private static let tolerance = 60.0

    /// The latest time that can be true.
    static var latestTime: Double { SystemCall.now + tolerance }

    /// The time of a gauge's initial value: any value that was set is later, whatever the clock said, and a gauge that
    /// was never set is earlier. Python's client compares in the same way.
    static let timeOfInitialValue = 1e-100

    /// The time by which a value is compared: 0 if it was never set. A time ahead of the clock is wrong, since the
    /// clock was set back. It comes before every correct one; otherwise that value would win until the clock has
    /// caught up.
    @inline(__always)
    static func time(_ timestamp: Double, latest: Double) -> Double {
        guard timestamp > 0 else { return 0 }
        // Correct times are above 1.
        return timestamp <= latest ? timestamp : 1 / timestamp
    }
}
