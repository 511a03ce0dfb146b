import MetricsHTTP
import MetricsRuntime

@main
struct Greeter {
    static func main() async throws {
        let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 8080
        let registry = MetricsRegistry()
        let metrics = try GreeterMetrics(in: registry)
        let server = try await MetricsServer.listen(.init(port: port), serving: registry)
        print("http://\(server.host):\(server.port)/metrics")

        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await server.run() }
            tasks.addTask { try await greetEverybody(metrics.greetings) }
            try await tasks.waitForAll()
        }
    }

    static func greetEverybody(_ greetings: GreeterMetrics.Greetings) async throws {
        while true {
            for name in ["Ada", "Mari", "Bo"] {
                greet(name, greetings)
                try await Task.sleep(for: .seconds(1))
            }
        }
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
