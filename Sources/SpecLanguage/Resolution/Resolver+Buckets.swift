// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// The bucket sets that have been resolved so far.
struct BucketResolution {
    let sets: NameTable<BoundsDeclaration>
    /// Nil for a set whose errors have been reported.
    var bounds: [String: BucketSet.Bounds?] = [:]
    /// The sets that are being resolved, each referred to by the one before it.
    var path: [String] = []
    /// The sets that may be replaced when a process starts.
    var overridable: Set<String> = []
    /// The native buckets of sets.
    var native: [String: NativeBuckets] = [:]
    /// The sets that have nothing else.
    var withoutBounds: Set<String> = []
}

extension Resolver {
    mutating func resolveBucketSets() {
        for set in bucketResolution.sets.declarations {
            if case .overridable? = set.value { bucketResolution.overridable.insert(set.name.value) }
            if let (native, place, bounds) = set.value?.native {
                bucketResolution.native[set.name.value] = native
                if bounds == nil { bucketResolution.withoutBounds.insert(set.name.value) }
                reportShared(native: place)
            }
        }
        for set in bucketResolution.sets.declarations where !bucketResolution.withoutBounds.contains(set.name.value) {
            _ = bounds(ofSet: set.name)
        }
    }

    /// The native buckets of a metric, by itself or through a set.
    mutating func resolve(nativeOf buckets: BucketsDeclaration) -> NativeBuckets? {
        if case .named(let name) = buckets { return bucketResolution.native[name.value] }
        guard let (native, place, _) = buckets.native else { return nil }
        reportShared(native: place)
        return native
    }

    /// The directory that several processes share has a place for bounds only.
    private mutating func reportShared(native place: Span) {
        guard product?.processes?.value == .several else { return }
        findings.append(
            InapplicableKey.finding(
                Spanned(BucketKeys.native.name, place), of: "buckets of several processes",
                why: "the directory that they share has a place for bounds only",
                help: "delete it and give bounds, or write `processes: one` if each server is one process"))
    }

    /// The bounds of a metric; nil if it has none, or if their errors have been reported.
    mutating func resolve(buckets: BucketsDeclaration) -> BucketSet? {
        guard case .named(let name) = buckets else {
            if let (_, _, bounds) = buckets.native {
                if case .overridable(_, let place) = buckets { report(overridable: place) }
                return bounds.flatMap { resolve(buckets: $0) }
            }
            let bounds = resolve(buckets)
            guard case .conditional(let condition, _, _) = buckets else {
                return bounds.map { BucketSet(name: nil, bounds: $0) }
            }
            return checked(bounds, at: condition.span).map { BucketSet(name: nil, bounds: $0) }
        }
        if bucketResolution.withoutBounds.contains(name.value) { return nil }
        return bounds(ofSet: name).map {
            BucketSet(
                name: name.value, bounds: $0,
                isOverridable: bucketResolution.overridable.contains(name.value))
        }
    }

    private mutating func bounds(ofSet name: Spanned<String>) -> BucketSet.Bounds? {
        if let known = bucketResolution.bounds[name.value] { return known }
        guard bucketResolution.path.count < SizeLimits.alternatives else {
            findings.append(SizeLimit.finding(alternatives: nil, at: name.span))
            return nil
        }
        if let start = bucketResolution.path.firstIndex(of: name.value) {
            findings.append(CircularBuckets.finding(name, path: Array(bucketResolution.path[start...])))
            return nil
        }
        switch bucketResolution.sets[name.value] {
        case .declared(let declaration, _):
            bucketResolution.path.append(name.value)
            let bounds: BucketSet.Bounds?
            if case .overridable(let inner, _) = declaration {
                bounds = resolve(inner.native?.beside ?? inner)
            } else {
                bounds = resolve(declaration.native?.beside ?? declaration)
            }
            bucketResolution.path.removeLast()
            let resolved = checked(bounds, at: name.span)
            bucketResolution.bounds[name.value] = .some(resolved)
            return resolved
        case .faulty: return nil
        case .unknown:
            if knows(FileKeys.buckets.name) {
                findings.append(UnknownBucketSet.finding(name, among: bucketResolution.sets.names))
            }
            return nil
        }
    }

    /// Nil for bounds that choose from too many lists, which is reported. The count stays limited, because a set that
    /// others refer to is itself within the limit.
    private mutating func checked(_ bounds: BucketSet.Bounds?, at span: Span) -> BucketSet.Bounds? {
        guard let bounds, bounds.alternativeCount > SizeLimits.alternatives else { return bounds }
        findings.append(SizeLimit.finding(alternatives: bounds.alternativeCount, at: span))
        return nil
    }

    private mutating func report(overridable place: Span) {
        findings.append(
            InapplicableKey.finding(
                Spanned(BucketKeys.overridable.name, place), of: "buckets without a name",
                why: "other bounds are passed by the name of the bucket set",
                help: "declare a bucket set under `buckets`, or delete the key"))
    }

    private mutating func resolve(_ bounds: BoundsDeclaration) -> BucketSet.Bounds? {
        switch bounds {
        case .fixed(let bounds): return .fixed(bounds.map(\.value))
        case .made(let bounds, _): return .fixed(bounds)
        case .overridable(let bounds, let place):
            report(overridable: place)
            return resolve(bounds)
        // Those of a set or a metric are taken off before.
        case .native(_, let place, let bounds):
            findings.append(
                InapplicableKey.finding(
                    Spanned(BucketKeys.native.name, place), of: "a branch",
                    why: "a condition chooses between bounds only", help: "write it beside `if`"))
            return bounds.flatMap { resolve($0) }
        case .named(let name):
            if bucketResolution.withoutBounds.contains(name.value) {
                findings.append(
                    InapplicableKey.finding(
                        name, of: "a branch",
                        why: "the bucket set has no bounds, and a condition chooses between bounds",
                        help: "name a bucket set with bounds, or list bounds"))
                return nil
            }
            return self.bounds(ofSet: name)
        case .series(let mantissas, .number(let limit), _): return .series(mantissas: mantissas, limit: .number(limit))
        case .series(let mantissas, .parameter(let sum, let isExclusive), _):
            return use(sum.map(\.parameter), as: .limit).map { _ in
                .series(mantissas: mantissas, limit: .parameter(.init(sum.value, isExclusive: isExclusive)))
            }
        case .sorted(let parameter): return use(parameter, as: .sorted).map { .sorted(parameter: $0) }
        case .conditional(let condition, let then, let otherwise):
            // All three are checked, whichever has errors.
            let condition = resolve(condition.value)
            let (then, otherwise) = (resolve(then), resolve(otherwise))
            guard let condition, let then, let otherwise else { return nil }
            return .conditional(condition, then: then, otherwise: otherwise)
        }
    }
}
