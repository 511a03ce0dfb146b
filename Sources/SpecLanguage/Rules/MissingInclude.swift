import SpecDiagnostics

package enum MissingInclude {
    package static let rule = Rule(
        code: "MG1502", name: "missing-include",
        explanation: """
            There is no file at this path. Paths under `include` are relative to the directory of the file that \
            they stand in.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [carts.yaml]

            # file: cart.yaml
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [cart.yaml]

            # file: cart.yaml
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)

    package static func finding(empty path: Spanned<String>) -> Finding {
        Finding(
            rule, at: path.span, "an empty path names no file",
            help: "write the path of a file, relative to the directory of this one, or delete the entry")
    }

    /// - Parameters:
    ///   - tried: the path as it was looked up.
    ///   - neighbours: paths of files that exist and that the spec doesn't have yet, as they would stand in `include`,
    ///     for a suggestion.
    package static func finding(_ path: Spanned<String>, tried: String, neighbours: [String] = []) -> Finding {
        if path.value.contains("*") {
            return Finding(
                rule, at: path.span, "there is no file \(quoted: tried), and a `*` stands for no others",
                help: "list the files one by one, so that a spec is what it says, and not what happens to lie there")
        }
        let suggestion = Suggestion.nearest(to: path.value, among: neighbours)
        return Finding(
            rule, at: path.span, "there is no file \(quoted: tried)",
            underline: suggestion.map { "did you mean \(quoted: $0)?" },
            help: "a path under `include` is relative to the directory of the file that it stands in",
            fixes: suggestion.map { [.replacing(path.span, with: $0)] } ?? [])
    }
}
