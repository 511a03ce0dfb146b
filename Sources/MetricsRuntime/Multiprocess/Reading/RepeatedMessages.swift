// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Messages that may come again at every scrape, and are reported once: again only after they have not come for a
/// while. It remembers a fixed number of them at most.
package struct RepeatedMessages {
    private var seen: [String: Double] = [:]
    private var isFull = false
    private let largest: Int

    /// An attacker could make a message come and go at every scrape.
    package static let quiet = 3600.0

    package init(largest: Int = 2000) { self.largest = largest }

    /// The messages to report.
    ///
    /// - Parameter seconds: Of a clock that is not set back.
    package mutating func new(_ messages: some Sequence<String>, at seconds: Double) -> [String] {
        var new: [String] = []
        for message in messages {
            if let last = seen[message], seconds - last < Self.quiet {
                seen[message] = seconds
                continue
            }
            if seen.count >= largest { forget(at: seconds) }
            guard seen.count < largest else {
                if !isFull { new.append("there is more than this to tell; `metricsgen-exporter DIR --once` tells it") }
                isFull = true
                // A known message may follow, and has to be seen.
                continue
            }
            seen[message] = seconds
            new.append(message)
        }
        return new
    }

    /// Forgets all that have not come for a while. If the memory is full, it is searched only from time to time.
    private mutating func forget(at seconds: Double) {
        guard seconds - (lastForgotten ?? -.infinity) >= 60 else { return }
        lastForgotten = seconds
        seen = seen.filter { seconds - $0.value < Self.quiet }
        if seen.count < largest { isFull = false }
    }

    private var lastForgotten: Double?
}
