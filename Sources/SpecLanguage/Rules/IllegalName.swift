// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum IllegalName {
    package static let rule = Rule(code: "MG1203", name: "illegal-name", isAboutName: true)

    static func finding(_ name: Spanned<String>, _ syntax: NameSyntax) -> Finding {
        Finding(
            rule, at: name.span, "\(quoted: name.value) can't be \(syntax.what), because \(syntax.use)",
            help: "use only \(syntax.alphabet)")
    }
}
