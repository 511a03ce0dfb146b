/// What a metric's values count. A closed list: a unit that isn't here can't be mapped to a panel or checked in a name.
package enum Unit: String, Sendable, CaseIterable {
    case seconds
    case milliseconds
    case bytes
    /// 0 to 1.
    case ratio
    /// 0 to 100.
    case percent
    case tokens
    case requests
    case sequences
    case blocks
    case events
    /// The value is a point in time, in seconds since 1970.
    case unixSeconds = "unix_seconds"
    /// The value says nothing; the labels do.
    case none
}
