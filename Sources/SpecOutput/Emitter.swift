// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecText

/// One kind of output that is generated from the model. It is a value rather than a protocol: the list of emitters is
/// data, and keys, JSON Schema, `check`, leftovers and atomic writing follow from this description.
package struct Emitter: Sendable {
    /// Its key under `outputs:`.
    package let name: String
    /// What it generates, for the reference page.
    package let help: String
    package let options: [OutputOption]
    /// The rules that it reports. Those of Swift are elsewhere: the plugin's tool compiles its emitter, and explains
    /// nothing.
    package let rules: [ExplainedRule]
    package let emit: @Sendable (ResolvedSpec, OutputRequest) -> Emission

    package init(
        name: String, help: String, options: [OutputOption], rules: [ExplainedRule] = [],
        emit: @escaping @Sendable (ResolvedSpec, OutputRequest) -> Emission
    ) {
        self.name = name
        self.help = help
        self.options = options
        self.rules = rules
        self.emit = emit
    }
}

/// What an emitter generates from a model: files, or the reasons why it can't.
package struct Emission: Sendable {
    package let files: [OutputFile]
    package let findings: [Finding]

    package init(files: [OutputFile], findings: [Finding] = []) {
        self.files = files
        self.findings = findings
    }
}

/// A file to be written.
package struct OutputFile: Sendable {
    /// Relative to the package's directory, with `/`.
    package let path: String
    /// Writes it, the same bytes at each call. It is called when the bytes are needed, and writes block by block: all
    /// outputs of a large product together would take more memory than everything else. All errors have been found
    /// before.
    package let write: @Sendable (@escaping TextSink.Receiver) -> Void

    package init(path: String, write: @escaping @Sendable (@escaping TextSink.Receiver) -> Void) {
        self.path = path
        self.write = write
    }

    package init(path: String, text: String) {
        self.init(path: path) { receiver in
            var text = text
            text.withUTF8 { receiver(UnsafeRawBufferPointer($0)) }
        }
    }

    package var text: String { String(decoding: TextSink.bytes(write), as: UTF8.self) }
}
