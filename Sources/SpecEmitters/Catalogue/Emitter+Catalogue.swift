// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecOrigins
import SpecOutput

extension Emitter {
    package static let catalogue = Emitter(
        name: "catalogue",
        help: "The resolved model as one JSON file, in a stable and versioned format, for other programs.",
        options: [
            OutputOption("file", .file, isRequired: true, help: "The file to write.")
        ],
        emit: { spec, request in
            // The language has checked the required options; without one there is nothing to write.
            guard let file = request.text("file") else { return Emission(files: []) }
            let document = CatalogueDocument(spec)
            return Emission(files: [OutputFile(path: file.value) { document.write(to: $0) }])
        })
}
