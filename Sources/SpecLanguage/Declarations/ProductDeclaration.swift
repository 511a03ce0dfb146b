// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

package struct ProductDeclaration: Sendable {
    package let name: Spanned<String>
    package let version: Spanned<ProductVersion>
    let prefix: PrefixDeclaration
    let aliases: [Spanned<String>]
    let processes: Spanned<Product.Processes>?
    let labels: [Spanned<String>]
    /// False where something that has been reported hides some of its labels.
    let areLabelsRead: Bool
    let seriesLimit: Spanned<Int>?
}

/// When a deprecated metric is hidden and when it is removed, in minor versions after its deprecation; which release
/// promised what to the readers of stable metrics; and the oldest release that alert rules have to work with.
struct LifecycleDeclaration: Sendable {
    static let `default` = (hideAfter: 1, removeAfter: 2)

    /// Nil where what says it has been reported.
    var granularity: Product.Granularity? = .minor
    var hideAfter: Spanned<Int>?
    var removeAfter: Spanned<Int>?
    var released: Spanned<String>?
    var exceptions: [StableException] = []
    var supportedFrom: Spanned<MinorVersion>?
}
