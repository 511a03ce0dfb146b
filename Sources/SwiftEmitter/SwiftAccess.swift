import SpecText

/// The access level of what is generated, and what follows from it.
package enum SwiftAccess: String, CaseIterable, Comparable, Sendable {
    case `public`, package, `internal`

    package static func < (left: SwiftAccess, right: SwiftAccess) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .internal: 0
        case .package: 1
        case .public: 2
        }
    }

    /// In front of a member, with a space.
    var modifier: String { self == .internal ? "" : rawValue + " " }

    /// In front of a type or an extension. `nonisolated` keeps the default isolation of the module that compiles the
    /// code away from it, so any isolation may record. It doesn't reach nested types: each needs its own.
    var typeModifier: String { "nonisolated " + modifier }

    /// In front of a struct of one stored property whose initializer other modules inline: library evolution asks for
    /// the attribute, and it has no effect elsewhere.
    var handleModifier: String { (self == .public ? "@frozen " : "") + typeModifier }

    /// In front of an accessor that other modules inline.
    var inlinable: String { self == .public ? "@inlinable " : "" }

    /// In front of what such accessors use.
    var usableFromInline: String { self == .public ? "@usableFromInline " : "" }

    /// The import of the runtime. Where imports are internal by default, declarations need an import of their own access
    /// level. Elsewhere other files import the runtime plainly, and `package import` beside a plain one is an error.
    var importLines: [UTF8Text] {
        switch self {
        case .public: ["public import MetricsRuntime"]
        case .internal: ["import MetricsRuntime"]
        case .package:
            [
                "#if hasFeature(InternalImportsByDefault)", "package import MetricsRuntime", "#else",
                "import MetricsRuntime", "#endif",
            ]
        }
    }
}
