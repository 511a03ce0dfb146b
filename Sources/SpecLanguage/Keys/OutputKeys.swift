// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecYAML

/// One sort of output, as its emitter declares it: the keys under `outputs` are those of the emitters.
package struct OutputDeclaration: Sendable {
    package let name: String
    package let help: String
    package let options: [OutputOption]

    package init(name: String, help: String, options: [OutputOption]) {
        self.name = name
        self.help = help
        self.options = options
    }

    fileprivate var table: KeyTable {
        KeyTable(.output(name), options.map { $0.key.description })
    }
}

/// The outputs that a spec can ask for, as far as the program knows them.
package struct OutputDeclarations: Sendable, ExpressibleByArrayLiteral {
    package let known: [OutputDeclaration]
    /// Whether a spec may ask for other outputs, which another program reads.
    package let hasOthers: Bool

    package init(_ known: [OutputDeclaration], hasOthers: Bool = false) {
        self.known = known
        self.hasOthers = hasOthers
    }

    package init(arrayLiteral known: OutputDeclaration...) { self.init(known) }
}

extension OutputOption {
    fileprivate var key: Key<OutputRequest.OptionValue> {
        Key(name, .option(type), isRequired: isRequired, help: help)
    }
}

extension ValueType<OutputRequest.OptionValue> {
    fileprivate static func option(_ type: OutputOption.ValueType) -> ValueType {
        switch type {
        case .text: text(.text)
        case .file: text(.path(.file))
        case .directory: text(.path(.directory))
        case .choice(let choices): text(.choice(choices))
        case .texts:
            ValueType(ValueType<[Spanned<String>]>.list(of: .text).shape) { slot, findings in
                ValueType<[Spanned<String>]>.list(of: .text).read(slot, &findings).map { .texts($0) }
            }
        }
    }

    private static func text(_ type: ValueType<String>) -> ValueType {
        ValueType(type.shape) { slot, findings in
            type.read(slot, &findings).map { .text(Spanned($0, slot.span)) }
        }
    }
}

/// What a path in a spec names: an output, or a file that is read.
enum PathKind {
    case file, directory, reference, catalogue
}

extension ValueType<String> {
    /// A path that stays inside the package's directory. The path of a file must not be the directory itself, or end
    /// like the path of a directory.
    static func path(_ kind: PathKind) -> ValueType {
        ValueType(.text(.path)) { slot, findings in
            guard let path = ValueType.text(.path).read(slot, &findings) else { return nil }
            guard RelativePath.staysInside(path) else {
                findings.append(OutputOutsidePackage.finding(Spanned(path, slot.span), kind))
                return nil
            }
            let last = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
            guard !path.isEmpty, kind == .directory || !["", ".", ".."].contains(last) else {
                findings.append(OutputPathWithoutName.finding(Spanned(path, slot.span), kind))
                return nil
            }
            return path
        }
    }
}

extension ValueType<[OutputRequest]> {
    static func outputs(_ outputs: OutputDeclarations) -> ValueType {
        let keys = outputs.known.map { output in
            Key(output.name, ValueType<OutputRequest>.output(output), help: output.help)
        }
        let table = KeyTable(.outputs, hasOthers: outputs.hasOthers, keys.map(\.description))
        return .mapping(table) { reader in
            keys.compactMap { reader.read($0)?.value }
        }
    }
}

extension ValueType<OutputRequest> {
    fileprivate static func output(_ output: OutputDeclaration) -> ValueType {
        let table = output.table
        return .mapping(table) { reader in
            let known = reader.findings.count
            var options: [String: OutputRequest.OptionValue] = [:]
            for option in output.options {
                options[option.name] = (option.isRequired ? reader.require(option.key) : reader.read(option.key))?.value
            }
            return reader.findings.count == known ? OutputRequest(emitter: reader.owner, options: options) : nil
        }
    }
}
