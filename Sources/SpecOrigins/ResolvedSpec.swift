// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// A spec whose references have all been followed: the model of its product, and beside it where the spec says what and
/// what else it says.
package struct ResolvedSpec: Sendable {
    package var product: Product
    package var origins: Origins
    /// The root spec, relative to the package's directory, as generated files name it.
    package var path: String
    /// What is to be made of the model.
    package var outputs: [OutputRequest]
    /// Where its metrics are asked for.
    package var references: References
    /// What is demanded of its metrics, in the order of the files.
    package var policies: [Policy]
    /// The product's strings in other languages.
    package var translations: [Translation]
    /// The file with the catalogue of the last release, relative to the package's directory, and where it is named.
    package var released: Spanned<String>?
    /// What that catalogue promises and this spec breaks on purpose.
    package var stableExceptions: [StableException]
    /// Whether the language found errors: the model then lacks what they are about.
    package var isFaulty: Bool

    package init(
        _ product: Product, origins: Origins = .none, path: String, outputs: [OutputRequest] = [],
        references: References = References(), policies: [Policy] = [], translations: [Translation] = [],
        released: Spanned<String>? = nil,
        stableExceptions: [StableException] = [],
        isFaulty: Bool = false
    ) {
        self.product = product
        self.origins = origins
        self.path = path
        self.outputs = outputs
        self.references = references
        self.policies = policies
        self.translations = translations
        self.released = released
        self.stableExceptions = stableExceptions
        self.isFaulty = isFaulty
    }

    /// Where the product gets its name.
    package var productName: Span { origins.value(of: .productName, of: .product) }
}
