// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles

package enum OutputWrittenTwice {
    package static let rule = Rule(code: "MG3201", name: "output-written-twice")

    /// Two specs of one target, or of one package, whose manifests would be one file.
    package static func finding(product: String, _ second: Span, first: Span) -> Finding {
        Finding(
            rule, at: second,
            "two specs are named \(quoted: product), and each would take the other's files for its own",
            help: "give one of them another `name`", related: [.init("the other one is named here", at: first)])
    }

    /// - Parameter file: a file that would have to be a directory for the other path.
    package static func finding(file: String, inTheWayOf path: String, _ span: Span, _ other: Span) -> Finding {
        let (file, path) = (Path.name(of: file), Path.relative(path, to: Path.directory(of: file)))
        return Finding(
            rule, at: span, "\(quoted: path) can't be written: \(quoted: file) would be a file and a directory",
            help: "give one of the two another path", related: [.init("the file is asked for here", at: other)])
    }

    package static func finding(
        _ path: String, differingInCaseFrom other: String, _ second: Span, first: Span
    ) -> Finding {
        Finding(
            rule, at: second,
            "\(quoted: path) and \(quoted: other) differ only by case or spelling: on macOS and Windows they are one file",
            help: "give one of the two another path", related: [.init("the other one is asked for here", at: first)])
    }

    package static func finding(_ path: String, _ second: Span, first: Span) -> Finding {
        Finding(
            rule, at: second, "\(quoted: path) would be written twice", help: "give one of the two another path",
            related: [.init("the other one is asked for here", at: first)])
    }
}
