// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecText

/// Paths that no output may have, because of what other programs do with such a file or because another system can't
/// have it.
package enum UnwritablePath {
    /// Nil where an output may have the path.
    package static func reason(of path: PackagePath) -> String? {
        let components = path.components
        return danger(components) ?? components.lazy.compactMap(portability).first
    }

    /// Why nothing that a spec asks for may be written there: other programs take it for instructions.
    static func danger(_ components: [String]) -> String? {
        if let component = components.first(where: {
            Path.withoutIgnored($0).lowercased().hasPrefix(".git") || FileTree.isGit($0)
        }) {
            return "git and its hosts read \(component.quoted) as instructions"
        }
        guard let name = components.last.map(Path.withoutIgnored)?.lowercased() else { return nil }
        if name == "package.swift" || name.hasPrefix("package@swift") && name.hasSuffix(".swift") {
            return "it is the manifest of a Swift package, which SwiftPM runs"
        }
        return nil
    }

    private static func portability(_ component: String) -> String? {
        if component.lowercased().hasPrefix(".metricsgen-") {
            return "metricsgen uses such names for its own files"
        }
        if let scalar = component.unicodeScalars.first(where: { $0.isUnseen || "\n\r\t".unicodeScalars.contains($0) }) {
            return "it contains \(scalar.codePoint), which is invisible"
        }
        if let scalar = component.unicodeScalars.first(where: { #"<>:"\|?*"#.unicodeScalars.contains($0) }) {
            return "Windows doesn't allow `\(scalar)` in a name"
        }
        if component.contains("$") { return "shells and build systems replace `$` and the name after it" }
        if component.hasPrefix("~") { return "shells replace a leading `~` with a home directory" }
        if component.hasSuffix(".") || component.hasSuffix(" ") {
            return "Windows drops a dot or a space at the end of a name"
        }
        let stem = component.prefix { $0 != "." }.uppercased().filter { $0 != " " }
        return devices.contains(stem) ? "\(component.quoted) is a device on Windows" : nil
    }

    private static let devices: Set<String> = Set(["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]).union(
        ["COM", "LPT"].flatMap { port in (Array("0123456789¹²³").map { "\(port)\($0)" }) })

    /// What two paths have in common that are one file where the file system doesn't tell capitals, or one spelling of
    /// a letter from another. (To Swift, strings are equal however their letters are spelled.)
    package static func folded(_ path: String) -> String { path.uppercased().lowercased() }
}
