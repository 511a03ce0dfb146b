// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecPipeline

/// The `Package.swift` of a package that gets a spec: what it declares already, and what is missing.
///
/// It is searched for known code and not run. If it is written in another way, the advice may be longer than
/// necessary.
struct StarterManifest {
    struct Target: Equatable {
        let name: String
        let isTest: Bool
    }

    private let text: String
    private let isThere: Bool

    /// - Parameter text: nil where there is none.
    init(text: String?) {
        self.text = text ?? ""
        isThere = text != nil
    }

    /// The target that a file is a part of, by its path from the package's directory; nil where it is in none.
    func target(of path: String) -> Target? {
        let parts = path.split(separator: "/")
        if let (target, _) = targetsWithPaths.first(where: { parts.dropLast().starts(with: $0.folder) }) {
            return target
        }
        guard parts.count > 2, let root = parts.first, root == "Sources" || root == "Tests" else { return nil }
        return Target(name: String(parts[1]), isTest: root == "Tests")
    }

    /// The folders of targets that are not where SwiftPM looks for them, from the package's directory.
    var folders: [String] { targetsWithPaths.map { $0.folder.joined(separator: "/") } }

    /// Those that say where their folder is, such as `.target(name: "Core", path: "src/core")`.
    private var targetsWithPaths: [(target: Target, folder: [Substring])] {
        let declarations = [".target(", ".executableTarget(", ".testTarget("]
        var targets: [(Target, [Substring])] = []
        var rest = text[...]
        while let start = declarations.compactMap({ rest.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }
        ) {
            let isTest = rest[start] == ".testTarget("
            rest = rest[start.upperBound...]
            let arguments = Self.arguments(rest)
            guard let name = Self.string(of: "name", in: arguments),
                let folder = Self.string(of: "path", in: arguments)?.split(separator: "/"), !folder.isEmpty
            else { continue }
            targets.append((Target(name: name, isTest: isTest), folder))
        }
        return targets
    }

    /// The text between a parenthesis and the one that closes it, without nested parentheses, such as the targets
    /// that this one depends on.
    private static func arguments(_ text: Substring) -> String {
        var arguments = ""
        var depth = 1
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if depth == 0 { break }
            if depth == 1 { arguments.append(character) }
        }
        return arguments
    }

    private static func string(of label: String, in text: some StringProtocol) -> String? {
        guard let label = text.firstRange(of: "\(label): \"") else { return nil }
        return String(text[label.upperBound...].prefix { $0 != "\"" })
    }

    /// What the manifest calls the package: the first `name:` in it.
    var packageName: String? {
        text.firstRange(of: "Package(").flatMap { Self.string(of: "name", in: Self.arguments(text[$0.upperBound...])) }
    }

    /// The lines that are for the package as a whole.
    func dependency(isForPlugin: Bool) -> String {
        // Either way nothing is cloned that isn't used: SwiftNIO would come by default.
        let traits = isForPlugin ? "[]" : "[\"CommandLine\"]"
        let start =
            dependsOnMetricsgen
            ? "Package.swift depends on metricsgen already; see that the line says this, with the URL that it has:"
            : "Add to `dependencies:` of the package in Package.swift, with the URL that you get metricsgen from:"
        var paragraphs = [
            start,
            "    .package(url: \"https://example.com/metricsgen.git\", from: \"\(ToolVersion.current)\", traits: \(traits)),",
            "or, for a clone of it beside your package:",
            "    .package(name: \"metricsgen\", path: \"../metricsgen\", traits: \(traits)),",
        ]
        if !isThere {
            paragraphs.insert(
                "There is no Package.swift here: `swift package init --type executable` makes one.", at: 0)
        }
        if !knowsTraits {
            let version = toolsVersion.map { "; it says \($0.major).\($0.minor)" } ?? ""
            paragraphs += [
                "`traits:` needs this first line, or a later version\(version):", "    // swift-tools-version: 6.1",
            ]
        }
        if !namesPlatform {
            paragraphs += [
                "To build on macOS, where 15 is the first version that will do, the package needs:",
                "    platforms: [.macOS(.v15)],",
            ]
        }
        return paragraphs.joined(separator: "\n\n") + "\n\n"
    }

    /// Not merely a package whose own name has the word in it.
    private var dependsOnMetricsgen: Bool {
        ["package: \"metricsgen\"", "metricsgen.git", "/metricsgen\""].contains { text.contains($0) }
    }

    private var toolsVersion: (major: Int, minor: Int)? {
        guard let comment = text.firstRange(of: "swift-tools-version:") else { return nil }
        let line = text[comment.upperBound...].prefix { !$0.isNewline }
        let numbers = line.drop { $0 == " " }.prefix { $0.isNumber || $0 == "." }.split(separator: ".").map { Int($0) }
        guard let major = numbers.first ?? nil else { return nil }
        return (major, numbers.count > 1 ? numbers[1] ?? 0 : 0)
    }

    private var knowsTraits: Bool { toolsVersion.map { ($0.major, $0.minor) >= (6, 1) } ?? false }

    /// Whether it asks for a macOS that is new enough.
    private var namesPlatform: Bool {
        guard let platform = text.firstRange(of: ".macOS(.v") else { return false }
        return Int(text[platform.upperBound...].prefix { $0.isNumber }).map { $0 >= 15 } ?? false
    }
}
