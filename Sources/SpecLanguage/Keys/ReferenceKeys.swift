// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecYAML

enum ReferenceKeys {
    static let files = Key(
        "files", .oneOrMore(of: .path(.reference)), isRequired: true,
        help: "a path or a pattern of paths, as in `references`, or a list of them")
    static let allow = Key(
        "allow", .waivers, help: "rules on queries that these files may break, each with a reason")

    static let table = KeyTable(.reference, [files.description, allow.description])
}

enum ExternalKeys {
    static let prefix = Key(
        "prefix", .name(.prefix), isRequired: true, help: "what the names of these metrics start with")
    static let from = Key("from", .text, help: "what they come from, such as a client library")

    static let table = KeyTable(.external, [prefix.description, from.description])
}

extension ValueType<References.Entry> {
    /// A path, or a mapping that also has waivers.
    static var reference: ValueType {
        let path = ValueType<String>.path(.reference)
        let mapping = ValueType.mapping(ReferenceKeys.table) { reader in
            let files = reader.require(ReferenceKeys.files)
            let waivers = reader.read(ReferenceKeys.allow)?.value ?? []
            return files.map { files in
                References.Entry(
                    files.value,
                    waivers: waivers.map {
                        Waiver(
                            rule: $0.value.rule, reason: $0.value.reason, until: $0.value.until, scope: nil,
                            span: $0.span)
                    })
            }
        }
        let shape = ValueShape.anyOf([path.shape, mapping.shape])
        return ValueType(shape) { slot, findings in
            switch slot.node.content {
            case .scalar(let scalar) where !scalar.isAbsent:
                return path.read(slot, &findings).map { References.Entry([Spanned($0, slot.node.span)]) }
            case .mapping: return mapping.read(slot, &findings)
            default:
                slot.reportMismatch(shape, &findings)
                return nil
            }
        }
    }
}

extension ValueType<References.ExternalMetrics> {
    static var external: ValueType {
        ValueType.mapping(ExternalKeys.table) { reader in
            let prefix = reader.require(ExternalKeys.prefix)
            let origin = reader.read(ExternalKeys.from)
            return prefix.map { References.ExternalMetrics(prefix: $0, from: origin?.value) }
        }
    }
}
