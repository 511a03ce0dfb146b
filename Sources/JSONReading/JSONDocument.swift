/// A JSON document as it was written: numbers keep their digits and objects their order, so that whoever reads decides
/// what is exact enough.
package enum JSONDocument: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case text(String)
    case list([JSONDocument])
    case object([Member])

    package struct Member: Equatable, Sendable {
        package let name: String
        package let value: JSONDocument

        package init(name: String, value: JSONDocument) {
            self.name = name
            self.value = value
        }
    }
}

extension JSONDocument {
    /// A whole number, nil for all else. `2.0` and `1e3` are whole too, up to where a double says exactly what was
    /// written.
    package var whole: Int? {
        guard case .number(let digits) = self else { return nil }
        if let whole = Int(digits) { return whole }
        guard let number = Double(digits), number.magnitude <= 0x1p53 else { return nil }
        return Int(exactly: number)
    }

    /// The nearest double of a number that is not beyond all doubles.
    package var number: Double? {
        guard case .number(let digits) = self, let number = Double(digits), number.isFinite else { return nil }
        return number
    }

    package var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    package var elements: [JSONDocument]? {
        guard case .list(let elements) = self else { return nil }
        return elements
    }

    /// The value of a member; nil where there is none, or where this is not an object.
    package subscript(name: String) -> JSONDocument? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}
