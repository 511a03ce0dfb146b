import SpecDiagnostics
import SpecOutput
import SwiftEmitter

extension Emitter {
    /// In the order in which their files are generated.
    package static let all: [Emitter] = [.swift, .markdown, .grafana, .catalogue]

    /// Every rule that an emitter can report.
    package static let rules: [Rule] = swiftRules + [UnfitPanelKind.rule]
}
