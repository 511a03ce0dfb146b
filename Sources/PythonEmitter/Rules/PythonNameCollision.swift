// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecOutput

enum PythonNameCollision {
    static let rule = Rule(code: "MG3402", name: "python-name-collision", isAboutName: true)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Two names of the spec become one name in Python: all characters but letters and digits become an underscore, \
            a group's key is left out of its metrics' names, and a counter loses its `_total`. One of the two would \
            replace the other. Give one of them another name with `swift_name`, which names it in every language.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {python: {file: shop_metrics.py}}
            groups:
              orders:
                metrics:
                  taken_total: {type: counter, help: Orders taken.}
                  taken: {type: gauge, help: Orders taken and not sent.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {python: {file: shop_metrics.py}}
            groups:
              orders:
                metrics:
                  taken_total: {type: counter, help: Orders taken., swift_name: takenEver}
                  taken: {type: gauge, help: Orders taken and not sent.}
            """)

    /// - Parameter better: A name that is not used elsewhere.
    static func finding(_ collision: NameScope.Collision, in scope: NameScope, better: String, _ origins: Origins)
        -> Finding
    {
        let subject =
            switch scope.subject {
            case .type: "class"
            case .property, .enumCase: "attribute"
            case .argument: "argument"
            }
        return collision.finding(
            rule, "Python \(subject)",
            help: scope.takesSwiftName
                ? "give this one a name of its own, for example `swift_name: \(PythonIdentifier.lowerCamel(better))`"
                : "rename one of the two in the spec",
            origins)
    }
}
