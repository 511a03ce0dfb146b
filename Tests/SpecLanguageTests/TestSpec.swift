import SpecDiagnostics
import SpecModel
import SpecTestSupport
import TestSupport

@testable import SpecLanguage

/// A spec in memory, with its includes followed as the compiler does it for files.
struct TestSpec: CompiledFixture {
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

    typealias Files = SpecFiles

    init(_ text: String, root: String = "spec.yaml") { self.init(Files(text, root: root)) }

    init(_ files: Files) {
        let root = files.root
        var loader = Loader(files: files.texts, directories: files.directories)
        let (declaration, product) = loader.load(root)
        var findings = loader.findings
        if !declaration.isRoot, declaration.isComplete, let root = loader.sources.sources.indices.first {
            let start = Position(line: 1, column: 1)
            let span = Span(source: SourceID(index: root), start: start, end: start)
            findings.append(NotARootSpec.finding(at: span))
        }
        let known = loader.findings.count
        let translations = loader.loadTranslations()
        findings += loader.findings[known...]
        sources = loader.sources
        self.product = product.map { product in
            var product = product
            product.translations = translations
            return product
        }
        self.findings = findings.inFileOrder()
    }

    /// Where translations lie.
    static let locales = "locales/"

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

        mutating func loadTranslations() -> [Translation] {
            files.keys.filter { $0.hasPrefix(TestSpec.locales) }.sorted().map { path in
                let source = SourceText(path: path, text: files[path] ?? "")
                let locale = path.dropFirst(TestSpec.locales.count).prefix { $0 != "." }
                let (translation, found) = SpecLanguage.translation(
                    of: source, id: sources.add(source), locale: String(locale))
                findings += found
                return translation
            }
        }

        private mutating func declaration(_ name: String) -> FileDeclaration {
            let source = SourceText(path: name, text: files[name] ?? "")
            let id = sources.add(source)
            let (declaration, found) = SpecLanguage.declarations(of: source, id: id, outputs: TestSpec.outputs)
            findings += found
            return declaration
        }

        /// A path without needless components; only those that lead out of the package stay.
        private static func path(_ path: String, fromDirectoryOf includer: String) -> String {
            let directory = includer.split(separator: "/").dropLast()
            return (directory + path.split(separator: "/")).reduce(into: [Substring]()) { components, component in
                switch component {
                case ".": break
                case ".." where components.last.map { $0 != ".." } ?? false: components.removeLast()
                default: components.append(component)
                }
            }.joined(separator: "/")
        }

        private mutating func follow(_ declaration: FileDeclaration, from way: [String]) {
            for include in declaration.includes {
                let path = Self.path(include.value, fromDirectoryOf: way.last ?? "")
                if RelativePath.isAbsolute(include.value) || !RelativePath.staysInside(path) {
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
