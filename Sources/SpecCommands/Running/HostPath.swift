// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles

/// The path by which the host of a pipeline knows a file: from the directory that it has checked out, in which the
/// package may be a subdirectory.
enum HostPath {
    static func of(_ source: SourceText) -> String {
        guard let workspace = Console.environment("GITHUB_WORKSPACE"), Path.isAbsolute(workspace) else {
            return source.packagePath
        }
        // Both as the system knows them, without links.
        let directory = FileAccess.workingDirectory()
        let root = FileAccess.resolved(workspace) ?? workspace
        return Path.packagePath(of: Path.join(directory, source.path), in: root) ?? source.packagePath
    }
}
