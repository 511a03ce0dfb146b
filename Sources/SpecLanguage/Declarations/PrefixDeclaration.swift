// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// What the names of metrics begin with, as the product, a group or a metric says it.
enum PrefixDeclaration: Sendable {
    case fixed(String)
    /// A process gives the value of a parameter, and the ending follows it.
    case parameter(Spanned<String>, ending: String)

    /// The prefix that everything but a process knows; empty where it has no default.
    ///
    /// - Parameter defaults: those of the string parameters.
    func text(with defaults: [String: String]) -> String {
        switch self {
        case .fixed(let text): text
        case .parameter(let name, let ending): defaults[name.value].map { $0 + ending } ?? ""
        }
    }
}
