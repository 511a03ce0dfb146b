// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecPipeline

/// The specs of a command: the given ones, or those that it finds.
package struct SpecSelection {
    private let paths: [String]

    package init(_ paths: [String]) { self.paths = paths }

    func roots() throws(CommandFailure) -> [RootSpec] {
        let found = try rootsIfAny()
        guard !found.isEmpty else {
            let directory = FileAccess.workingDirectory()
            let package = RootSpec.searchedPackage(from: directory)
            let other = RootSpec.inTargets(of: package).first.map { Path.relative($0, to: directory) }
            throw CommandFailure(
                "there is no root spec in \(quoted: package): no file in its `spec/` has a `product:`, and it has no "
                    + "`metrics.yaml`; name the spec that you mean"
                    + (other.map { ", such as `\(ShellWord.quoted($0))`" }
                        ?? ", or write one with `metricsgen init`"))
        }
        return found
    }

    /// The same for commands that need no spec; empty where there is none.
    func rootsIfAny() throws(CommandFailure) -> [RootSpec] {
        let directory = FileAccess.workingDirectory()
        if !paths.isEmpty { return paths.map { RootSpec(path: $0, workingDirectory: directory) } }
        do { return try RootSpec.found(from: directory) } catch { throw CommandFailure(unreadable: error) }
    }

    /// The given specs as arguments, to repeat in advice.
    var arguments: String { paths.map { " " + ShellWord.quoted($0) }.joined() }
}
