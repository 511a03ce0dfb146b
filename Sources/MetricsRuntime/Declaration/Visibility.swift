/// Which release a process acts as, and which hidden metrics it shows all the same.
public struct Visibility: Sendable, Equatable {
    let productVersion: ProductVersion?
    let showHiddenFor: MinorVersion?

    /// The version that the spec names, and nothing hidden shown.
    public init() {
        productVersion = nil
        showHiddenFor = nil
    }

    /// - Parameters:
    ///   - productVersion: the release to act as, such as `0.9.1`; nil for the one that the spec names.
    ///   - showHiddenFor: shows what was deprecated in this release line, `X.Y`, and is hidden now. A line that shows
    ///     nothing is an error when the generated struct is made: silently accepted, it would leave a dashboard empty.
    public init(productVersion: String? = nil, showHiddenFor: String? = nil) throws(MetricsSetupError) {
        if let text = productVersion {
            guard let version = ProductVersion(text) else { throw .version(.productVersion, text: text) }
            self.productVersion = version
        } else {
            self.productVersion = nil
        }
        if let text = showHiddenFor {
            guard let line = MinorVersion(text) else { throw .version(.showHiddenFor, text: text) }
            self.showHiddenFor = line
        } else {
            self.showHiddenFor = nil
        }
    }

    /// Decides metric by metric.
    func visibleMetrics(of product: ProductDeclaration) throws(MetricsSetupError) -> [Bool] {
        guard let version = productVersion ?? ProductVersion(product.version) else {
            throw .version(.productVersion, text: product.version)
        }
        let states = product.metrics.map { $0.deprecation?.state(at: version.releaseLine) ?? .active }
        if let line = showHiddenFor {
            let hidden = zip(product.metrics, states).filter { $0.1 == .hidden }.map(\.0)
            guard hidden.contains(where: { $0.deprecation?.since == line }) else {
                let lines = Set(hidden.compactMap { $0.deprecation?.since }).sorted()
                throw .nothingToShow(
                    requested: line.description, productVersion: version.description,
                    shown: lines.map { line in
                        .init(
                            version: line.description,
                            metrics: hidden.filter { $0.deprecation?.since == line }.map(\.name))
                    })
            }
        }
        return zip(product.metrics, states).map { metric, state in
            switch state {
            case .active, .deprecated: true
            case .hidden: metric.deprecation?.since == showHiddenFor
            case .removed: false
            }
        }
    }
}
