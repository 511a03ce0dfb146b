import SpecDiagnostics
import SpecModel
import TestSupport
import Testing

@testable import SpecLanguage

@Suite("The reference spec")
struct ReferenceSpecTests {
    private func spec() throws -> TestSpec {
        var files: [String: String] = [:]
        for name in try Repository.files(in: "spec", endingWith: ".yaml") {
            files[name] = try Repository.text("spec/" + name)
        }
        return TestSpec(files, root: "vllm.yaml")
    }

    @Test("resolves without a finding, to 34 metrics")
    func resolves() throws {
        let spec = try spec()
        #expect(spec.report == "")
        #expect(spec.product?.metrics.count == 34)
    }
}
