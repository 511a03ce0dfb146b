// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// What only a check of the spec itself asks for: what is declared and not used, how bounds are written, what is waived.
/// It is made when a check asks for it, and what is generated doesn't need it.
package struct Declarations: Sendable {
    /// A name, and whether anything refers to it.
    package struct Named: Sendable {
        package let name: Spanned<String>
        package let isUsed: Bool
        /// What to delete to be rid of it.
        package let removal: Span?

        package init(name: Spanned<String>, isUsed: Bool, removal: Span? = nil) {
            self.name = name
            self.isUsed = isUsed
            self.removal = removal
        }
    }

    /// Bounds as they were written, those of a named set or a metric's own: each of two alternatives on its own.
    package struct WrittenBounds: Sendable {
        package let owner: Spanned<String>
        package let values: [Double]
        /// The place of each; empty where a rule makes them.
        package let places: [Span]
        /// What decides them: the list, or the steps or the maximum of a rule.
        package let place: Span
        /// Where a series was told to end.
        package let limit: Double?

        package init(owner: Spanned<String>, values: [Double], places: [Span], place: Span, limit: Double?) {
            self.owner = owner
            self.values = values
            self.places = places
            self.place = place
            self.limit = limit
        }
    }

    package var labels: [Named] = []
    package var labelSets: [Named] = []
    package var bucketSets: [Named] = []
    package var parameters: [Named] = []
    package var units: [Named] = []
    package var writtenBounds: [WrittenBounds] = []
    package var waivers: [Waiver] = []
    /// The groups whose metrics have to be in the order of their names, by their keys.
    package var sortedGroups: Set<String> = []
    /// Whether the language found errors: the model then lacks what they are about, and that no rule finds anything in a
    /// part of it says little.
    package var isFaulty = false
    /// Where they are.
    package var faultPlaces: Set<Span> = []
    /// False where an error hid a part of a file, or a whole one.
    package var isComplete = true

    package init() {}
}
