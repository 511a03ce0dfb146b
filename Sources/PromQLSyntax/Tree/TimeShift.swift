// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The time at which a selector or a subquery is evaluated, if that isn't the time of the query.
package struct TimeShift: Equatable, Sendable {
    package enum Moment: Equatable, Sendable {
        /// Seconds since 1970.
        case time(Double)
        /// The first and the last moment of a query over a range of time.
        case start, end
        indirect case hole(PromQLHole)
    }

    /// Instead of the time of the query.
    package var moment: Moment?
    /// How long before; negative for how long after.
    package var offset: PromQLDuration?

    package init(at moment: Moment? = nil, offset: PromQLDuration? = nil) {
        self.moment = moment
        self.offset = offset
    }

    package static var none: TimeShift { TimeShift() }

    package var isNone: Bool { moment == nil && offset == nil }
}
