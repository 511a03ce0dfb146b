// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import SpecModel

extension QueryUnit {
    /// What it measures, whatever is counted: tokens per second are `[seconds: -1]`, as requests per second are. Nil if that
    /// isn't known, or if the spec's language has no words for the scale.
    package var quantity: [Unit: Int]? {
        guard case .powers(let powers, _) = self, isNamed else { return nil }
        var quantity = powers.filter { !$0.key.countsThings }
        // A joule per second is a watt.
        if quantity == [.joules: 1, .seconds: -1] { quantity = [.watts: 1] }
        // Something that happens so often a second.
        if quantity == [.hertz: 1] { quantity = [.seconds: -1] }
        return quantity
    }

    var scale: Double? {
        if case .powers(_, let scale) = self { scale } else { nil }
    }

    /// Whether it is a number without any unit: a ratio, or a number of things that nobody named.
    var isNumber: Bool {
        if case .powers(let powers, _) = self { powers.isEmpty } else { false }
    }

    /// Whether it is a number of things, or a product of such numbers, and not how many of one there are for another.
    var isCount: Bool {
        guard case .powers(let powers, _) = self else { return false }
        return !powers.isEmpty && powers.allSatisfy { $0.key.countsThings && $0.value > 0 }
    }

    /// Whether it is a time, perhaps for each of some things.
    var isTime: Bool { quantity == [.seconds: 1] }

    /// Whether it is so much of something by the second.
    var isPerSecond: Bool { quantity?[.seconds].map { $0 < 0 } ?? false }

    /// Whether values of one can be compared with values of the other, as far as can be told.
    package func fits(_ other: QueryUnit) -> Bool {
        guard let quantity, let otherQuantity = other.quantity, let otherScale = other.scale else { return true }
        if isNumber || other.isNumber { return true }
        // So much in a time that a number of the query says, or a factor between two rates that may be a time.
        let mayBeOfOtherTime = [self, other].contains { $0.isPerSecond && !$0.hasScale(1) }
        if mayBeOfOtherTime { return true }
        return quantity == otherQuantity && hasScale(otherScale)
    }

    func hasScale(_ other: Double) -> Bool {
        guard let scale else { return false }
        return QueryUnit.powers([:], scale: scale) == .powers([:], scale: other)
    }
}
