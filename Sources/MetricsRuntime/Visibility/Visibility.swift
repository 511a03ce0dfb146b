/// Which release a process acts as, which hidden metrics it shows all the same, and which it switches off.
///
/// A value: made from texts, from the environment, or by MetricsArgumentParser from flags, and given to the initializer
/// of a generated struct, which follows it or says what is wrong with it.
public struct Visibility: Sendable, Equatable {
    /// A value and what it was given as, which is how a message calls it.
    struct Setting<Value: Sendable & Equatable>: Sendable, Equatable {
        let value: Value
        let name: String
    }

    var productVersion: Setting<ProductVersion>?
    /// As it was written: what is wrong with it can only be said when the metrics are known.
    var showHiddenFor: Setting<String>?
    var disabled: [Setting<MetricPattern>] = []
    /// Whether a setting that has no effect is a warning and not an error.
    public private(set) var isLenient = false
    /// What switches leniency on, for messages.
    private(set) var lenientName = SettingNames.inCode.lenient

    /// The version that the spec names, nothing hidden shown and nothing switched off.
    public init() {}

    /// - Parameters:
    ///   - productVersion: the release to act as, such as `0.9.1`; nil for the one that the spec names.
    ///   - showHiddenFor: shows what was deprecated in this release line, `X.Y`, and is hidden now. A value that shows
    ///     nothing is an error when the generated struct is made: silently accepted, it would leave a dashboard empty.
    ///   - disabling: names of metrics that are never registered, shown or not; a `*` stands for any characters. One
    ///     that no metric has is an error too.
    ///   - isLenient: starts with a warning in place of those errors.
    ///   - names: what messages call these settings, where they come from a command line or a file.
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

    /// These settings, and another's where these say nothing; what either switches off is off.
    public func filled(from other: Visibility) -> Visibility {
        var filled = self
        filled.productVersion = productVersion ?? other.productVersion
        filled.showHiddenFor = showHiddenFor ?? other.showHiddenFor
        filled.disabled += other.disabled
        filled.isLenient = isLenient || other.isLenient
        return filled
    }

    /// What the settings are called where they were given.
    public struct SettingNames: Sendable, Equatable {
        public let productVersion: String
        public let showHiddenFor: String
        public let disabling: String
        public let lenient: String

        public init(productVersion: String, showHiddenFor: String, disabling: String, lenient: String) {
            self.productVersion = productVersion
            self.showHiddenFor = showHiddenFor
            self.disabling = disabling
            self.lenient = lenient
        }

        /// As the arguments of the initializer are.
        public static let inCode = SettingNames(
            productVersion: "productVersion", showHiddenFor: "showHiddenFor", disabling: "disabling",
            lenient: "isLenient: true")
    }
}

/// The names of metrics: a name, or one in which a `*` stands for any characters.
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
        // Between the two ends each part is taken at the first place where it fits.
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
