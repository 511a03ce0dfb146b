// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum IncludedRoot {
    package static let rule = Rule(code: "MG1504", name: "included-root")

    package static func finding(_ path: Spanned<String>, product: Span?) -> Finding {
        Finding(
            rule, at: path.span, "\(quoted: path.value) is a root spec itself, so it can't be included",
            help: "move the shared declarations to another file, and include that",
            related: product.map { [.init("its product is here", at: $0)] } ?? [])
    }
}
