import SpecDiagnostics
import SpecModel

/// One kind of artefact that is made from the model. A value rather than a protocol: the list of emitters is data, and
/// keys, JSON Schema, `check`, leftovers and atomic writing follow from what stands here.
package struct Emitter: Sendable {
    /// Its key under `outputs:`.
    package let name: String
    /// What it makes, for the reference page.
    package let help: String
    package let options: [OutputOption]
    package let emit: @Sendable (Product, OutputRequest) -> Emission

    package init(
        name: String, help: String, options: [OutputOption],
        emit: @escaping @Sendable (Product, OutputRequest) -> Emission
    ) {
        self.name = name
        self.help = help
        self.options = options
        self.emit = emit
    }
}

/// What an emitter made of a model: files, or the reasons why it can't.
package struct Emission: Sendable {
    package let files: [OutputFile]
    package let findings: [Finding]

    package init(files: [OutputFile], findings: [Finding] = []) {
        self.files = files
        self.findings = findings
    }
}

/// A file to be written, whole.
package struct OutputFile: Sendable, Equatable {
    /// Relative to the package's directory, with `/`.
    package let path: String
    package let text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}
