import Foundation
import Testing

extension Trait where Self == ConditionTrait {
    /// `make unit` leaves the test out: it has less than a minute for all of them.
    package static var slow: Self {
        .disabled(if: ProcessInfo.processInfo.environment["METRICSGEN_UNIT"] == "1", "`make unit` leaves it out")
    }
}
