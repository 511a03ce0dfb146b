// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Several files in one string: a line `# file: NAME` begins another one, `# directory: NAME` says that there
/// is a directory. The first file is the root spec, and what lies in `locales/` are its translations.
package struct FixtureFiles: Sendable {
    package var texts: [String: String] = [:]
    package private(set) var directories: Set<String> = []
    package let root: String

    package init(_ text: String, root: String = "spec.yaml") {
        self.root = root
        var (name, lines) = (root, [Substring]())
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("# file: ") {
                texts[name] = lines.joined(separator: "\n")
                (name, lines) = (String(line.dropFirst("# file: ".count)), [])
            } else if line.hasPrefix("# directory: ") {
                directories.insert(String(line.dropFirst("# directory: ".count)))
            } else {
                lines.append(line)
            }
        }
        texts[name] = lines.joined(separator: "\n")
    }

    package init(_ texts: [String: String], root: String) { (self.texts, self.root) = (texts, root) }
}
