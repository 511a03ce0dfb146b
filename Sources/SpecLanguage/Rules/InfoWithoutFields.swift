// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum InfoWithoutFields {
    package static let rule = Rule(code: "MG1418", name: "info-without-fields")

    static func finding(_ metric: Spanned<String>) -> Finding {
        Finding(
            rule, at: metric.span, "this info metric has neither `fields` nor `labels`",
            help: "list the labels that it sets: `fields: [version, commit]`")
    }
}
