// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// One key of the language, with the type of its value. The constants of this type, grouped by their mapping, are the
/// whole language: the decoder, "did you mean", and every description of the language read them.
struct Key<Value>: Sendable {
    let description: KeyDescription
    let type: ValueType<Value>

    /// - Parameters:
    ///   - help: what its value means, a phrase in lower case without a full stop.
    ///   - since: the version of the language that introduced it.
    ///   - example: a value as it can be written.
    ///   - partner: a key that requires this one.
    ///   - alternative: a key that can take the place of this one where its partner requires it.
    ///   - excuse: a key that makes this one optional.
    ///   - shapes: what its value looks like, by the value of the key `type`, if that decides.
    init(
        _ name: String, _ type: ValueType<Value>, isRequired: Bool = false, since: Int = 1, example: String? = nil,
        requiredWith partner: String? = nil, orElse alternative: String? = nil, excusedBy excuse: String? = nil,
        byType shapes: [String: ValueShape] = [:],
        help: String
    ) {
        self.description = KeyDescription(
            name: name, help: help, isRequired: isRequired, since: since, example: example, partner: partner,
            alternative: alternative,
            excuse: excuse, shapesByType: shapes, shape: type.shape)
        self.type = type
    }

    var name: String { description.name }
}

/// The description of a key, without the type of its value.
package struct KeyDescription: Sendable {
    package let name: String
    package let help: String
    package let isRequired: Bool
    package let since: Int
    /// A value as it can be written.
    package let example: String?
    /// A key that requires this one.
    package let partner: String?
    /// A key that can take the place of this one where its partner requires it.
    package let alternative: String?
    /// A key that makes this one optional.
    package let excuse: String?
    /// What its value looks like, by the value of the key `type` next to it.
    package let shapesByType: [String: ValueShape]
    package let shape: ValueShape
}

/// The keys of one mapping of the language.
package struct KeyTable: Sendable {
    package let subject: MappingSubject
    package let keys: [KeyDescription]
    private let names: Set<String>
    /// Keys of which one is required; empty if all can be left out.
    package let forms: [String]
    /// Whether an unknown key belongs to another program, unless it looks like one of these.
    let hasOthers: Bool

    init(
        _ subject: MappingSubject, hasOthers: Bool = false, oneOf forms: [String] = [], _ keys: [KeyDescription]
    ) {
        self.subject = subject
        self.hasOthers = hasOthers
        self.forms = forms
        self.keys = keys
        names = Set(keys.map(\.name))
    }

    func has(_ name: String) -> Bool { names.contains(name) }
}
