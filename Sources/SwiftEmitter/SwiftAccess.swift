// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecText

/// The access level of the generated code, and its modifiers.
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

    /// Before a member, with a space.
    var modifier: String { self == .internal ? "" : rawValue + " " }

    /// Before a type or an extension. `nonisolated` overrides the default isolation of the module that compiles the
    /// code, so any isolation may record. It doesn't apply to nested types: each needs its own.
    var typeModifier: String { "nonisolated " + modifier }

    /// Before a struct of one stored property whose initializer other modules inline. Library evolution requires the
    /// attribute; otherwise it has no effect.
    var handleModifier: String { (self == .public ? "@frozen " : "") + typeModifier }

    /// Before an accessor that other modules inline.
    var inlinable: String { self == .public ? "@inlinable " : "" }

    /// Before the declarations that such accessors use.
    var usableFromInline: String { self == .public ? "@usableFromInline " : "" }

    /// The import of the runtime. If imports are internal by default, declarations need an import of their own access
    /// level. Otherwise other files import the runtime plainly, and `package import` beside a plain one is an error.
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
