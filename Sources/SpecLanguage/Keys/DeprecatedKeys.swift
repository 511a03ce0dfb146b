// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecYAML

enum DeprecatedKeys {
    static let since = Key(
        "since", .release, isRequired: true,
        help: "the minor version that deprecates the metric; if it is a future one, the metric is active until then")
    static let reason = Key("reason", .sentence, isRequired: true, help: "why, in a sentence")
    static let replacedBy = Key(
        "replaced_by", ValueType<[ReplacementDeclaration]>.replacements, isRequired: true,
        help: "what to use instead: `none`, a metric's key or full name, or a list of them")
    static let hideAfter = Key(
        "hide_after", .integer(atLeast: 1),
        help: "how many minor versions later it is hidden, if the product's `lifecycle` isn't suitable")
    static let removeAfter = Key(
        "remove_after", ValueType<RemovalDistance>.removalDistance,
        help: """
            how many minor versions later it is removed, if the product's `lifecycle` isn't suitable, or `undecided`: it \
            is then hidden only if it has a `hide_after` too
            """)
    static let askAgain = Key(
        "ask_again", .minorVersion,
        help: """
            the minor version in which lint asks about an undecided removal again; the one after the deprecation if left \
            out
            """)

    static let publish = Key(
        "publish", ValueType<Publication>.choice,
        help: """
            `both`: until it is hidden, the metric that replaces it is published under both names. The two have the same \
            type, unit, labels and bounds, and one value
            """)

    static let table = KeyTable(
        .deprecated,
        [
            since.description, reason.description, replacedBy.description, publish.description,
            hideAfter.description, removeAfter.description, askAgain.description,
        ])

    enum Publication: String, CaseIterable {
        case both
    }
}

enum ReplacementKeys {
    static let name = Key(
        "name", .text(.metric), isRequired: true, help: "the metric's key or full name")
    static let external = Key(
        "external", .boolean,
        help: """
            whether another product publishes it, so this spec doesn't declare it; the \
            product's prefix is added to such a name unless it starts with the prefix or contains a `:`
            """)

    static let table = KeyTable(.replacement, [name.description, external.description])
}

enum RemovedKeys {
    static let `in` = Key("in", .release, isRequired: true, help: "the first minor version without the metric")
    static let reason = Key("reason", .sentence, isRequired: true, help: "why, in a sentence")

    static let table = KeyTable(.removed, [`in`.description, reason.description])
}

extension ValueType<DeprecatedDeclaration> {
    static var deprecated: ValueType {
        ValueType.mapping(DeprecatedKeys.table) { reader in
            let since = reader.require(DeprecatedKeys.since)
            let reason = reader.require(DeprecatedKeys.reason)
            let replacements = reader.require(DeprecatedKeys.replacedBy)
            let hideAfter = reader.read(DeprecatedKeys.hideAfter)
            let removeAfter = reader.read(DeprecatedKeys.removeAfter)
            let askAgain = reader.read(DeprecatedKeys.askAgain)
            let publish = reader.read(DeprecatedKeys.publish)
            if let place = reader.place(of: DeprecatedKeys.askAgain), removeAfter?.value != .undecided,
                removeAfter != nil || !reader.has(DeprecatedKeys.removeAfter)
            {
                reader.report(
                    InapplicableKey.finding(
                        Spanned(DeprecatedKeys.askAgain.name, place), of: "a deprecation with an end",
                        why: "lint asks about a removal only while `remove_after` is `undecided`"))
            } else if let askAgain, let since,
                let finding = LifecycleOutOfOrder.finding(askAgain: askAgain, deprecated: since)
            {
                reader.report(finding)
            }
            return DeprecatedDeclaration(
                since: since, reason: reason?.value, replacements: replacements?.value ?? [], hideAfter: hideAfter,
                removeAfter: removeAfter, askAgain: askAgain?.value,
                publish: publish.flatMap { _ in reader.place(of: DeprecatedKeys.publish) })
        }
    }
}

extension ValueType<RemovalDistance> {
    fileprivate static var removalDistance: ValueType {
        let number = ValueType<Int>.integer(atLeast: 1)
        let shape = ValueShape.anyOf([number.shape, .choice(["undecided"])])
        return ValueType(shape) { slot, findings in
            guard case .scalar(let scalar) = slot.node.content, !scalar.isAbsent else {
                slot.reportMismatch(shape, &findings)
                return nil
            }
            if scalar.text == "undecided" { return .undecided }
            guard scalar.style == .plain, scalar.text.first.map({ $0.isNumber || $0 == "-" }) == true else {
                slot.reportMismatch(shape, &findings)
                return nil
            }
            return number.read(slot, &findings).map { .after($0) }
        }
    }
}

extension ValueType<RemovedDeclaration> {
    static var removed: ValueType {
        ValueType.mapping(RemovedKeys.table) { reader in
            let removedIn = reader.require(RemovedKeys.in)
            let reason = reader.require(RemovedKeys.reason)
            guard let removedIn, let reason else { return nil }
            return RemovedDeclaration(removedIn: removedIn, reason: reason.value)
        }
    }
}

extension ValueType<[ReplacementDeclaration]> {
    fileprivate static var replacements: ValueType {
        let one = ValueType<ReplacementDeclaration>.replacement
        let list = ValueType<[Spanned<ReplacementDeclaration>]>.list(of: one)
        let shape = ValueShape.anyOf([.choice(["none"]), one.shape, list.shape])
        return ValueType(shape) { slot, findings in
            switch slot.node.content {
            case .scalar(let scalar) where scalar.text == "none": return []
            case .sequence(let sequence) where sequence.elements.isEmpty && sequence.isComplete:
                findings.append(UnknownReplacement.finding(nothingAt: slot.span))
                return nil
            case .scalar(let scalar) where !scalar.isAbsent:
                return one.read(slot, &findings).map { [$0] }
            case .mapping: return one.read(slot, &findings).map { [$0] }
            case .sequence: return list.read(slot, &findings)?.map(\.value)
            default:
                slot.reportMismatch(shape, &findings)
                return nil
            }
        }
    }
}

extension ValueType<ReplacementDeclaration> {
    fileprivate static var replacement: ValueType {
        let keys = ValueType.mapping(ReplacementKeys.table) { reader in
            let name = reader.require(ReplacementKeys.name)
            let external = reader.read(ReplacementKeys.external)
            // If `external` can't be understood, it isn't known where the metric should be declared.
            let isUnclear =
                external == nil
                && (reader.has(ReplacementKeys.external) || reader.hasMistyped(ReplacementKeys.external))
            guard let name else { return nil }
            if let finding = UnknownReplacement.finding(noName: name) {
                reader.report(finding)
                return nil
            }
            return ReplacementDeclaration(name: name, isExternal: external?.value ?? isUnclear)
        }
        let shape = ValueShape.anyOf([.text(.metric), keys.shape])
        return ValueType(shape) { slot, findings in
            switch slot.node.content {
            case .scalar(let scalar) where !scalar.isAbsent:
                let name = Spanned(scalar.text, slot.span)
                if let finding = UnknownReplacement.finding(noName: name) {
                    findings.append(finding)
                    return nil
                }
                return ReplacementDeclaration(name: name, isExternal: false)
            case .mapping: return keys.read(slot, &findings)
            default:
                slot.reportMismatch(shape, &findings)
                return nil
            }
        }
    }
}
