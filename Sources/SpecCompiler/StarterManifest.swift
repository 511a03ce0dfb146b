import SpecCompilation

/// The `Package.swift` of whoever starts with a spec: what it says already, and what it still has to say.
struct StarterManifest {
    /// Empty where there is none.
    let text: String

    /// What the manifest calls the package: the first `name:` in it.
    var packageName: String? {
        guard let start = text.firstRange(of: "Package("),
            let label = text[start.upperBound...].firstRange(of: "name: \"")
        else { return nil }
        return String(text[label.upperBound...].prefix { $0 != "\"" })
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
        ]
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
