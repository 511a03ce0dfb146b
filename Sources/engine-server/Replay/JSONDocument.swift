/// A JSON document as it was written: numbers keep their digits and objects their order, so that whoever reads decides
/// what is exact enough.
enum JSONDocument: Equatable {
    case null
    case bool(Bool)
    case number(String)
    case text(String)
    case list([JSONDocument])
    case object([Member])

    struct Member: Equatable {
        let name: String
        let value: JSONDocument
    }
}

extension JSONDocument {
    /// A whole number, nil for all else. `2.0` and `1e3` are whole too, up to where a double says exactly what was
    /// written.
    var whole: Int? {
        guard case .number(let digits) = self else { return nil }
        if let whole = Int(digits) { return whole }
        guard let number = Double(digits), number.magnitude <= 0x1p53 else { return nil }
        return Int(exactly: number)
    }

    /// The nearest double of a number that is not beyond all doubles.
    var number: Double? {
        guard case .number(let digits) = self, let number = Double(digits), number.isFinite else { return nil }
        return number
    }

    var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }
}
