import SpecDiagnostics

package enum UnreadableInclude {
    package static let rule = Rule(
        code: "MG1503", name: "unreadable-include",
        explanation: """
            This path can't be read as a file: it is a directory, or there is no permission. \
            Include files one by one. A directory is never read as a whole, so a file that happens to be \
            there doesn't become part of the spec.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            include: [metrics]

            # directory: metrics
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

    package static func finding(directory path: Spanned<String>) -> Finding {
        Finding(
            rule, at: path.span, "\(quoted: path.value) is a directory, and only files can be included",
            help: "list the files in it one by one")
    }

    /// - Parameter reason: what the system says, such as "permission denied".
    package static func finding(_ path: Spanned<String>, reason: String) -> Finding {
        Finding(
            rule, at: path.span, "\(quoted: path.value) can't be read: \(reason)",
            help: "make the file readable, or delete it from `include`")
    }
}
