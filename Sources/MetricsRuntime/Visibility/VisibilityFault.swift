// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The reason why a visibility setting can't be applied.
public struct VisibilityFault: Equatable, Sendable {
    /// The name of the setting: an argument, a flag, a variable.
    public let setting: String
    /// What is wrong with its value.
    public let problem: Problem
    /// The setting that starts the process all the same; nil if there is none.
    public let lenientSetting: String?

    /// What is wrong with the value of a setting.
    public enum Problem: Equatable, Sendable {
        /// A string that should be a version of the product is not one.
        case notAVersion(String)
        /// A string that should be a Boolean is not one.
        case notABoolean(String)
        /// Hidden metrics were requested with a value that shows none.
        case showsNothing(String, Uselessness, at: String, effective: [EffectiveVersion])
        /// A name of metrics to switch off matches no metric.
        case disablesNothing(String, product: String)
        /// The prefix for the names of metrics can't begin a name.
        case notAPrefix(String)
    }

    /// The reason why a value shows no hidden metric.
    public enum Uselessness: Equatable, Sendable {
        /// It is not `X.Y`.
        case notAReleaseLine
        /// It is neither `X.Y` nor `X.Y.Z`, and the lifecycle of the product counts patch releases.
        case notARelease
        /// Nothing was deprecated there.
        case nothingDeprecated
        /// What was deprecated there isn't hidden yet.
        case notHiddenYet
        /// What was deprecated there has been removed.
        case removed
    }

    /// A release line that shows hidden metrics, and those metrics.
    public struct EffectiveVersion: Equatable, Sendable {
        /// The release line, as a value of the setting.
        public let version: String
        /// The names of the metrics that this value shows.
        public let metrics: [String]
    }

    init(setting: String, problem: Problem, lenientSetting: String? = nil) {
        self.setting = setting
        self.problem = problem
        self.lenientSetting = lenientSetting
    }

    /// What is wrong and what to do, without the setting's name.
    public var reason: String { fault + (lenientSetting.map { "; with `\($0)` the process starts anyway" } ?? "") }

    /// The same, for a lenient start.
    var warning: String { "`\(setting)` has no effect: \(fault)" }

    private var fault: String {
        switch problem {
        case .notAVersion(let text):
            "`\(text)` is not a version of a product; write it like `0.9.1` or `0.9.0rc1`"
        case .notABoolean(let text): "`\(text)` is neither `1` nor `0`"
        case .showsNothing(let text, let uselessness, let version, let effective):
            Self.words(text, uselessness, version) + "; " + Self.advice(effective, version)
        case .notAPrefix(let text):
            "`\(text)` can't begin the name of a metric; use letters, digits, `_` and `:`, no digit first"
        case .disablesNothing(let text, let product): "`\(text)` isn't a metric of \(product)"
        }
    }

    private static func words(_ text: String, _ uselessness: Uselessness, _ version: String) -> String {
        switch uselessness {
        case .notAReleaseLine: "`\(text)` is not of the form `X.Y`"
        case .notARelease: "`\(text)` is not of the form `X.Y.Z`"
        case .nothingDeprecated: "`\(text)` deprecated no metric"
        case .notHiddenYet: "the metrics that `\(text)` deprecates are not hidden yet at \(version)"
        case .removed: "the metrics that `\(text)` deprecated are removed at \(version)"
        }
    }

    private static func advice(_ effective: [EffectiveVersion], _ version: String) -> String {
        guard !effective.isEmpty else { return "no value has an effect at \(version), so leave this setting out" }
        return "at \(version) "
            + effective.map { "`\($0.version)` shows \($0.metrics.joined(separator: ", "))" }.joined(separator: "; ")
    }
}
