import Testing

@testable import SpecCompiler

@Suite("A run over several specs")
struct BuildTests {
    @Test("a fault in a file that two specs include is said once")
    func sharedInclude() throws {
        let root = "metricsgen: 1\nproduct: {name: NAME, version: \"1.0\", prefix: NAME_}\ninclude: [shared.yaml]\n"
        let directory = try SpecInDirectory(root.replacing("NAME", with: "a"), named: "a.yaml")
        try directory.write(root.replacing("NAME", with: "b"), to: "b.yaml")
        try directory.write("groups: {g: {metrics: {x: {type: gauge, hlp: Things.}}}}\n", to: "shared.yaml")
        let build = try directory.build(["a.yaml", "b.yaml"])
        #expect(build.findings.map(\.message) == ["a metric has no key `hlp`"])
    }
}
