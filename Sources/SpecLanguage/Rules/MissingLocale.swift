// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum MissingLocale {
    package static let rule = Rule(code: "MG1508", name: "missing-locale")

    package static func finding(_ locale: Spanned<String>, tried: String, reason: String?) -> Finding {
        Finding(
            rule, at: locale.span,
            reason.map { "the translations in \(quoted: tried) can't be read: \($0)" }
                ?? "there is no file \(quoted: tried)",
            help:
                "create it, with translations of `groups`, `metrics`, `labels` and `parameters`, or leave the language out"
        )
    }

    package static func finding(illegal locale: Spanned<String>) -> Finding {
        Finding(
            rule, at: locale.span, "\(quoted: locale.value) isn't the name of a language",
            help: "write one such as `zh` or `pt-BR`: letters, digits and `-`")
    }
}
