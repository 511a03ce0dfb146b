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
        return changes
            + Self.changes(
                earlier.parameters, parameters, by: \.name,
                added: { new in
                    CatalogueChange(
                        metric: nil, subject: new.name,
                        new.defaultText == nil ? .requiredParameterAdded : .parameterAdded, new: new.defaultText)
                }, removed: .parameterRemoved
            ) { $0.changes(to: $1) }
    }
}

extension Parameter {
    fileprivate func changes(to new: Parameter) -> [CatalogueChange] {
        var list = ChangeList()
        list.add(.parameterTypeChanged, of: name, from: typeName, to: new.typeName)
        guard typeName == new.typeName else { return list.changes }
        list.add(
            new.allows(everythingOf: self) ? .parameterWidened : .parameterNarrowed, of: name, from: range,
            to: new.range)
        list.add(
            new.defaultText == nil ? .parameterDefaultRemoved : .parameterDefaultChanged, of: name, from: defaultText,
            to: new.defaultText)
        list.add(
            .parameterSourceChanged, of: name, from: environment ?? "code", to: new.environment ?? "code")
        return list.changes
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
