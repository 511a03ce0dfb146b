// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics

/// Where people ask for the product's metrics, and what their queries can find besides them.
package struct References: Sendable, Equatable {
    package var files: [Entry] = []
    /// Files with the metrics of other products, relative to the package's directory.
    package var catalogues: [Spanned<String>] = []
    package var external: [ExternalMetrics] = []
    /// The labels that the scrape adds besides `job` and `instance`; nil where the spec doesn't say.
    package var targetLabels: [Spanned<String>]?
    /// The oldest release whose metrics alert rules may rely on.
    package var supportedFrom: Spanned<MinorVersion>?

    package init() {}

    /// One entry of `references:`.
    package struct Entry: Sendable, Equatable {
        /// Paths and patterns of paths, relative to the package's directory.
        package let files: [Spanned<String>]
        package let waivers: [Waiver]

        package init(_ files: [Spanned<String>], waivers: [Waiver] = []) {
            self.files = files
            self.waivers = waivers
        }
    }

    /// Families on the product's pages that come from something else, by the beginning of their names.
    package struct ExternalMetrics: Sendable, Equatable {
        package let prefix: Spanned<String>
        /// What they come from, such as a client library.
        package let origin: String?

        package init(prefix: Spanned<String>, from origin: String?) {
            self.prefix = prefix
            self.origin = origin
        }
    }
}
