// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ReferenceFiles
import SpecDiagnostics

/// What was read of a file, for people: one line for each dashboard, variable, query and rule, with places.
struct FileOutline {
    private let file: ReferenceFile
    private let source: SourceText
    private let id: SourceID
    private(set) var text = ""

    init(_ file: ReferenceFile, source: SourceText, id: SourceID) {
        self.file = file
        self.source = source
        self.id = id
        line("\(file.kind)")
        for fault in file.faults { line("fault \(fault.span.start) \(fault.reason)") }
        for dashboard in file.dashboards { add(dashboard) }
        for rule in file.rules { add(rule) }
        for query in file.queries { add(query) }
        for waiver in file.waivers { add(waiver) }
    }

    init(_ text: String, path: String) {
        var sources = SourceCollection()
        let source = SourceText(path: path, text: text)
        let id = sources.add(source)
        self.init(ReferenceFile.read(source, id: id), source: source, id: id)
    }

    private mutating func add(_ dashboard: ReferencedDashboard) {
        line("dashboard `\(dashboard.title)`")
        for variable in dashboard.variables {
            let words = [
                "variable", written(variable.name), "\(variable.kind)", variable.isMultiple ? "multiple" : nil,
                variable.options.map { "of \($0.joined(separator: ", "))" },
                dashboard.usedNames.contains(variable.name.text) ? nil : "unused",
                dashboard.repeatedNames.contains(variable.name.text) ? "repeated" : nil,
            ]
            line("  " + words.compactMap { $0 }.joined(separator: " "))
        }
    }

    private mutating func add(_ rule: ReferencedRule) {
        line("\(rule.kind) \(written(rule.name)) in group `\(rule.group)`")
        if let duration = rule.forDuration { line("  for \(written(duration))") }
        if let duration = rule.keepFiringFor { line("  keeps firing for \(written(duration))") }
        for (key, value) in rule.labels { line("  label \(written(key)) \(written(value))") }
        for (key, value) in rule.annotations { line("  annotation \(written(key)) \(written(value))") }
    }

    private mutating func add(_ query: ReferencedQuery) {
        let place = query.string.span(in: source, id: id)
        let dashboard = query.dashboard.map { "dashboard \($0) " } ?? ""
        line("query \(place) \(query.isCertain ? "" : "perhaps ")\(dashboard)`\(query.title)`")
        switch query.use {
        case .panel(let panel):
            let words = [
                "\(panel.type) \(panel.title.map(written) ?? "without a title")",
                panel.unit.map { "unit \(written($0))" },
                panel.legend.map { "legend \(written($0))" }, panel.isInstant ? "instant" : nil,
                panel.description.map { "description \(written($0))" },
            ]
            line("  panel " + words.compactMap { $0 }.joined(separator: ", "))
        case .variable(let name, let label):
            line("  variable \(name)\(label.map { ", label \(written($0))" } ?? "")")
        case .page(let use):
            let words = [
                use.isMention ? "mention" : "page", use.version.map { "of \($0)" },
                use.neighbours.isEmpty ? nil : "beside \(use.neighbours.joined(separator: ", "))",
            ]
            line("  " + words.compactMap { $0 }.joined(separator: " "))
        default: line("  \(query.use)")
        }
        let text = query.string.text.replacing("\r\n", with: "\n")
        for part in text.split(separator: "\n", omittingEmptySubsequences: false) { line("  | \(part)") }
    }

    private mutating func add(_ waiver: Waiver) {
        let until = waiver.until.map { " until \($0.value) \($0.span)" } ?? ""
        let scope = waiver.scope.map { " for \($0)" } ?? ""
        line("waiver \(waiver.span) of `\(waiver.rule.value)` \(waiver.rule.span)\(until)\(scope)")
        line("  | \(waiver.reason)")
    }

    private func written(_ string: PlacedString) -> String { "`\(string.text)` \(string.span(in: source, id: id))" }

    private mutating func line(_ line: String) { text += line + "\n" }
}
