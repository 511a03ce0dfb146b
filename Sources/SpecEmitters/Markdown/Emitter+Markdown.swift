// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecOrigins
import SpecOutput

extension Emitter {
    package static let markdown = Emitter(
        name: "docs",
        help: "A Markdown page about every metric: a table for each group, deprecated metrics, labels and parameters.",
        options: [
            OutputOption("file", .file, isRequired: true, help: "The page to write."),
            OutputOption(
                "locales", .texts,
                help:
                    "Further languages, such as `zh`: the page is written in each, with the translations in `locales/zh.yaml`."
            ),
        ],
        emit: { spec, request in
            // The language has checked the required options; without one there is nothing to write.
            guard let file = request.text("file") else { return Emission(files: []) }
            let translated = request.texts("locales").compactMap { locale -> OutputFile? in
                // If it couldn't be read, that has been reported.
                guard let translation = spec.translations.first(where: { $0.locale == locale.value }) else {
                    return nil
                }
                return OutputFile(path: path(file.value, in: locale.value)) { receiver in
                    var translated = spec
                    translated.product = spec.product.translated(by: translation)

                    MetricsPage(translated, locale: locale.value).write(to: receiver)
                }
            }
            return Emission(files: [OutputFile(path: file.value) { MetricsPage(spec).write(to: $0) }] + translated)
        })

    /// `docs/metrics.md` is `docs/metrics.zh.md`.
    private static func path(_ file: String, in locale: String) -> String {
        guard let dot = file.lastIndex(of: "."), !file[dot...].contains("/") else { return "\(file).\(locale)" }
        return "\(file[..<dot]).\(locale)\(file[dot...])"
    }
}
