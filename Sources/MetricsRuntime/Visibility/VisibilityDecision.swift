// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What happens to each metric of a product in this process.
struct VisibilityDecision {
    /// Whether a metric has series, by its position in the declaration.
    let isServed: [Bool]
    let report: LifecycleReport

    /// The stages at the version come first, then what is shown on request, then what is switched off, which wins.
    init(_ visibility: Visibility, of product: ProductDeclaration) throws(MetricsSetupError) {
        guard let version = visibility.productVersion?.value ?? ProductVersion(product.version) else {
            let problem = VisibilityFault.Problem.notAVersion(product.version)
            throw .visibility(VisibilityFault(setting: "version", problem: problem))
        }
        let states = product.metrics.map { $0.options.deprecated?.deprecation.state(at: version) ?? .active }
        var warnings: [String] = []
        /// An error, or in lenient mode a warning.
        func report(_ setting: String, _ problem: VisibilityFault.Problem) throws(MetricsSetupError) {
            let fault = VisibilityFault(setting: setting, problem: problem, lenientSetting: visibility.lenientName)
            guard visibility.isLenient else { throw .visibility(fault) }
            warnings.append(fault.warning)
        }

        var shown: MinorVersion?
        if let setting = visibility.showHiddenFor {
            let line = MinorVersion(setting.value)
            if let useless = Self.uselessness(of: line, product, states) {
                let effective = Self.effectiveVersions(product, states)
                try report(
                    setting.name,
                    .showsNothing(setting.value, useless, at: version.description, effective: effective))
            } else {
                shown = line
            }
        }
        for pattern in visibility.disabled
        where !product.metrics.contains(where: { pattern.value.matches($0.name) }) {
            try report(
                pattern.name,
                .disablesNothing(pattern.value.description, product: "\(product.name) \(product.version)"))
        }

        var result = LifecycleReport(product: product.name, version: version.description)
        var isServed: [Bool] = []
        for (metric, state) in zip(product.metrics, states) {
            let entry = metric.options.deprecated.map { LifecycleReport.Metric(metric.name, $0, at: version) }
            let isShown = shown != nil && metric.options.deprecated?.deprecation.since == shown
            let isDisabled = visibility.disabled.contains { $0.value.matches(metric.name) }
            switch state {
            case _ where isDisabled: result.disabled.append(metric.name)
            case .active: result.activeCount += 1
            case .deprecated: if let entry { result.deprecated.append(entry) }
            case .hidden where isShown:
                if let entry { result.shown.append(entry) }
            case .hidden: if let entry { result.hidden.append(entry) }
            case .removed: if let entry { result.removed.append(entry) }
            }
            isServed.append(!isDisabled && state.isServed(showsHidden: isShown))
        }
        result.warnings = warnings
        self.isServed = isServed
        self.report = result
    }

    /// nil if the release line shows something.
    private static func uselessness(of line: MinorVersion?, _ product: ProductDeclaration, _ states: [LifecycleState])
        -> VisibilityFault.Uselessness?
    {
        guard let line else { return .notAReleaseLine }
        let there = zip(product.metrics, states).filter { $0.0.options.deprecated?.deprecation.since == line }.map(\.1)
        if there.isEmpty { return .nothingDeprecated }
        if there.contains(.hidden) { return nil }
        return there.contains { $0 != .removed } ? .notHiddenYet : .removed
    }

    private static func effectiveVersions(_ product: ProductDeclaration, _ states: [LifecycleState])
        -> [VisibilityFault.EffectiveVersion]
    {
        let hidden = zip(product.metrics, states).filter { $0.1 == .hidden }.map(\.0)
        return Set(hidden.compactMap { $0.options.deprecated?.deprecation.since }).sorted().map { line in
            .init(
                version: line.description,
                metrics: hidden.filter { $0.options.deprecated?.deprecation.since == line }.map(\.name))
        }
    }
}
