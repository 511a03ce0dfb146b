import MetricsRuntime

@main
struct Greeter {
    static func main() throws {
        let registry = MetricsRegistry()
        let metrics = try GreeterMetrics(in: registry)
        for name in ["Ada", "Mari", "Bo"] { greet(name, metrics.greetings) }
        print(registry.exposition())
    }

    static func greet(_ name: String, _ greetings: GreeterMetrics.Greetings) {
        print("Hello, \(name)!")
        greetings.total.increment()
    }
}
