/// Which names PromQL reads as names.
enum PromQLName {
    /// Words that the grammar reads as something else where the name of a metric is possible, in any case.
    private static let notMetrics: Set<String> = [
        "atan2", "bool", "group_left", "group_right", "ignoring", "inf", "nan", "on",
    ]
    /// The same in a list of labels.
    private static let notLabels: Set<String> = ["inf", "nan", "without"]

    static func isMetric(_ name: String) -> Bool {
        isIdentifier(name, withColons: true) && !notMetrics.contains(name.lowercased())
    }

    /// In a list, such as after `by`.
    static func isListedLabel(_ name: String) -> Bool { isLabel(name) && !notLabels.contains(name.lowercased()) }

    /// Between braces.
    static func isLabel(_ name: String) -> Bool { isIdentifier(name, withColons: false) }

    private static func isIdentifier(_ name: String, withColons: Bool) -> Bool {
        var isFirst = true
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): break
            case UInt8(ascii: ":") where withColons: break
            case UInt8(ascii: "0")...UInt8(ascii: "9") where !isFirst: break
            default: return false
            }
            isFirst = false
        }
        return !isFirst
    }
}
