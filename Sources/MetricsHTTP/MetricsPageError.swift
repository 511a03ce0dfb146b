// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    /// There is nothing to serve: a source of values can't be read. The scrape is answered with 503 and this reason,
    /// since an exposition without values would look like a process that has none.
    public struct MetricsPageError: Error, Equatable, Sendable, CustomStringConvertible {
        /// A sentence without a final period, for the person who reads the response or the log.
        public let description: String

        /// An error for a closure that writes the exposition.
        ///
        /// - Parameter reason: A sentence without a final period.
        public init(_ reason: String) { description = reason }
    }
#endif
