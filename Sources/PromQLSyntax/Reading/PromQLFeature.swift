// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A part of the language that not every Prometheus since 2.35 reads: a later release brought it, or one took it away.
package struct PromQLFeature: Equatable, Sendable {
    /// The minor release of Prometheus 2 or 3 that brought it.
    package struct Release: Equatable, Comparable, Sendable, CustomStringConvertible {
        package let major: Int
        package let minor: Int

        package init(_ major: Int, _ minor: Int) {
            self.major = major
            self.minor = minor
        }

        package static func < (left: Release, right: Release) -> Bool {
            (left.major, left.minor) < (right.major, right.minor)
        }

        package var description: String { "\(major).\(minor)" }
    }

    /// As people know it: a function by its name.
    package let name: String
    package let release: Release
    /// The feature flag, where the feature is experimental.
    package let flag: String?
    /// The release since when the flag isn't needed any more.
    package let stable: Release?
    /// Of a name that a release replaced by another one: that release, which refuses it.
    package let renaming: Renaming?

    package struct Renaming: Equatable, Sendable {
        package let release: Release
        package let name: String
    }

    package init(_ name: String, since release: Release, flag: String? = nil, stable: Release? = nil) {
        self.name = name
        self.release = release
        self.flag = flag
        self.stable = stable
        renaming = nil
    }

    /// A name that every Prometheus 2 knows.
    init(_ name: String, renamedTo successor: String, in release: Release) {
        self.name = name
        self.release = Release(2, 0)
        flag = nil
        stable = nil
        renaming = Renaming(release: release, name: successor)
    }
}

/// A feature that a query uses, and where.
package struct PromQLFeatureUse: Equatable, Sendable {
    package let feature: PromQLFeature
    package let span: PromQLSpan

    package init(_ feature: PromQLFeature, _ span: PromQLSpan) {
        self.feature = feature
        self.span = span
    }
}

extension PromQLFeature {
    static let underscoresInNumbers = PromQLFeature("numbers with underscores", since: Release(2, 54))
    static let numbersAsDurations = PromQLFeature("numbers as durations", since: Release(2, 54))
    static let durationsAsNumbers = PromQLFeature("durations as numbers", since: Release(2, 54))
    static let quotedNames = PromQLFeature("quoted names in selectors", since: Release(2, 51))
    static let quotedLabelsInLists = PromQLFeature("quoted names in lists of labels", since: Release(2, 55))
    static let colonsInLabelLists = PromQLFeature("colons in lists of labels", since: Release(3, 0))
    static let otherOffsets = PromQLFeature("an offset of 0 or with a plus sign", since: Release(3, 0))
    static let durationExpressions = PromQLFeature(
        "calculations of durations", since: Release(3, 4), flag: "promql-duration-expr", stable: Release(3, 14))
    static let sampling = PromQLFeature(
        "anchored and smoothed ranges", since: Release(3, 7), flag: "promql-extended-range-selectors")
    static let fill = PromQLFeature(
        "fill modifiers", since: Release(3, 10), flag: "promql-binop-fill-modifiers")
    static let trim = PromQLFeature("trimming of histograms", since: Release(3, 11))

    static func experimental(_ name: String, since release: Release, stable: Release? = nil) -> PromQLFeature {
        PromQLFeature(name, since: release, flag: "promql-experimental-functions", stable: stable)
    }
}
