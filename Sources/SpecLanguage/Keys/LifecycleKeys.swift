import SpecDiagnostics

enum LifecycleKeys {
    static let hideAfter = Key(
        "hide_after", .integer(atLeast: 1),
        help: """
            minor versions from the deprecation of a metric until it is hidden, at least 1, since a release has to \
            show it with its notice; 1 if left out
            """)
    static let removeAfter = Key(
        "remove_after", .integer(atLeast: 1),
        help: """
            minor versions from the deprecation of a metric until it is removed, at least `hide_after`; 2 if left out. \
            With both equal a metric is removed without being hidden before
            """)

    static let table = KeyTable("`lifecycle`", [hideAfter.description, removeAfter.description])
}

extension ValueType<LifecycleDeclaration> {
    static var lifecycle: ValueType {
        ValueType.mapping(LifecycleKeys.table) { reader in
            let declaration = LifecycleDeclaration(
                hideAfter: reader.read(LifecycleKeys.hideAfter), removeAfter: reader.read(LifecycleKeys.removeAfter))
            return declaration
        }
    }
}
