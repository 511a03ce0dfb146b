import SpecDiagnostics
import SpecModel
import TestSupport

@testable import SpecLanguage

/// A spec in memory, with its includes followed as the compiler does it for files.
struct TestSpec {
    let sources: SourceCollection
    let product: Product?
    let findings: [Finding]

    /// What emitters would declare.
    static let outputs: OutputDeclarations = [
        OutputDeclaration(
            name: "swift", help: "typed Swift",
            options: [
                OutputOption("directory", .directory, isRequired: true, help: "where the code goes"),
                OutputOption("type", .text, help: "name of the type"),
                OutputOption("access", .choice(["public", "package", "internal"]), help: "who can see it"),
            ]),
        OutputDeclaration(
            name: "docs", help: "a page",
            options: [
                OutputOption("file", .file, isRequired: true, help: "where the page goes"),
                OutputOption("locales", .texts, help: "further languages"),
            ]),
        OutputDeclaration(
            name: "grafana", help: "dashboards",
            options: [OutputOption("directory", .directory, isRequired: true, help: "where the dashboards go")]),
        OutputDeclaration(
            name: "catalogue", help: "the model as JSON",
            options: [OutputOption("file", .file, isRequired: true, help: "where the catalogue goes")]),
    ]

    /// One or several files in one text: a line `# file: NAME` begins another one, `# directory: NAME` says that there
    /// is a directory. The first file is the root spec.
    init(_ text: String, root: String = "spec.yaml") {
        var files: [String: String] = [:]
        var directories: Set<String> = []
        var (name, lines) = (root, [Substring]())
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("# file: ") {
                files[name] = lines.joined(separator: "\n")
                (name, lines) = (String(line.dropFirst("# file: ".count)), [])
            } else if line.hasPrefix("# directory: ") {
                directories.insert(String(line.dropFirst("# directory: ".count)))
            } else {
                lines.append(line)
            }
        }
        files[name] = lines.joined(separator: "\n")
        self.init(files, directories: directories, root: root)
    }

    init(_ files: [String: String], directories: Set<String> = [], root: String) {
        var loader = Loader(files: files, directories: directories)
        let (declaration, product) = loader.load(root)
        var findings = loader.findings
        if !declaration.isRoot, declaration.isComplete, let root = loader.sources.sources.indices.first {
            let start = Position(line: 1, column: 1)
            let span = Span(source: SourceID(index: root), start: start, end: start)
            findings.append(NotARootSpec.finding(at: span))
        }
        sources = loader.sources
        self.product = product
        self.findings = findings.inFileOrder()
    }

    /// As the command line prints them.
    var report: String { TextReport(sources: sources).text(of: findings) }

    private struct Loader {
        let files: [String: String]
        let directories: Set<String>
        var sources = SourceCollection()
        var findings: [Finding] = []
        var included: [String: Span] = [:]
        var declarations: [FileDeclaration] = []

        mutating func load(_ root: String) -> (FileDeclaration, Product?) {
            let declaration = declaration(root)
            follow(declaration, from: [root])
            let (product, found) = SpecLanguage.resolve(root: declaration, includes: declarations)
            findings += found
            return (declaration, product)
        }

        private mutating func declaration(_ name: String) -> FileDeclaration {
            let source = SourceText(path: name, text: files[name] ?? "")
            let id = sources.add(source)
            let (declaration, found) = SpecLanguage.declarations(of: source, id: id, outputs: TestSpec.outputs)
            findings += found
            return declaration
        }

        private mutating func follow(_ declaration: FileDeclaration, from way: [String]) {
            for include in declaration.includes {
                let path = include.value.hasPrefix("./") ? String(include.value.dropFirst(2)) : include.value
                if !RelativePath.staysInside(include.value) {
                    findings.append(IncludeOutsidePackage.finding(include))
                } else if directories.contains(path) {
                    findings.append(UnreadableInclude.finding(directory: include))
                } else if let start = way.firstIndex(of: path) {
                    findings.append(CircularInclude.finding(include, way: Array(way[start...])))
                } else if let first = included[path] {
                    findings.append(RepeatedInclude.finding(include, first: first))
                } else if files[path] == nil {
                    let others = files.keys.filter { !way.contains($0) }.sorted()
                    findings.append(MissingInclude.finding(include, tried: path, neighbours: others))
                } else {
                    included[path] = include.span
                    let next = self.declaration(path)
                    if next.isRoot {
                        findings.append(IncludedRoot.finding(include, product: next.product?.name.span))
                    }
                    declarations.append(next)
                    follow(next, from: way + [path])
                }
            }
        }
    }
}
