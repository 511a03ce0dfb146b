// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let missingTranslation: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2701", name: "missing-translation", severity: .note),
            explanation: """
                A page in another language shows the string of the spec if there is no translation. Readers then \
                read two languages. Add the translations to `locales/NAME.yaml`, under `groups`, `metrics`, `labels` and `parameters`.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                outputs:
                  docs: {file: metrics.md, locales: [de]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                # file: locales/de.yaml
                groups: {cart: Warenkorb}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                outputs:
                  docs: {file: metrics.md, locales: [de]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                # file: locales/de.yaml
                groups: {cart: Warenkorb}
                metrics: {items: Gegenstände in allen Warenkörben.}
                """)
    ) { input in
        guard !input.spec.translations.isEmpty else { return [] }
        let originals = TranslatedTexts(input.product)
        return input.spec.translations.compactMap { translation -> Finding? in
            let missing = originals.corrected(translation).missing(from: input.product)
            guard let first = missing.first else { return nil }
            let others = missing.count > shown ? ["and \(missing.count - shown) more"] : []
            return Finding(
                missingTranslation.rule, at: translation.place,
                missing.count == 1
                    ? "the translation \(quoted: translation.locale) lacks \(first)"
                    : "the translation \(quoted: translation.locale) lacks \(missing.count) of the spec's strings",
                notes: missing.count == 1 ? [] : Array(missing.prefix(shown)) + others,
                help:
                    "add \(missing.count == 1 ? "it" : "them") to this file; until then the page shows \(missing.count == 1 ? "it" : "them") in the spec's language"
            )
        }
    }

    /// How many of them are named.
    private static let shown = 10
}
