// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// `metricsgen explain`.
package enum ExplainRun {
    package static func run(_ rule: String?) throws {
        guard let rule else {
            try Console.print(RulePage.list)
            return
        }
        switch RulePage.find(rule) {
        case .page(let page): try Console.print(page)
        case .unknown(let suggestion):
            Console.printError(
                "error: there is no rule \(quoted: rule)" + (suggestion.map { "; did you mean `\($0)`?" } ?? "")
                    + "\n`metricsgen explain` lists all rules")
            throw CommandExit.misuse
        }
    }
}
