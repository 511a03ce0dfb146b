// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

/// What people should know about a metric beyond its help, which a scrape shows.
package struct Prose: Sendable, Equatable {
    /// How much its readers can rely on it.
    package enum Stability: String, Sendable, CaseIterable {
        /// May change or go in any release.
        case alpha
        /// Its meaning stays; its name and labels may still change.
        case beta
        /// Goes only by way of a deprecation.
        case stable
    }

    /// The release that brought it.
    package var since: MinorVersion?
    package var stability: Stability?
    /// Whom to ask: a team or a person.
    package var owner: String?
    /// How to read it: what a high or a low value means.
    package var reading: String?
    /// What to do when it looks bad, step by step.
    package var nextSteps: [String]

    package init(
        since: MinorVersion? = nil, stability: Stability? = nil, owner: String? = nil,
        reading: String? = nil, nextSteps: [String] = []
    ) {
        self.since = since
        self.stability = stability
        self.owner = owner
        self.reading = reading
        self.nextSteps = nextSteps
    }
}
