// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Words of a command that people copy from a message into a shell.
package enum ShellWord {
    /// The word as a shell takes it for one: in single quotes where it has anything but letters, digits and the signs
    /// that paths are made of.
    package static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "/._-+:@%,=".unicodeScalars.contains(scalar)
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
    }
}
