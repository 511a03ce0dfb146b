// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

extension Catalogue {
    /// What differs in what a process is given at its start.
    func parameterChanges(since earlier: Catalogue) -> [CatalogueChange] {
        var changes: [CatalogueChange] = []
        if let before = earlier.processes, let after = processes, before != after {
            changes.append(
                CatalogueChange(metric: nil, .processesChanged, old: before.rawValue, new: after.rawValue))
        }
        let now = Dictionary(parameters.map { ($0.name, $0) }) { first, _ in first }
        let before = Set(earlier.parameters.map(\.name))
        for old in earlier.parameters {
            guard let new = now[old.name] else {
                changes.append(CatalogueChange(metric: nil, subject: old.name, .parameterRemoved))
                continue
            }
            changes += old.changes(to: new)
        }
        for new in parameters where !before.contains(new.name) {
            let isOptional = new.defaultText != nil
            changes.append(
                CatalogueChange(
                    metric: nil, subject: new.name, isOptional ? .parameterAdded : .requiredParameterAdded,
                    new: new.defaultText))
        }
        return changes
    }
}

extension Parameter {
    fileprivate func changes(to new: Parameter) -> [CatalogueChange] {
        func change(_ type: ChangeType, _ old: String?, _ now: String?) -> CatalogueChange {
            CatalogueChange(metric: nil, subject: name, type, old: old, new: now)
        }
        guard typeName == new.typeName else { return [change(.parameterTypeChanged, typeName, new.typeName)] }
        var changes: [CatalogueChange] = []
        if range != new.range {
            changes.append(
                change(new.allows(everythingOf: self) ? .parameterWidened : .parameterNarrowed, range, new.range))
        }
        if defaultText != new.defaultText {
            changes.append(
                change(
                    new.defaultText == nil ? .parameterDefaultRemoved : .parameterDefaultChanged, defaultText,
                    new.defaultText))
        }
        if environment != new.environment {
            changes.append(change(.parameterSourceChanged, environment ?? "code", new.environment ?? "code"))
        }
        return changes
    }

    private var typeName: String {
        switch type {
        case .integer: "integer"
        case .boolean: "boolean"
        case .string, .choice: "string"
        case .integers: "list of integers"
        case .strings: "list of strings"
        }
    }

    var defaultText: String? {
        switch type {
        case .integer(_, _, let standard): standard.map { "\($0)" }
        case .boolean(let standard): standard.map { "\($0)" }
        case .string(let standard), .choice(_, let standard): standard
        case .integers, .strings: nil
        }
    }

    /// What it allows, where it doesn't allow everything of its type.
    private var range: String? {
        switch type {
        case .integer(let minimum, let maximum, _), .integers(let minimum, let maximum):
            switch (minimum, maximum) {
            case (nil, nil): nil
            case (let minimum?, nil): "at least \(minimum)"
            case (nil, let maximum?): "at most \(maximum)"
            case (let minimum?, let maximum?): "\(minimum) to \(maximum)"
            }
        case .choice(let values, _): values.map(\.text).joined(separator: ", ")
        case .boolean, .string, .strings: nil
        }
    }

    private func allows(everythingOf other: Parameter) -> Bool {
        switch (other.type, type) {
        case (.integer(let low, let high, _), .integer(let minimum, let maximum, _)),
            (.integers(let low, let high), .integers(let minimum, let maximum)):
            return (minimum ?? .min) <= (low ?? .min) && (high ?? .max) <= (maximum ?? .max)
        case (.choice(let values, _), .choice(let allowed, _)):
            return values.map(\.text).without(allowed.map(\.text)).isEmpty
        case (_, .string), (.boolean, _), (.strings, _): return true
        case (.string, _), (.choice, _), (.integer, _), (.integers, _): return false
        }
    }
}
