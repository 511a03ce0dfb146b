import SpecDiagnostics

/// The names of one place in Swift, where two of the same can't stand, and the places in the spec that they come from.
struct NameScope {
    /// What the names are of, such as "property" or "case".
    let noun: String
    /// Whether the spec can give what is named here another name with `swift_name`.
    let takesSwiftName: Bool
    private var origins: [String: Spanned<String>] = [:]

    init(noun: String, takesSwiftName: Bool = true) {
        self.noun = noun
        self.takesSwiftName = takesSwiftName
    }

    /// Takes a name for something of the spec; what is wrong where it is taken already.
    mutating func claim(_ name: String, _ origin: Spanned<String>) -> Finding? {
        // Nearly always it is free, and one look into the table does.
        guard let first = origins.updateValue(origin, forKey: name) else { return nil }
        origins[name] = first
        return SwiftNameCollision.finding(name, self, origin, first: first)
    }
}
