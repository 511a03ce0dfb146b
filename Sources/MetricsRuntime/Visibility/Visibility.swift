// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The release that a process acts as, the hidden metrics that it shows all the same, and those that it switches off.
///
/// Make one from strings, from the environment, or with MetricsArgumentParser from flags, and pass it to the
/// initializer of a generated struct, which follows it or throws an error that says what is wrong with it.
public struct Visibility: Sendable, Equatable {
    /// A value and the name of the setting, which messages use.
    struct Setting<Value: Sendable & Equatable>: Sendable, Equatable {
        let value: Value
        let name: String
    }

    var productVersion: Setting<ProductVersion>?
    /// As it was written: whether it is valid is only known when the metrics are.
    var showHiddenFor: Setting<String>?
    var disabled: [Setting<MetricPattern>] = []
    /// Whether a setting that has no effect is a warning and not an error.
    public private(set) var isLenient = false
    /// The name of the setting that switches leniency on, for messages.
    private(set) var lenientName = SettingNames.inCode.lenient

    /// The version of the spec, without hidden metrics, and with nothing switched off.
    public init() {}

    /// Settings from strings.
    ///
    /// - Parameters:
    ///   - productVersion: The release to act as, such as `0.9.1`; nil for the version of the spec.
    ///   - showHiddenFor: Shows the metrics that were deprecated in this release line, `X.Y`, and are hidden now; in
    ///     this release, `X.Y.Z`, if the lifecycle of the product counts patch releases. A value that shows nothing
    ///     is an error when the generated struct is made: if it were accepted silently, a dashboard would be empty.
    ///   - disabling: Names of metrics that are never registered; `*` matches any characters. A name that no metric
    ///     has is an error too.
    ///   - isLenient: Turns those errors into warnings.
    ///   - names: What messages call these settings, if they come from a command line or a file.
    public init(
        productVersion: String? = nil, showHiddenFor: String? = nil, disabling: [String] = [], isLenient: Bool = false,
        named names: SettingNames = .inCode
    ) throws(MetricsSetupError) {
        if let text = productVersion {
            guard let version = ProductVersion(text) else {
                throw .visibility(VisibilityFault(setting: names.productVersion, problem: .notAVersion(text)))
            }
            self.productVersion = Setting(value: version, name: names.productVersion)
        }
        self.showHiddenFor = showHiddenFor.map { Setting(value: $0, name: names.showHiddenFor) }
        disabled = disabling.map { Setting(value: MetricPattern($0), name: names.disabling) }
        self.isLenient = isLenient
        lenientName = names.lenient
    }

    /// These settings, completed by those of another value where these have none. A metric that either switches off
    /// is off.
    public func filled(from other: Visibility) -> Visibility {
        var filled = self
        filled.productVersion = productVersion ?? other.productVersion
        filled.showHiddenFor = showHiddenFor ?? other.showHiddenFor
        filled.disabled += other.disabled
        filled.isLenient = isLenient || other.isLenient
        return filled
    }

    /// The names of the settings in messages.
    public struct SettingNames: Sendable, Equatable {
        /// What messages call the release to act as.
        public let productVersion: String
        /// What messages call the release line whose hidden metrics are shown.
        public let showHiddenFor: String
        /// What messages call the names of metrics that are switched off.
        public let disabling: String
        /// What messages call the setting that turns errors into warnings.
        public let lenient: String

        /// The names of all four settings.
        public init(productVersion: String, showHiddenFor: String, disabling: String, lenient: String) {
            self.productVersion = productVersion
            self.showHiddenFor = showHiddenFor
            self.disabling = disabling
            self.lenient = lenient
        }

        /// The names of the initializer's arguments.
        public static let inCode = SettingNames(
            productVersion: "productVersion", showHiddenFor: "showHiddenFor", disabling: "disabling",
            lenient: "isLenient: true")
    }
}

/// A pattern for names of metrics: a name, in which `*` matches any characters.
struct MetricPattern: Sendable, Equatable, CustomStringConvertible {
    let description: String
    private let parts: [Substring]

    init(_ text: String) {
        description = text
        parts = text.split(separator: "*", omittingEmptySubsequences: false)
    }

    var isName: Bool { parts.count == 1 }

    func matches(_ name: String) -> Bool {
        guard let first = parts.first, let last = parts.last, !isName else { return name == description }
        guard name.hasPrefix(first), name.hasSuffix(last), name.utf8.count >= first.utf8.count + last.utf8.count else {
            return false
        }
        // Between the two ends, each part is taken at the first place where it matches.
        var rest = name.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() {
            guard let end = rest.end(ofFirst: part) else { return false }
            rest = rest[end...]
        }
        return true
    }
}

extension Substring {
    fileprivate func end(ofFirst part: Substring) -> Index? {
        var start = startIndex
        while true {
            if self[start...].hasPrefix(part) { return index(start, offsetBy: part.count) }
            guard start < endIndex else { return nil }
            start = index(after: start)
        }
    }
}
