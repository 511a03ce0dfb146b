// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

/// What a group says for those of its metrics that don't say it themselves.
struct GroupInheritance {
    let stability: Prose.Stability?
    let deprecated: Declared<DeprecatedDeclaration>?
    /// Nil where the group isn't deprecated, and where what it says about that has been reported.
    let notice: DeprecationNotice?
}

extension Product.Granularity {
    /// A release as it is counted: where patch releases are, `0.9` is `0.9.0`.
    func counted(_ release: MinorVersion) -> MinorVersion {
        switch self {
        case .minor: release
        case .patch: MinorVersion(release.major, release.minor, release.patch ?? 0)
        }
    }
}

extension Resolver {
    var granularity: Product.Granularity { lifecycle.granularity ?? .minor }

    /// Reports a patch release under a key of a product whose lifecycle doesn't count them.
    mutating func reportUncounted(_ release: Spanned<MinorVersion>?, _ key: String) {
        guard let release, let finding = IllegalVersion.finding(uncounted: release, key, lifecycle.granularity) else {
            return
        }
        findings.append(finding)
    }

    /// The release that the product's version counts as.
    private var productRelease: MinorVersion? {
        product.map { granularity.release(of: $0.version.value) }
    }

    mutating func inheritance(of group: GroupDeclaration, _ names: MetricNames) -> GroupInheritance {
        let heirs = group.metrics.indices.filter { group.metrics[$0].value.map { $0.deprecated == nil } ?? false }
        var notice = group.deprecated?.value.flatMap { deprecated in
            let own = Set(heirs.map { names.fullName(ofKey: group.metrics[$0].name.value, at: $0, in: group) })
            return resolve(deprecated, prefix: names.prefix(of: group), replacing: own, names)
        }
        if let place = group.deprecated?.value?.publish {
            notice?.isFormerName = false
            findings.append(
                InapplicableKey.finding(
                    Spanned(DeprecatedKeys.publish.name, place), of: "the deprecation of a group",
                    why: "each of its metrics would need another one with the same series",
                    help: "give each metric a `deprecated` of its own, or delete this"))
        }
        if let deprecated = group.deprecated?.value?.since {
            let finding = heirs.lazy.compactMap { index -> Finding? in
                guard let metric = group.metrics[index].value, metric.removed == nil, let since = metric.since else {
                    return nil
                }
                return LifecycleOutOfOrder.finding(since: since, deprecated: deprecated)
            }.first
            findings += finding.map { [$0] } ?? []
        }
        return GroupInheritance(stability: group.stability, deprecated: group.deprecated, notice: notice)
    }

    mutating func resolveLifecycle(
        of metric: MetricDeclaration, _ place: MetricPlace, _ names: MetricNames, _ inherited: GroupInheritance
    ) -> Lifecycle? {
        let isHeir = metric.deprecated == nil && inherited.deprecated != nil
        let notice =
            isHeir
            ? inherited.notice
            : metric.deprecated?.value.flatMap {
                resolve($0, prefix: place.prefix, replacing: [place.name], names)
            }
        reportUncounted(metric.since, MetricKeys.since.name)
        if let since = metric.since, let product,
            let finding = FutureSince.finding(
                since: since, product: product.version, granularity, in: releases)
        {
            findings.append(finding)
        } else if let since = metric.since, let deprecated = metric.deprecated?.value?.since,
            let finding = LifecycleOutOfOrder.finding(since: since, deprecated: deprecated)
        {
            findings.append(finding)
        }
        guard let removed = metric.removed else {
            guard metric.deprecated != nil || isHeir else { return .active }
            return notice.map { .deprecated($0) }
        }
        guard let removed = removed.value else { return nil }
        reportUncounted(removed.removedIn, RemovedKeys.in.name)
        if let product, let finding = FutureRemoval.finding(removedIn: removed.removedIn, product: product.version) {
            findings.append(finding)
        } else if let since = metric.deprecated?.value?.since,
            let finding = LifecycleOutOfOrder.finding(
                removedIn: removed.removedIn, deprecated: since, product: productRelease)
        {
            findings.append(finding)
        }
        // A metric that was removed before its group was deprecated has nothing to do with that.
        let isKept = notice.map { !isHeir || $0.deprecation.since < removed.removedIn.value } ?? false
        return .removed(
            Tombstone(
                removedIn: removed.removedIn.value, reason: removed.reason,
                notice: isKept ? notice : nil))
    }

    /// - Parameters:
    ///   - prefix: of the metrics that are deprecated.
    ///   - replaced: their full names.
    private mutating func resolve(
        _ deprecated: DeprecatedDeclaration, prefix: String, replacing replaced: Set<String>, _ names: MetricNames
    ) -> DeprecationNotice? {
        var (hide, remove) = (deprecated.hideAfter?.value, nil as Int?)
        switch deprecated.removeAfter?.value {
        case .undecided: break
        case .after(let distance): remove = distance
        case nil: remove = removeAfter.value
        }
        if let remove {
            let known = hide ?? hideAfter.value
            hide = known
            if let finding = LifecycleOutOfOrder.finding(
                hideAfter: known, at: deprecated.hideAfter?.span, removeAfter: remove, at: deprecated.removeAfter?.span,
                granularity)
            {
                findings.append(finding)
            }
        }
        let replacements = deprecated.replacements.compactMap {
            resolve($0, prefix: prefix, replacing: replaced, names)
        }
        reportUncounted(deprecated.since, DeprecatedKeys.since.name)
        guard let since = deprecated.since, let reason = deprecated.reason else { return nil }
        return DeprecationNotice(
            deprecation: dates(since: since, hideAfter: hide, removeAfter: remove), hideAfter: hide,
            removeAfter: remove,
            askAgain: deprecated.askAgain, toldAt: productRelease ?? since.value, reason: reason,
            replacements: replacements,
            isFormerName: deprecated.publish != nil && replacements.count == deprecated.replacements.count)
    }

    private mutating func dates(since: Spanned<MinorVersion>, hideAfter: Int?, removeAfter: Int?) -> Deprecation {
        if product != nil, let releasesKey = releasesPlace,
            let finding = UnlistedRelease.finding(
                since: since, in: releases, productRelease, listedAt: releasesKey)
        {
            findings.append(finding)
        }
        return releases.deprecation(
            since: granularity.counted(since.value), hideAfter: hideAfter, removeAfter: removeAfter)
    }

    private mutating func resolve(
        _ replacement: ReplacementDeclaration, prefix: String, replacing replaced: Set<String>, _ names: MetricNames
    ) -> Replacement? {
        let written = replacement.name
        if replacement.isExternal {
            return Replacement(
                name: names.fullName(ofExternal: written.value, besidePrefix: prefix), isExternal: true)
        }
        let name: String
        switch names.meaning(of: written.value) {
        case .metric(let meant): name = meant
        case .ambiguous(let meant):
            findings.append(UnknownReplacement.finding(written, ambiguous: meant))
            return nil
        case .unknown:
            // Without the product its prefix is unknown, and with it the full names.
            if knows(FileKeys.groups.name), product != nil {
                findings.append(UnknownReplacement.finding(written, among: names.keys))
            }
            return nil
        }
        guard !replaced.contains(name) else {
            findings.append(ReplacedByItself.finding(written))
            return nil
        }
        return Replacement(name: name, isExternal: false)
    }
}
