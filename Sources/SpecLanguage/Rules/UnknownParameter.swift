// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum UnknownParameter {
    package static let rule = Rule(code: "MG1303", name: "unknown-parameter")

    static func finding(_ name: Spanned<String>, among parameters: [String]) -> Finding {
        let suggestion = Suggestion.nearest(to: name.value, among: parameters)
        return Finding(
            rule, at: name.span, "there is no parameter \(quoted: name.value)",
            underline: suggestion.map { "did you mean `$\($0)`?" },
            help: suggestion == nil ? "declare it under `parameters`, with a `type`" : nil,
            reference: name.value,
            fixes: suggestion.map { [.replacing(name.span, with: "$" + $0)] } ?? [])
    }
}
