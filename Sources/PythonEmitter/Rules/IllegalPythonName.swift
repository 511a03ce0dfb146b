// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins

enum IllegalPythonName {
    static let rule = Rule(code: "MG3401", name: "illegal-python-name")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `class` under `outputs.python` is the name of the generated class. It has to be a Python identifier of \
            letters, digits and underscores that begins with a letter. It can't be a reserved word, or a class that \
            the generated module uses itself, such as `Counter`. Otherwise the module could not be imported.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {python: {file: shop_metrics.py, class: Shop Metrics}}
            groups:
              orders:
                metrics:
                  taken_total: {type: counter, help: Orders taken.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {python: {file: shop_metrics.py, class: ShopMetrics}}
            groups:
              orders:
                metrics:
                  taken_total: {type: counter, help: Orders taken.}
            """)

    static func finding(_ name: Spanned<String>) -> Finding {
        let example = PythonIdentifier.upperCamel(name.value)
        return Finding(
            rule, at: name.span, "\(quoted: name.value) can't be the name of a class in the Python module",
            help:
                "use letters, digits and underscores, begin with a letter, and take no name that Python or the module "
                + "uses itself; for example \(quoted: example.hasSuffix("Metrics") ? example : example + "Metrics")")
    }
}
