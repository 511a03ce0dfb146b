// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics

package enum FutureRemoval {
    package static let rule = Rule(code: "MG1409", name: "future-removal")

    static func finding(removedIn: Spanned<MinorVersion>, product: Spanned<ProductVersion>) -> Finding? {
        // A checkout without a version isn't earlier than any version.
        guard removedIn.value > product.value.release, !product.value.isUnversioned else { return nil }
        return Finding(
            rule, at: removedIn.span, "removed in \(removedIn.value), but this product is only at \(product.value)",
            notes: ["a tombstone takes the metric out of the code at once"],
            help: "write `deprecated` instead; the removal follows from it",
            related: [.init("the product's version", at: product.span)])
    }
}
