// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension Resolver {
    /// The defaults of the parameters that a prefix can begin with.
    var defaultsOfStrings: [String: String] {
        var defaults: [String: String] = [:]
        for parameter in parameters.values {
            if case .string(let value?) = parameter.type { defaults[parameter.name] = value }
        }
        return defaults
    }

    /// What decides a prefix when a process starts; nil for a fixed prefix, and for a parameter that doesn't fit, which is
    /// reported once.
    mutating func parameter(of prefix: PrefixDeclaration) -> ParameterPrefix? {
        guard case .parameter(let name, let ending) = prefix, use(name, as: .prefix) != nil,
            case .declared(let parameter, let declared) = parameters[name.value],
            case .string(let value) = parameter.type, !reportedPrefixes.contains(name.value)
        else { return nil }
        guard let value else {
            reportedPrefixes.insert(name.value)
            // One that doesn't fit is reported.
            if origins.written(.init(ParameterKeys.default.name), of: .parameter(name.value)) == nil {
                findings.append(MissingKey.finding(defaultOfPrefix: declared, at: name.span))
            }
            return nil
        }
        let place = origins.value(of: .init(ParameterKeys.default.name), of: .parameter(name.value))
        if let finding = NameSyntax.prefix.finding(Spanned(value + ending, place)) {
            reportedPrefixes.insert(name.value)
            findings.append(finding)
            return nil
        }
        return ParameterPrefix(name.value, ending: ending)
    }
}
