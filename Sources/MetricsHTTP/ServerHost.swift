#if HTTP
    /// A host as a person writes it, as one that can be resolved.
    struct ServerHost: Equatable {
        let name: String

        /// - Throws: where nothing is given: resolved, it would be every address of the machine.
        init(_ text: String) throws(MetricsServerError) {
            let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
            name = isBracketed ? String(text.dropFirst().dropLast()) : text
            guard !name.allSatisfy(\.isWhitespace) else { throw .noHost }
        }
    }
#endif
