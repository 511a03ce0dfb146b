// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Counts the patterns that CONTRIBUTING.md lists under "How to write", in everything that people read.
@Suite("Plain English")
struct PlainEnglishTests {
    /// Strings that are right although a pattern matches them.
    private static let exceptions: Set<String> = []

    /// Inputs of the fuzzer keep the messages that they were found with.
    private static let unread = ["Tests/FrontEndFuzzer/Corpus/", "/.build"]

    @Test("no comment, string, page or expected output has a pattern that is wrong here")
    func patterns() throws {
        let patterns = try Self.listedPatterns()
        #expect(patterns.count > 15)
        let wrong = try NSRegularExpression(
            pattern: patterns.map { "(?:\($0))" }.joined(separator: "|"), options: .caseInsensitive)
        var count = 0
        for path in try Self.paths() {
            guard let text = String(data: Data(try Repository.bytes(path)), encoding: .utf8) else { continue }
            count += 1
            for piece in try Prose.pieces(of: text, path: path) {
                let string = piece as NSString
                for match in wrong.matches(in: piece, range: NSRange(location: 0, length: string.length)) {
                    let start = max(0, match.range.location - 40)
                    let context = string.substring(
                        with: NSRange(location: start, length: min(string.length - start, match.range.length + 80)))
                    if Self.exceptions.contains(where: context.contains) { continue }
                    Issue.record("\(path): `\(string.substring(with: match.range))` in \"\(context)\"")
                }
            }
        }
        #expect(count > 1000)
    }

    @Test(
        "comments and strings are read, and code is not",
        arguments: [
            ("let one = 1 // the first\n// number\nlet b = 2", ["the first number"]),
            (#"let a = "one \(code("x")) two" // b"#, ["one two", "b"]),
            ("let a = \"\"\"\n    one \\\n    two\n    \"\"\"", ["one two"]),
            (##"let a = #"a "b" c"#"##, [#"a "b" c"#]),
        ])
    func pieces(code: String, expected: [String]) throws {
        #expect(try Prose.pieces(of: code, path: "a.swift") == expected)
    }

    private static func listedPatterns() throws -> [String] {
        let page = try Repository.text("CONTRIBUTING.md")
        let list = try #require(page.firstMatch(of: #/```patterns\n([^`]*)```/#))
        return list.1.split(separator: "\n").map(String.init)
    }

    private static func paths() throws -> [String] {
        let folders = ["Sources", "Plugins", "Tests", "docs", "spec", "Examples", "Generated", "Benchmarks", "Scripts"]
        let files = [
            "README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "Makefile",
            "Package.swift",
        ]
        return try files
            + folders.flatMap { folder in
                try FileManager.default.subpathsOfDirectory(
                    atPath: Repository.root.appending(path: folder).path(percentEncoded: false)
                ).map { "\(folder)/\($0)" }
            }.filter { path in
                var isDirectory: ObjCBool = false
                let file = Repository.root.appending(path: path).path(percentEncoded: false)
                return !unread.contains(where: path.contains)
                    && FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory) && !isDirectory.boolValue
            }
    }
}

/// The parts of a file that people read.
private enum Prose {
    static func pieces(of text: String, path: String) throws -> [String] {
        var pieces: [String]
        switch URL(filePath: path).pathExtension {
        case "swift": pieces = matches(of: swift, in: text).map(literal)
        case "py", "sh", "": pieces = matches(of: script, in: text)
        case "md":
            // Tables list what not to write, and code and quotations may hold it.
            pieces = text.replacing(#/```(.|\n)*?```/#, with: "").replacing(#/`[^`\n]*`|"[^"\n]*"/#, with: "x")
                .components(separatedBy: "\n\n").filter { !$0.hasPrefix("|") || path != "CONTRIBUTING.md" }
        default: pieces = text.components(separatedBy: "\n")
        }
        for index in pieces.indices { pieces[index] = pieces[index].without(spaces, replacedBy: " ") }
        return pieces
    }

    // try!: these are regular expressions.
    private static let spaces = try! NSRegularExpression(pattern: #"\s+"#)
    private static let continuation = try! NSRegularExpression(pattern: #"\\\n\s*"#)
    private static let code = ##"\\#*\((?:[^()"\n]|"[^"\n]*"|\((?:[^()"\n]|"[^"\n]*")*\))*\)"##
    private static let interpolation = try! NSRegularExpression(pattern: code)
    /// Comments on successive lines, and strings.
    private static let swift = try! NSRegularExpression(
        pattern: #"//[^\n]*(?:\n\s*//[^\n]*)*|(#*)"{3}(?s:.*?)"{3}\1|(#+)"[^\n]*?"\2|"(?:"# + code
            + #"|\\.|[^"\\\n])*""#)
    /// Comments of Python and of shells, and Python's documentation.
    private static let script = try! NSRegularExpression(
        pattern: #"(?m)^\s*#[^\n]*(?:\n\s*#[^\n]*)*|^\s*"{3}(?s:.*?)"{3}"#)
    private static let marks = try! NSRegularExpression(pattern: #"(?m)^\s*(?://+|#+!?)"#)

    private static func matches(of expression: NSRegularExpression, in text: String) -> [String] {
        let source = text as NSString
        return expression.matches(in: text, range: NSRange(location: 0, length: source.length)).map {
            source.substring(with: $0.range)
        }
    }

    /// A comment without its marks; a string without its delimiters, interpolations and line continuations.
    private static func literal(_ text: String) -> String {
        if text.hasPrefix("//") {
            return text.without(marks, replacedBy: "").trimmingCharacters(in: .whitespaces)
        }
        return
            (text.utf8.contains(UInt8(ascii: "\\"))
            ? text.without(continuation, replacedBy: "").without(interpolation, replacedBy: "") : text)
            .trimmingCharacters(in: CharacterSet(charactersIn: "\"# \n"))
    }
}

extension String {
    fileprivate func without(_ expression: NSRegularExpression, replacedBy template: String) -> String {
        expression.stringByReplacingMatches(
            in: self, range: NSRange(location: 0, length: utf16.count), withTemplate: template)
    }
}
