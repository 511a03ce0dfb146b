package enum ToolVersion {
    /// The version of metricsgen itself.
    package static let current = "0.1.0"
}
