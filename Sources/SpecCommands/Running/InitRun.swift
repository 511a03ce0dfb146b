// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles

/// `metricsgen init`.
package enum InitRun {
    package static func run(_ file: String) throws {
        let directory = FileAccess.workingDirectory()
        let spec = StarterSpec(path: file, workingDirectory: directory)
        for path in try spec.write() {
            let shown = Path.isAbsolute(file) || !Path.isAbsolute(path) ? path : Path.relative(path, to: directory)
            try Console.print("created \(PrintedText.line(shown))\n")
        }
        try Console.print("\n" + spec.instructions)
    }
}
