import SpecDiagnostics

package enum IncludeOutsidePackage {
    package static let rule = Rule(
        code: "MG1501", name: "include-outside-package",
        explanation: """
            A spec means the same on every machine, so included files are inside its package and their paths are \
            relative to the including file. An absolute path, or one that leads out of the package, names \
            a file that others don't have.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [/srv/shop/cart.yaml]
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

    /// For a path that is absolute or, relative to the directory of its file, leads out of the package.
    package static func finding(_ path: Spanned<String>) -> Finding {
        Finding(
            rule, at: path.span,
            RelativePath.isAbsolute(path.value)
                ? "the path of an include must be relative to this file, and \(quoted: path.value) is absolute"
                : "\(quoted: path.value) leads out of the package",
            help: "move the file into the package, and write its path relative to this file")
    }
}
