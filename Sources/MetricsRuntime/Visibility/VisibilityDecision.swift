// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What happens to each metric of a product in this process.
struct VisibilityDecision {
    /// The metrics that have series, with the former names that are visible.
    let served: [MetricDeclaration]
    let report: LifecycleReport

    /// The stages at the version come first, then what is shown on request, then what is switched off, which wins.
    init(_ visibility: Visibility, of product: ProductDeclaration) throws(MetricsSetupError) {
        guard let version = visibility.productVersion?.value ?? ProductVersion(product.version) else {
            let problem = VisibilityFault.Problem.notAVersion(product.version)
            throw .visibility(VisibilityFault(setting: "version", problem: problem))
        }
        let names = product.metrics.flatMap(\.declaredNames)
        let states = names.map { $0.deprecated?.deprecation.state(at: version) ?? .active }
        var warnings: [String] = []
        /// An error, or in lenient mode a warning.
        func report(_ setting: String, _ problem: VisibilityFault.Problem) throws(MetricsSetupError) {
            let fault = VisibilityFault(setting: setting, problem: problem, lenientSetting: visibility.lenientName)
            guard visibility.isLenient else { throw .visibility(fault) }
            warnings.append(fault.warning)
        }

        var shown: MinorVersion?
        if let setting = visibility.showHiddenFor {
            let line = MinorVersion(release: setting.value)
            if let useless = Self.uselessness(of: line, names, states) {
                let effective = Self.effectiveVersions(names, states)
                try report(
                    setting.name,
                    .showsNothing(setting.value, useless, at: version.description, effective: effective))
            } else {
                shown = line
            }
        }
        for pattern in visibility.disabled
        where !names.contains(where: { pattern.value.matches($0.name) }) {
            try report(
                pattern.name,
                .disablesNothing(pattern.value.description, product: "\(product.name) \(product.version)"))
        }

        var result = LifecycleReport(product: product.name, version: version.description)
        var isServed: Set<String> = []
        for (name, state) in zip(names, states) {
            let entry = name.deprecated.map { LifecycleReport.Metric(name.name, $0, at: version) }
            let isShown = shown != nil && name.deprecated?.deprecation.since == shown
            let isDisabled = visibility.disabled.contains {
                $0.value.matches(name.name) || $0.value.matches(name.metric)
            }
            switch state {
            case _ where isDisabled: result.disabled.append(name.name)
            case .active: result.activeCount += 1
            case .deprecated: if let entry { result.deprecated.append(entry) }
            case .hidden where isShown:
                if let entry { result.shown.append(entry) }
            case .hidden: if let entry { result.hidden.append(entry) }
            case .removed: if let entry { result.removed.append(entry) }
            }
            if !isDisabled, state.isServed(showsHidden: isShown) { isServed.insert(name.name) }
        }
        result.warnings = warnings
        served = product.metrics.filter { isServed.contains($0.name) }
            .map { metric in
                var metric = metric
                metric.options.formerNames.removeAll { !isServed.contains($0.name) }
                return metric
            }
        self.report = result
    }

    /// nil if the release line shows something.
    private static func uselessness(of line: MinorVersion?, _ names: [DeclaredName], _ states: [LifecycleState])
        -> VisibilityFault.Uselessness?
    {
        let countsPatches = names.contains { $0.deprecated?.deprecation.since.patch != nil }
        guard let line, countsPatches || line.patch == nil else {
            return countsPatches ? .notARelease : .notAReleaseLine
        }
        let there = zip(names, states).filter { $0.0.deprecated?.deprecation.since == line }.map(\.1)
        if there.isEmpty { return .nothingDeprecated }
        if there.contains(.hidden) { return nil }
        return there.contains { $0 != .removed } ? .notHiddenYet : .removed
    }

    private static func effectiveVersions(_ names: [DeclaredName], _ states: [LifecycleState])
        -> [VisibilityFault.EffectiveVersion]
    {
        let hidden = zip(names, states).filter { $0.1 == .hidden }.map(\.0)
        return Set(hidden.compactMap { $0.deprecated?.deprecation.since }).sorted().map { line in
            .init(
                version: line.description,
                metrics: hidden.filter { $0.deprecated?.deprecation.since == line }.map(\.name))
        }
    }

    /// A name that a product declares: that of a metric, or a former one. Each has a lifecycle of its own.
    fileprivate struct DeclaredName {
        let name: String
        let deprecated: DeclaredDeprecation?
        /// The metric whose series it is a name of. A former name is served if the metric is.
        let metric: String
    }
}

extension MetricDeclaration {
    fileprivate var declaredNames: [VisibilityDecision.DeclaredName] {
        [.init(name: name, deprecated: options.deprecated, metric: name)]
            + options.formerNames.map { .init(name: $0.name, deprecated: $0.deprecated, metric: name) }
    }
}
