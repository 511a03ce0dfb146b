// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension MissingLocale {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `locales` lists more languages for the page. The translations for `zh` belong in \
            `locales/zh.yaml`, next to the root spec, and that file can't be read. Create it, or leave the language out.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            outputs: {docs: {file: metrics.md, locales: [zh]}}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            outputs: {docs: {file: metrics.md}}
            """)
}
