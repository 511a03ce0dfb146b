// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// The use of a parameter, which decides the type that it must have.
enum ParameterUse {
    case limit, sorted, valueLimit, prefix, fields
    case term(Condition.Term)

    /// What needs the parameter.
    var key: String {
        switch self {
        case .limit: BucketKeys.max.name
        case .valueLimit: LabelKeys.maxValues.name
        case .sorted: BucketKeys.sorted.name
        case .prefix: ProductKeys.prefix.name
        case .fields: MetricKeys.fields.name
        case .term(let term):
            if case .boolean = term.value { MetricKeys.if.name } else { "\(term.comparison.rawValue) \(term.value)" }
        }
    }

    var type: String {
        switch self {
        case .limit, .valueLimit: "an integer"
        case .sorted: "a list of integers"
        case .prefix: "a string"
        case .fields: "a list of strings"
        case .term(let term):
            switch term.value {
            case .boolean: "a Boolean"
            case .integer: "an integer"
            case .string: "a string with `values`"
            }
        }
    }

    func fits(_ parameter: Parameter) -> Bool {
        switch (self, parameter.type) {
        case (.limit, .integer), (.valueLimit, .integer), (.sorted, .integers), (.prefix, .string),
            (.fields, .strings):
            true
        case (.term(let term), .boolean): if case .boolean = term.value { true } else { false }
        case (.term(let term), .integer): if case .integer = term.value { true } else { false }
        case (.term(let term), .choice): if case .string = term.value { true } else { false }
        case (.limit, _), (.valueLimit, _), (.sorted, _), (.prefix, _), (.fields, _), (.term, _): false
        }
    }
}

extension Resolver {
    /// The name of a parameter that fits its use.
    mutating func use(_ name: Spanned<String>, as use: ParameterUse) -> String? {
        parameter(name, as: use) == nil ? nil : name.value
    }

    private mutating func parameter(_ name: Spanned<String>, as use: ParameterUse) -> Parameter? {
        switch parameters[name.value] {
        case .declared(let parameter, let declared):
            if use.fits(parameter) { return parameter }
            findings.append(ParameterOfWrongType.finding(name, use, parameter, declared: declared.span))
        case .faulty: break
        case .unknown:
            if knows(FileKeys.parameters.name) {
                findings.append(UnknownParameter.finding(name, among: parameters.names))
            }
        }
        return nil
    }

    /// Nil if one of its terms has an error, which is reported. All of them are checked.
    mutating func resolve(_ condition: ConditionDeclaration) -> Condition? {
        switch condition {
        case .term(let term): return resolve(term).map { .term($0) }
        case .all(let parts): return resolve(parts).map { .all($0) }
        case .any(let parts): return resolve(parts).map { .any($0) }
        }
    }

    private mutating func resolve(_ parts: [ConditionDeclaration]) -> [Condition]? {
        let resolved = parts.map { resolve($0) }
        return resolved.contains { $0 == nil } ? nil : resolved.compactMap { $0 }
    }

    private mutating func resolve(_ written: ConditionDeclaration.Term) -> Condition.Term? {
        let (term, known) = (written.term, findings.count)
        let parameter = parameter(Spanned(term.parameter, written.parameter), as: .term(term))
        if let parameter, case .string(let text) = term.value {
            let choices = parameter.choices.map(\.text)
            if !choices.contains(text) {
                findings.append(
                    UnknownChoice.finding(Spanned(text, written.constant), of: term.parameter, choices))
            }
        }
        guard findings.count > known || parameter == nil else { return term }
        // A fix would replace the whole term.
        if !written.hasParts { for index in findings.indices[known...] { findings[index].fixes = [] } }
        return nil
    }
}
