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
        let duration = ContinuousClock().measure {
            let language: GreeterMetrics.Language = name == "Mari" ? .estonian : .english
            print(language == .estonian ? "Tere, \(name)!" : "Hello, \(name)!")
            greetings.total[language].increment()
        }
        greetings.seconds.observe(duration / .seconds(1))
    }
}
