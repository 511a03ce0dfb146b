/// A place where Grafana inserts the value of a dashboard's variable, or one of its own such as `__rate_interval`.
package struct GrafanaVariable: Equatable, Sendable {
    package let name: String
    /// How Grafana writes the value, such as `regex`; nil if Grafana decides.
    package let format: String?

    package init(_ name: String, format: String? = nil) {
        self.name = name
        self.format = format
    }
}
