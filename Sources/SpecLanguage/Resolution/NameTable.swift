// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// The declarations of one sort by their names, from all files of a spec.
struct NameTable<Value> {
    /// What is declared, such as "label set".
    let what: String
    /// In the order of the files; of two with one name, the first.
    let declarations: [Declared<Value>]
    private let indices: [String: Int]

    enum Entry {
        case declared(Value, name: Spanned<String>)
        /// It is declared, and what is wrong with it has been reported.
        case faulty
        case unknown
    }

    /// Names that are declared twice are reported.
    init(_ what: String, _ declarations: [Declared<Value>], _ findings: inout [Finding]) {
        self.what = what
        var kept: [Declared<Value>] = []
        var indices: [String: Int] = [:]
        for declaration in declarations {
            if let first = indices[declaration.name.value] {
                findings.append(
                    DuplicateDeclaration.finding(
                        declaration.name, what, first: kept[first].name.span, firstWhat: what))
            } else {
                indices[declaration.name.value] = kept.count
                kept.append(declaration)
            }
        }
        self.declarations = kept
        self.indices = indices
    }

    subscript(name: String) -> Entry {
        guard let index = indices[name] else { return .unknown }
        let declaration = declarations[index]
        return declaration.value.map { .declared($0, name: declaration.name) } ?? .faulty
    }

    /// What is declared under a name; nil where nothing is, and where that is faulty.
    func value(of name: String) -> Value? { indices[name].flatMap { declarations[$0].value } }

    func span(of name: String) -> Span? { indices[name].map { declarations[$0].name.span } }

    var names: [String] { declarations.map(\.name.value) }
    var values: [Value] { declarations.compactMap(\.value) }
}
