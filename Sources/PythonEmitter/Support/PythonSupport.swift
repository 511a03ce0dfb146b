// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The part of a generated module that is the same for every product: what Swift code finds in `MetricsRuntime`. It has
/// only what its product needs, since nothing may be unused.
struct PythonSupport {
    /// What a product may need.
    enum Need: String {
        case counter, gauge, histogram, summary, info, stateset
        /// A counter without `_total`.
        case plain
        /// A type with a class of the client.
        case wrapper
        /// A type with a collector of our own.
        case collector
        case sample
        case limits
        case dense
        /// An argument that takes the values of a closed label.
        case known
        case deprecated, removed
        /// A lifecycle that counts patch releases.
        case patch
        /// A metric that is published under a former name too.
        case former
        case bucketseries
        case integer, integers, choice, prefix, fields
        /// Parameters from environment variables.
        case environment, booleanvariable, integervariable, integersvariable, stringsvariable, choicevariable
        case literal
        case `protocol`
        case wholecounter, wholegauge, wholeobserver, wholeunknown
        /// A number that code gives as a whole, with a collector of our own.
        case elsewhere, callbackvalue, absolutecounter, unknownvalue
    }

    /// Definitions that belong together. A line `#{ a,b` begins lines that are printed if one of the needs is there, and
    /// `#}` ends them; `#{ !a` is for lines that are printed if it isn't.
    struct Section {
        let needs: [Need]
        let text: String

        init(needs: [Need] = [], _ text: String) {
            self.needs = needs
            self.text = text
        }
    }

    let needs: Set<Need>

    static let sections: [Section] =
        beginning + series + lifecycle + visibility + values + elsewhere + unserved + info + stateSet + limits
        + formerNames + maker
        + checks + environment
        + wholeNumbers

    /// Two empty lines follow each of them, but one follows the imports.
    func print(into source: inout PythonSource) {
        for (index, section) in Self.sections.enumerated()
        where section.needs.isEmpty || section.needs.contains(where: needs.contains) {
            for line in lines(of: section) { source.line(line) }
            source.line()
            if index > 0 { source.line() }
        }
    }

    private func lines(of section: Section) -> [String] {
        var lines: [String] = []
        var isPrinted: [Bool] = []
        for line in section.text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.drop { $0 == " " }
            if words.hasPrefix("#{ ") {
                isPrinted.append(words.dropFirst(3).split(separator: ",").contains { holds($0) })
            } else if words == "#}" {
                isPrinted.removeLast()
            } else if isPrinted.allSatisfy({ $0 }) {
                lines.append(String(line))
            }
        }
        return lines
    }

    private func holds(_ condition: Substring) -> Bool {
        if condition.hasPrefix("!") { return !holds(condition.dropFirst()) }
        guard let need = Need(rawValue: String(condition)) else { preconditionFailure("there is no need \(condition)") }
        return needs.contains(need)
    }
}
