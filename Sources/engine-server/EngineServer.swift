import ArgumentParser

@main
struct EngineServer: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "engine-server")
}
