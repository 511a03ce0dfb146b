/// One key of the language, with the type of its value. The constants of this type, grouped by the mapping they stand
/// in, are the whole language: decoder, "did you mean", and every description of the language read them.
struct Key<Value>: Sendable {
    let description: KeyDescription
    let type: ValueType<Value>

    /// - Parameters:
    ///   - help: what its value means, a phrase that begins small and ends without a full stop.
    ///   - since: the version of the language that brought it.
    init(_ name: String, _ type: ValueType<Value>, isRequired: Bool = false, since: Int = 1, help: String) {
        self.description = KeyDescription(
            name: name, help: help, isRequired: isRequired, since: since, shape: type.shape)
        self.type = type
    }

    var name: String { description.name }
}

/// A key without the type of its value: what can be told about it.
package struct KeyDescription: Sendable {
    package let name: String
    package let help: String
    package let isRequired: Bool
    package let since: Int
    package let shape: Shape
}

/// The keys of one mapping of the language.
package struct KeyTable: Sendable {
    /// Of whatever the mapping describes: "a metric", or "`product`" where there is only one.
    package let indefinite: String
    package let keys: [KeyDescription]

    init(_ indefinite: String, _ keys: [KeyDescription]) {
        self.indefinite = indefinite
        self.keys = keys
    }

    /// "this metric", "`product`".
    var definite: String {
        for article in ["a ", "an "] where indefinite.hasPrefix(article) {
            return "this " + indefinite.dropFirst(article.count)
        }
        return indefinite
    }
}
