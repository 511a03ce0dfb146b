import TestSupport
import Testing

/// Every input of the judge is tried on a release build in `make soak-front-end`; here all but the three that a debug build
/// takes more than 10 seconds for.
@Suite("Inputs that were made to hurt")
struct HostileInputTests {
    @Test("end with a finding that has a place, within bounds of memory and time")
    func bounded() throws {
        let outcome = try Judge.python(
            "hostile_inputs.py", [BuiltProgram.path("metricsgen"), "--quick", "--seconds", "10"], timeLimit: 300)
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }
}
