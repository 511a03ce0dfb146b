/// What a metric can have besides what all metrics of its kind have, as generated code declares it.
///
/// Each option has a default, so code that was generated before an option existed goes on compiling
/// (`InterfaceGeneration2`).
public struct MetricOptions: Equatable, Sendable {
    let deprecated: DeclaredDeprecation?

    public init(deprecated: DeclaredDeprecation? = nil) { self.deprecated = deprecated }
}
