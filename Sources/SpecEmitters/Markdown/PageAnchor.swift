/// The names of the page's places. They are made of keys, never of titles or positions, so that a link from a runbook
/// outlives a new title, a new order and a new prefix.
enum PageAnchor {
    static func metric(_ key: String) -> String { "metric-\(key)" }
    static func group(_ key: String) -> String { "group-\(key)" }
    static func label(_ name: String) -> String { "label-\(name)" }
    static func parameter(_ name: String) -> String { "parameter-\(name)" }
    // Unlike the name that a host gives to a heading of these words: a group may be called "Labels".
    static let deprecated = "all-deprecated"
    static let calendar = "all-coming-releases"
    static let removed = "all-removed"
    static let labels = "all-labels"
    static let parameters = "all-parameters"
}
