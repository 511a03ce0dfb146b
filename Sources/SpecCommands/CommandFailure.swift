// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecPipeline

/// The reason why a command has not done its work: a usage error, or the system refused. The exit status is 2.
///
/// Thrown before anything is reported: a command that prints a document still prints one, which has the reason.
package struct CommandFailure: Error, Equatable {
    package let reason: String

    init(_ reason: String) { self.reason = reason }

    init(unreadable error: FileError) { self.init("can't read \(error)") }

    init(unwritable error: FileError) { self.init("can't write \(error)") }

    /// By the path that a person gave.
    init(unreadable root: RootSpec, _ error: FileError) {
        self.init("can't read \(quoted: root.path): \(error.reason)")
    }
}

/// The end of a command that has said why it didn't succeed.
package enum CommandExit: Int32, Error {
    /// The spec, its outputs or a reference has errors.
    case findings = 1
    /// A usage error, or the system refused.
    case misuse = 2
}
