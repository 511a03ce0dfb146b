// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

extension Visibility {
    /// Reads the settings from the environment of the process: `PRODUCT_VERSION`, `SHOW_HIDDEN_METRICS_FOR_VERSION`,
    /// `DISABLE_METRICS` (names separated by commas) and `LENIENT_METRICS` (`1` or `0`, `true` or `false`), each
    /// after a prefix.
    ///
    /// A variable that is set counts, even if it is empty: an empty version shows nothing, and that is reported.
    ///
    /// - Parameter prefix: The beginning of the names, such as `SHOP_`.
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

    /// The names in a string that separates them by commas, such as a variable or a flag.
    public static func names(in text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}
