import SpecDiagnostics
import SpecLanguage
import SpecModel
import SpecYAML

/// A root spec and everything that it includes, read and turned into declarations.
struct SpecLoading {
    private(set) var sources = SourceCollection()
    /// Where each of the sources is on disk.
    private(set) var absolutePaths: [String] = []
    private(set) var findings: [Finding] = []
    /// The root first, then the includes in the order in which they are named.
    private var files: [FileDeclaration] = []

    var rootDeclaration: FileDeclaration { files[0] }
    var includes: [FileDeclaration] { Array(files.dropFirst()) }

    private let root: RootSpec
    private let outputs: OutputDeclarations
    /// Where the package is when all links are followed.
    private lazy var resolvedPackage = FileAccess.resolved(root.packageDirectory)
    /// What files say instead of what is on disk, by absolute path.
    private let edited: [String: [UInt8]]
    /// By absolute path: where each file was included first.
    private(set) var included: [String: Span] = [:]
    /// The files that are being read, each included by the one before it.
    private var way: [File] = []

    private struct File {
        /// As it was given on the command line, or joined to its includer's.
        let path: String
        let absolutePath: String
    }

    /// - Throws: when the root itself can't be read. An include that can't be is a finding.
    static func load(_ root: RootSpec, outputs: OutputDeclarations, edited: [String: [UInt8]])
        throws(FileError) -> SpecLoading
    {
        var loading = SpecLoading(root: root, outputs: outputs, edited: edited)
        let bytes = try loading.read(root.absolutePath)
        loading.add(bytes, of: File(path: root.path, absolutePath: root.absolutePath))
        if let file = loading.files.first, !file.isRoot, file.isComplete {
            let start = Position(line: 1, column: 1)
            loading.findings.append(NotARootSpec.finding(at: Span(source: file.source, start: start, end: start)))
        }
        return loading
    }

    mutating func report(_ finding: Finding) { findings.append(finding) }

    /// Nil where its file can't be read, which is reported.
    mutating func loadTranslation(_ locale: Spanned<String>) -> Translation? {
        let name = "locales/\(locale.value).yaml"
        let absolutePath = Path.join(Path.directory(of: root.absolutePath), name)
        let shown = Path.normalized(Path.join(Path.directory(of: root.path), name))
        let bytes: [UInt8]
        do { bytes = try read(absolutePath) } catch {
            report(MissingLocale.finding(locale, tried: shown, reason: error.isMissing ? nil : error.reason))
            return nil
        }
        let packagePath = Path.packagePath(of: absolutePath, in: root.packageDirectory)
        let source = SourceText(path: shown, packagePath: packagePath ?? shown, bytes: bytes)
        let id = sources.add(source)
        absolutePaths.append(absolutePath)
        let (translation, found) = SpecLanguage.translation(of: source, id: id, locale: locale.value)
        findings += found
        return translation
    }

    private init(root: RootSpec, outputs: OutputDeclarations, edited: [String: [UInt8]]) {
        self.root = root
        self.outputs = outputs
        self.edited = edited
    }

    private func read(_ absolutePath: String) throws(FileError) -> [UInt8] {
        if let text = edited[absolutePath] { return text }
        return try FileAccess.read(absolutePath, limit: YAMLDocument.sizeLimit)
    }

    /// Whether a path inside the package stays there when its links are followed: what is elsewhere isn't in the version
    /// that somebody checks out, and findings would show it.
    private mutating func staysInPackage(_ target: String) -> Bool {
        guard let resolved = FileAccess.resolved(target), let package = resolvedPackage else { return true }
        return Path.packagePath(of: resolved, in: package) != nil
    }

    private mutating func add(_ bytes: [UInt8], of file: File) {
        let packagePath = Path.packagePath(of: file.absolutePath, in: root.packageDirectory)
        let source = SourceText(path: file.path, packagePath: packagePath ?? file.path, bytes: bytes)
        let id = sources.add(source)
        absolutePaths.append(file.absolutePath)
        let (declaration, fileFindings) = SpecLanguage.declarations(of: source, id: id, outputs: outputs)
        findings += fileFindings
        files.append(declaration)
        way.append(file)
        let known = findings.count
        for entry in declaration.includes {
            // Whoever lists thousands of files that aren't there has no list of files.
            guard findings.count - known <= YAMLDocument.findingLimit else {
                findings.append(TooManyFindings.finding(stoppingAt: entry.span))
                break
            }
            include(entry, from: file)
        }
        way.removeLast()
    }

    private mutating func include(_ entry: Spanned<String>, from includer: File) {
        guard !entry.value.isEmpty else { return findings.append(MissingInclude.finding(empty: entry)) }
        let directory = Path.directory(of: includer.absolutePath)
        let target = Path.normalized(Path.join(directory, entry.value))
        guard !RelativePath.isAbsolute(entry.value), Path.packagePath(of: target, in: root.packageDirectory) != nil,
            staysInPackage(target)
        else { return findings.append(IncludeOutsidePackage.finding(entry)) }
        if let start = way.firstIndex(where: { $0.absolutePath == target }) {
            return findings.append(CircularInclude.finding(entry, way: way[start...].map(\.path)))
        }
        if let first = included[target] { return findings.append(RepeatedInclude.finding(entry, first: first)) }
        included[target] = entry.span

        let shown = Path.normalized(Path.join(Path.directory(of: includer.path), entry.value))
        let bytes: [UInt8]
        do {
            guard try FileAccess.kind(of: target) != .directory else {
                return findings.append(UnreadableInclude.finding(directory: entry))
            }
            bytes = try read(target)
        } catch {
            guard error.isMissing else {
                return findings.append(UnreadableInclude.finding(entry, reason: error.reason))
            }
            let neighbours = (try? FileAccess.names(in: directory)) ?? []
            return findings.append(
                MissingInclude.finding(entry, tried: shown, neighbours: neighbours.filter { $0.hasSuffix(".yaml") }))
        }
        let position = files.count
        add(bytes, of: File(path: shown, absolutePath: target))
        if files[position].isRoot {
            findings.append(IncludedRoot.finding(entry, product: files[position].product?.name.span))
        }
    }
}
