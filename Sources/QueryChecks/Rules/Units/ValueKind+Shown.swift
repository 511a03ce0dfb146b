// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning

extension ValueKind {
    /// Whether values are parts of a whole, or of the time that passed.
    func isShare(_ unit: QueryUnit) -> Bool {
        switch self {
        case .ratio: unit.isNumber
        // Seconds per second.
        case .rate: unit.isNumber
        default: false
        }
    }

    /// Whether a panel whose unit means this can show values of a unit, as far as can be told.
    func isShown(as meaning: GrafanaUnitMeaning, _ unit: QueryUnit) -> Bool {
        guard let quantity = unit.quantity, let scale = unit.scale else { return true }
        // What is neither a share nor says what it counts may be anything.
        if unit.isNumber, !isShare(unit), !isIncrease { return true }
        let isRateByOtherTime = unit.isPerSecond && !unit.hasScale(1)
        switch meaning {
        case .quantity(let shown):
            guard let shownScale = shown.scale, shown.quantity == quantity else {
                // So much in a time, which a number of the query says.
                return isRateByOtherTime || isIncrease && unit.isNumber
            }
            return unit.hasScale(shownScale)
        case .count(let seconds):
            // Grafana has no unit for most things per second.
            if unit.isPerSecond, quantity.count > 1, quantity != [.bytes: 1, .seconds: -1] { return true }
            if quantity == [.seconds: -1] { return scale != 1 && !unit.hasScale(1 / 60) || unit.hasScale(1 / seconds) }
            // `increase(x[1m])` is so many a minute.
            return isIncrease && seconds != 1
        case .share(let whole):
            if isShare(unit) { return unit.hasScale(1 / whole) }
            if isRateByOtherTime || isIncrease && unit.isNumber { return true }
            return quantity.isEmpty && !unit.isCount
        case .moment: return quantity == [.unixSeconds: 1] && unit.hasScale(0.001)
        }
    }

    private var isIncrease: Bool {
        if case .increase = self { true } else { false }
    }
}

extension QueryResult {
    /// What its values count, in a sentence.
    var countedInWords: String {
        guard unit.hasScale(1), values.isShare(unit) else { return unit.words }
        return values == .ratio ? "shares of 1" : "seconds per second"
    }
}
