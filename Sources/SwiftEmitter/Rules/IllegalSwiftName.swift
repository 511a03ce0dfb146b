// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum IllegalSwiftName {
    package static let rule = Rule(code: "MG3101", name: "illegal-swift-name")

    static func finding(_ name: Spanned<String>) -> Finding {
        Finding(
            rule, at: name.span, "\(quoted: name.value) can't be the name of a type in Swift",
            help:
                "use letters, digits and underscores, begin with a letter, and take no word that Swift has a use for; "
                + "for example \(quoted: example(for: name.value))")
    }

    /// A legal name that is as similar to the given one as possible.
    private static func example(for name: String) -> String {
        let letters = SwiftIdentifier.upperCamel(name).drop { !$0.isLetter }
        let stem = letters.isEmpty ? "Product" : SwiftIdentifier.upperCamel(String(letters))
        let candidates = [stem + "Metrics", stem + "Product"]
        return (stem.hasSuffix("Metrics") ? [stem] + candidates : candidates)
            .first(where: SwiftIdentifier.isLegalType) ?? "ProductMetrics"
    }
}
