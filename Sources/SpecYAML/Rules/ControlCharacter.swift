// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum ControlCharacter {
    package static let rule = Rule(code: "MG0002", name: "control-character")

    static func finding(_ scalar: Unicode.Scalar, at span: Span) -> Finding {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let name =
            if scalar == "\0" { "a NUL" } else if scalar == "\u{FEFF}" { "a byte order mark" } else {
                "a control character"
            }
        return Finding(
            rule, at: span, "\(name) (\(code)) isn't allowed in a spec",
            notes: ["the file was not read"],
            help: "delete it, or write it as an escape sequence in a double-quoted string")
    }
}
