import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    /// The findings that no waiver hides, and what is to be said about the waivers themselves.
    static func applyingWaivers(_ findings: [Finding], in product: Product) -> [Finding] {
        let waivable = all.map(\.rule)
        let line = product.version.value.releaseLine
        let waivers = product.declarations.waivers
        var hidden: [[Finding]] = Array(repeating: [], count: waivers.count)
        var left = findings.filter { finding in
            // Of several the innermost: it was written for this place.
            let fitting = waivers.indices.filter {
                waivers[$0].rule.value == finding.rule.name && waivers[$0].scope.contains(finding.span)
            }
            guard let innermost = fitting.max(by: { waivers[$0].scope.start < waivers[$1].scope.start }),
                waivable.contains(finding.rule)
            else { return true }
            hidden[innermost].append(finding)
            return false
        }
        for (waiver, hidden) in zip(waivers, hidden) {
            guard let rule = waivable.first(where: { $0.name == waiver.rule.value }) else {
                left.append(UnknownWaiver.finding(waiver, among: waivable))
                continue
            }
            if hidden.isEmpty {
                left.append(UnusedWaiver.finding(waiver, of: rule))
            } else if let until = waiver.until, until.value <= line {
                left.append(EndedWaiver.finding(waiver, until: until, hidden: hidden, at: line))
            }
        }
        return left
    }

    /// The rules about waivers, which are not checks of their own.
    static let waiverRules = [UnusedWaiver.rule, EndedWaiver.rule, UnknownWaiver.rule]
}

extension Span {
    fileprivate func contains(_ other: Span) -> Bool {
        source == other.source && start <= other.start && other.start < end
    }
}
