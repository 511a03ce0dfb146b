// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage
import SpecOrigins
import SpecYAML

/// The translations that outputs ask for: `locales/NAME.yaml` beside the root spec, for each name under `locales`.
extension SpecLoading {
    mutating func loadTranslations(for outputs: [OutputRequest]) -> [Translation] {
        var translations: [Translation] = []
        for locale in outputs.flatMap({ uniqued($0) })
        where !translations.contains(where: { $0.locale == locale.value }) {
            guard !locale.value.isEmpty,
                locale.value.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
            else {
                report(MissingLocale.finding(illegal: locale))
                continue
            }
            if let translation = loadTranslation(locale) { translations.append(translation) }
        }
        return translations
    }

    /// The languages of one output; one that comes again is reported.
    private mutating func uniqued(_ request: OutputRequest) -> [Spanned<String>] {
        var places: [String: Span] = [:]
        var locales: [Spanned<String>] = []
        for locale in request.texts("locales") {
            if let first = places[locale.value] {
                report(RepeatedValue.finding(locale: locale, first: first))
            } else {
                places[locale.value] = locale.span
                locales.append(locale)
            }
        }
        return locales
    }
}
