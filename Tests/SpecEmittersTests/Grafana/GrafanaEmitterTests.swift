import SpecModel
import Testing

@testable import SpecEmitters

@Suite("The dashboard")
struct GrafanaEmitterTests {
    @Test("shows everything that is served, as recorded")
    func recorded() throws {
        let emission = Emitter.grafana.emit(
            Bakery.product(), ModelBuilder.request("grafana", ["directory": "grafana"]))
        #expect(emission.findings.isEmpty)
        #expect(emission.files.map(\.path) == ["grafana/bakery.json"])
        try expectSnapshot(#require(emission.files.first).text, "Grafana/bakery.json")
    }
}
