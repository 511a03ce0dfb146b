// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum RootOnlyKey {
    package static let rule = Rule(code: "MG1108", name: "root-only-key")

    static func finding(_ key: Spanned<String>, root: Spanned<String>) -> Finding {
        Finding(
            rule, at: key.span, "\(quoted: key.value) is only allowed in a root spec",
            help: "move it to the file with the `product`",
            related: [.init("the product of this spec is here", at: root.span)])
    }
}
