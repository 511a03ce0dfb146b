import SpecDiagnostics
import SpecLanguage
import SpecModel
import SpecYAML

/// The translations that outputs ask for: `locales/NAME.yaml` beside the root spec, for each name under `locales`.
extension SpecLoading {
    mutating func loadTranslations(for outputs: [OutputRequest]) -> [Translation] {
        var translations: [Translation] = []
        for locale in outputs.flatMap({ $0.texts("locales") })
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
}
