// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

extension [Finding] {
    /// Reports each name that isn't declared once, with all places that use it: a label that was renamed where it is
    /// declared is one error, and not one for each metric that has it.
    func joiningRepeatedReferences() -> [Finding] {
        var places: [Reference: [Finding]] = [:]
        let sorted = inFileOrder()
        for finding in sorted {
            if let reference = Reference(finding) { places[reference, default: []].append(finding) }
        }
        guard places.contains(where: { $0.value.count > 1 }) else { return self }
        return sorted.compactMap { finding in
            guard let reference = Reference(finding), let all = places[reference], all.count > 1 else { return finding }
            guard all[0].span == finding.span else { return nil }
            return finding.joined(with: all.dropFirst())
        }
    }
}

/// What makes two diagnostics one: the rule, the name, and what it would be replaced with.
private struct Reference: Hashable {
    let code: String
    let name: String
    let replacement: String?

    init?(_ finding: Finding) {
        guard let name = finding.reference else { return nil }
        code = finding.rule.code
        self.name = name
        replacement = finding.fixes.first?.edits.first?.text
    }
}

extension Finding {
    fileprivate func joined(with others: some Collection<Finding>) -> Finding {
        let shown = others.prefix(3).map { Related("and here", at: $0.span) }
        let rest = others.count - shown.count
        var joined = self
        if rest > 0 { joined.notes.append("and in \(rest) more \(rest == 1 ? "place" : "places")") }
        joined.related += shown
        joined.fixes = fixes.map { fix in
            Fix(fix.description, isSafe: fix.isSafe, edits: fix.edits + others.flatMap(\.fixes).flatMap(\.edits))
        }
        return joined
    }
}
