import Foundation
import Testing

@testable import MetricsRuntime

@Suite("Processes that have ended")
struct EndedProcessTests {
    @Test("marking a process dead takes its live gauges away, and nothing else")
    func markDead() throws {
        let directory = try SharedDirectory()
        var file = PythonFile()
        file.append(#"["g", "g", {}, "G."]"#, 1)
        let kept = [
            "counter_41.db", "gauge_all_41.db", "gauge_livesum_4.db", "gauge_livesum_410.db", "gauge_sum_41.db",
        ]
        let gone = ["liveall", "livemax", "livemin", "livemostrecent", "livesum"].map { "gauge_\($0)_41.db" }
        for name in kept + gone { try directory.write(file.padded, to: name) }
        #expect(try MultiprocessDirectory(directory.path).markProcessDead(41) == 5)
        #expect(directory.names == kept)
    }

    @Test("a process that lives is told from one that has ended by the lock of its files, or by its number")
    func alive() throws {
        let directory = try SharedDirectory()
        let configuration = MultiprocessDirectory(directory.path)
        _ = try ProductUnderTest().register(in: MetricsRegistry(storage: .directory(configuration))) {
            $0.gauge(0, "g", "G.", MetricLabels(), .livesum)
        }
        var file = PythonFile()
        file.append(#"["g", "g", {}, "G."]"#, 1)
        try directory.write(file.padded, to: "gauge_livesum_999999999.db")
        try directory.write(file.padded, to: "gauge_livesum_\(getppid()).db")
        #expect(try configuration.endedProcesses() == [999_999_999])
        #expect(try configuration.markEndedProcessesDead() == [999_999_999])
        #expect(directory.names.count == 2)
    }
}
