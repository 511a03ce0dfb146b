// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What an expression results in.
package enum PromQLType: String, Sendable {
    case scalar
    /// A value of each series.
    case vector
    /// Samples of each series within a range of time.
    case matrix
    case string
    /// A hole decides, or an error leaves it open. It fits everywhere.
    case unknown
}
