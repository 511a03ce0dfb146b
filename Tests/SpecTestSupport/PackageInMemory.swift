// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecFiles
import SpecPipeline
import TestSupport

/// A package that is only in memory, with the files of a test.
package struct PackageInMemory {
    package let root: RootSpec
    package let sources: MemorySources

    package init(_ files: FixtureFiles) {
        let directory = "/package"
        func place(_ path: String) -> String { Path.normalized(Path.join(directory, path)) }
        let contents = files.texts.map { (place($0.key), Array($0.value.utf8)) }
        sources = MemorySources(
            Dictionary(uniqueKeysWithValues: contents),
            directories: Set(files.directories.map(place)).union([directory]))
        root = RootSpec(path: files.root, workingDirectory: directory, in: sources)
    }
}
