import MetricsRuntime

/// Records one loaf.
public func bake(in registry: MetricsRegistry) throws {
    try BakeryNumbers(in: registry).loaves.baked.increment()
    try OvenMetrics(in: registry).oven.temperature.set(210)
}
