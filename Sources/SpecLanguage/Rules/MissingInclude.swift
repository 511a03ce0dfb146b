// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum MissingInclude {
    package static let rule = Rule(code: "MG1502", name: "missing-include")

    package static func finding(empty path: Spanned<String>) -> Finding {
        Finding(
            rule, at: path.span, "this path is empty",
            help: "write the path of a file, relative to the directory of this one, or delete the entry")
    }

    /// - Parameters:
    ///   - tried: the path that was looked up.
    ///   - neighbours: paths of existing files that the spec doesn't include yet, as they would be written in `include`,
    ///     for a suggestion.
    package static func finding(_ path: Spanned<String>, tried: String, neighbours: [String] = []) -> Finding {
        if path.value.contains("*") {
            return Finding(
                rule, at: path.span, "there is no file \(quoted: tried), and `*` doesn't match other files",
                help: "list the files one by one: a spec doesn't depend on which other files exist")
        }
        let suggestion = Suggestion.nearest(to: path.value, among: neighbours)
        return Finding(
            rule, at: path.span, "there is no file \(quoted: tried)",
            underline: suggestion.map { "did you mean \(quoted: $0)?" },
            help: "a path under `include` is relative to the directory of this file",
            fixes: suggestion.map { [.replacing(path.span, with: $0)] } ?? [])
    }
}
