import CLibrary

extension Visibility {
    /// From the environment of the process: `PRODUCT_VERSION`, `SHOW_HIDDEN_METRICS_FOR_VERSION`, `DISABLE_METRICS`
    /// (names with a comma between two) and `LENIENT_METRICS` (`1` or `0`, `true` or `false`), each behind a prefix.
    ///
    /// A variable that is set counts, also when it is empty: an empty version shows nothing, and that is said.
    ///
    /// - Parameter prefix: what the names begin with, such as `SHOP_`.
    public init(environmentPrefix prefix: String) throws(MetricsSetupError) {
        try self.init(environmentPrefix: prefix) { name in getenv(name).map { String(cString: $0) } }
    }

    init(environmentPrefix prefix: String, _ variable: (String) -> String?) throws(MetricsSetupError) {
        let names = SettingNames(
            productVersion: prefix + "PRODUCT_VERSION", showHiddenFor: prefix + "SHOW_HIDDEN_METRICS_FOR_VERSION",
            disabling: prefix + "DISABLE_METRICS", lenient: prefix + "LENIENT_METRICS=1")
        let leniency = prefix + "LENIENT_METRICS"
        let isLenient: Bool
        switch variable(leniency) {
        case nil, "", "0", "false": isLenient = false
        case "1", "true": isLenient = true
        case let text?: throw .visibility(VisibilityFault(setting: leniency, problem: .notABoolean(text)))
        }
        try self.init(
            productVersion: variable(names.productVersion), showHiddenFor: variable(names.showHiddenFor),
            disabling: variable(names.disabling).map(Self.names(in:)) ?? [], isLenient: isLenient, named: names)
    }

    /// The names in a text with a comma between two, as a variable or a flag has them.
    public static func names(in text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}
