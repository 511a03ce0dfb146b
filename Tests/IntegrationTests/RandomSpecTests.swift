import Foundation
import TestSupport
import Testing

@Suite("Random legal specs")
struct RandomSpecTests {
    @Test(
        """
        compile with swiftc, start with parameters and as some release, record into every series, and Prometheus' client \
        reads every name, help, label value, bound and amount back, and nothing that isn't there
        """,
        arguments: [1, 2])
    func roundTrip(seed: Int) throws {
        let programs = URL(filePath: BuiltProgram.path("metricsgen")).deletingLastPathComponent()
        let outcome = try Judge.python(
            "random_specs.py",
            [BuiltProgram.path("metricsgen"), programs.path(percentEncoded: false), "\(seed)", "10"], timeLimit: 300)
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }
}
