import SpecDiagnostics

extension [Finding] {
    /// Says once of a name that nobody declares that nobody does, with all places that have it: a label that was renamed
    /// where it is declared is one fault, and not one for each metric that has it.
    func joiningRepeatedReferences() -> [Finding] {
        let rules = [
            UnknownLabel.rule, UnknownBucketSet.rule, UnknownParameter.rule, UnknownReplacement.rule,
            ReservedLabel.rule,
        ]
        var places: [String: [Finding]] = [:]
        let sorted = inFileOrder()
        for finding in sorted where rules.contains(finding.rule) {
            places[finding.message, default: []].append(finding)
        }
        guard places.contains(where: { $0.value.count > 1 }) else { return self }
        return sorted.compactMap { finding in
            guard rules.contains(finding.rule), let all = places[finding.message], all.count > 1 else { return finding }
            guard all[0].span == finding.span else { return nil }
            return finding.joined(with: all.dropFirst())
        }
    }
}

extension Finding {
    fileprivate func joined(with others: some Collection<Finding>) -> Finding {
        let shown = others.prefix(3).map { Related("and here", at: $0.span) }
        let rest = others.count - shown.count
        return Finding(
            rule, at: span, message, underline: underline,
            notes: notes + (rest > 0 ? ["and in \(rest) more \(rest == 1 ? "place" : "places")"] : []), help: help,
            related: related + shown,
            fixes: fixes.map { fix in
                Fix(fix.description, isSafe: fix.isSafe, edits: fix.edits + others.flatMap(\.fixes).flatMap(\.edits))
            })
    }
}
