// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import SpecDiagnostics
import SpecFiles
import SpecLanguage
import SpecOrigins
import SpecYAML
import Synchronization

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
    /// Each of the sources as something that can be read and replaced.
    private(set) var places: [FilePlace] = []
    private let provider: any SourceProvider
    /// By absolute path: where each file was included first.
    private(set) var included: [String: Span] = [:]
    /// The files that are being read, each included by the one before it.
    private var way: [File] = []
    /// What is included and isn't there. What could have been meant is known when every file is.
    private var missing: [(entry: Spanned<String>, file: File, directory: String)] = []
    /// Files that were read before their turn, by absolute path.
    private var ahead: [String: ParsedFile] = [:]

    struct File {
        /// As it was given on the command line, or joined to its includer's.
        let path: String
        let absolutePath: String
        let place: FilePlace
    }

    /// - Throws: when the root itself can't be read. An include that can't be is a finding.
    static func load(
        _ root: RootSpec, in provider: any SourceProvider, outputs: OutputDeclarations
    ) throws(FileError) -> SpecLoading {
        var loading = SpecLoading(root: root, provider: provider, outputs: outputs)
        let file = File(
            path: root.path, absolutePath: root.absolutePath, place: try FilePlace(of: root))
        loading.add(try loading.read(file), of: file)
        loading.reportMissing()
        if let file = loading.files.first, !file.isRoot, file.isComplete {
            let start = Position(line: 1, column: 1)
            loading.findings.append(NotARootSpec.finding(at: Span(source: file.source, start: start, end: start)))
        }
        return loading
    }

    mutating func report(_ finding: Finding) { findings.append(finding) }

    /// A file that is part of the spec already was never meant.
    private mutating func reportMissing() {
        let known = Set(absolutePaths)
        var neighbours: [String: [String]] = [:]
        for (entry, file, directory) in missing {
            if neighbours[directory] == nil {
                neighbours[directory] = names(in: directory)
                    .filter { $0.hasSuffix(".yaml") && !known.contains(Path.join(directory, $0)) }
            }
            findings.append(
                MissingInclude.finding(entry, tried: file.path, neighbours: neighbours[directory] ?? []))
        }
    }

    /// Nil where its file can't be read, which is reported.
    mutating func loadTranslation(_ locale: Spanned<String>) -> Translation? {
        let name = "locales/\(locale.value).yaml"
        let absolutePath = Path.join(Path.directory(of: root.absolutePath), name)
        let shown = Path.normalized(Path.join(Path.directory(of: root.path), name))
        guard let file = file(absolutePath, shown: shown) else {
            report(IncludeOutsidePackage.finding(locale))
            return nil
        }
        let bytes: [UInt8]
        do { bytes = try read(file) } catch {
            report(MissingLocale.finding(locale, tried: shown, reason: error.isMissing ? nil : error.reason))
            return nil
        }
        let packagePath = Path.packagePath(of: absolutePath, in: root.packageDirectory)
        let source = SourceText(path: shown, packagePath: packagePath ?? shown, bytes: bytes)
        let id = sources.add(source)
        absolutePaths.append(absolutePath)
        places.append(file.place)
        let (translation, found) = SpecLanguage.translation(of: source, id: id, locale: locale.value)
        findings += found
        return translation
    }

    private init(root: RootSpec, provider: any SourceProvider, outputs: OutputDeclarations) {
        self.root = root
        self.provider = provider
        self.outputs = outputs
    }

    private func read(_ file: File) throws(FileError) -> [UInt8] {
        try provider.read(file.place, limit: YAMLDocument.sizeLimit)
    }

    /// Nil where the path leads out. Whether a link does is known when the file is opened: what is elsewhere isn't in the
    /// version that somebody checks out, and findings would show it.
    private func file(_ absolutePath: String, shown: String) -> File? {
        guard let path = Path.packagePath(of: absolutePath, in: root.boundary).flatMap(PackagePath.init) else {
            return nil
        }
        return File(path: shown, absolutePath: absolutePath, place: .inside(root.boundary, path))
    }

    /// Those that can be seen.
    private func names(in directory: String) -> [String] {
        guard let path = Path.packagePath(of: directory, in: root.boundary) else { return [] }
        return (try? provider.names(in: PackagePath(path), of: root.boundary)) ?? []
    }

    private mutating func add(_ bytes: [UInt8], of file: File) {
        add(ParsedFile(bytes, of: file, root: root, id: nextID, outputs: outputs), of: file)
    }

    private var nextID: SourceID { SourceID(index: sources.sources.count) }

    private mutating func add(_ parsed: ParsedFile, of file: File) {
        _ = sources.add(parsed.source)
        absolutePaths.append(file.absolutePath)
        places.append(file.place)
        findings += parsed.findings
        let declaration = parsed.declaration
        files.append(declaration)
        way.append(file)
        readAhead(declaration.includes, includedBy: file)
        let known = findings.count + missing.count
        for entry in declaration.includes {
            // A list with thousands of files that don't exist isn't a list of files.
            guard findings.count + missing.count - known <= YAMLDocument.findingLimit else {
                findings.append(TooManyDiagnostics.finding(stoppingAt: entry.span))
                break
            }
            include(entry, from: file)
        }
        way.removeLast()
    }

    /// Nil where it lies outside the package.
    private func file(of entry: Spanned<String>, includedBy includer: File) -> File? {
        let target = Path.normalized(Path.join(Path.directory(of: includer.absolutePath), entry.value))
        guard !RelativePath.isAbsolute(entry.value) else { return nil }
        return self.file(target, shown: Path.normalized(Path.join(Path.directory(of: includer.path), entry.value)))
    }

    /// Reads what a file includes before its turn comes, a file on each processor. What a file says depends on no other,
    /// but for the number of its text; that is guessed, and right where the files before it include none themselves.
    ///
    /// Faults are found and reported in turn. So whatever isn't as it should be is left out here: a file that can't be read,
    /// one that is so large that two of them at a time would take too much memory.
    private mutating func readAhead(_ entries: [Spanned<String>], includedBy includer: File) {
        guard entries.count > 1 else { return }
        // Each file once, however many include it.
        var known = Set(included.keys).union(ahead.keys).union(way.map(\.absolutePath))
        let files = entries.prefix(YAMLDocument.findingLimit).compactMap { file(of: $0, includedBy: includer) }
            .filter { known.insert($0.absolutePath).inserted }
        guard files.count > 1 else { return }
        let (first, provider, outputs, root) = (nextID.index, provider, outputs, root)
        let results = Mutex([ParsedFile?](repeating: nil, count: files.count))
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
            let file = files[index]
            guard let bytes = try? provider.read(file.place, limit: Self.aheadLimit), bytes.count <= Self.aheadLimit
            else { return }
            let parsed = ParsedFile(bytes, of: file, root: root, id: SourceID(index: first + index), outputs: outputs)
            results.withLock { $0[index] = parsed }
        }
        for case (let file, let parsed?) in zip(files, results.withLock { $0 }) { ahead[file.absolutePath] = parsed }
    }

    private static let aheadLimit = 1 << 20

    private mutating func include(_ entry: Spanned<String>, from includer: File) {
        guard !entry.value.isEmpty else { return findings.append(MissingInclude.finding(empty: entry)) }
        guard let file = file(of: entry, includedBy: includer) else {
            return findings.append(IncludeOutsidePackage.finding(entry))
        }
        let target = file.absolutePath
        if let start = way.firstIndex(where: { $0.absolutePath == target }) {
            return findings.append(CircularInclude.finding(entry, way: way[start...].map(\.path)))
        }
        if let first = included[target] { return findings.append(RepeatedInclude.finding(entry, first: first)) }
        included[target] = entry.span
        guard way.count < SizeLimits.includeDepth else {
            return findings.append(SizeLimit.finding(includeDepthAt: entry))
        }

        let position = files.count
        do {
            if let parsed = ahead.removeValue(forKey: target), parsed.id == nextID {
                add(parsed, of: file)
            } else {
                if try provider.kind(of: file.place) == .directory {
                    return findings.append(UnreadableInclude.finding(directory: entry))
                }
                add(try read(file), of: file)
            }
        } catch {
            switch error.kind {
            case .missing: missing.append((entry, file, Path.directory(of: includer.absolutePath)))
            case .leadsOutside: findings.append(IncludeOutsidePackage.finding(entry))
            case .tooLarge, .other: findings.append(UnreadableInclude.finding(entry, reason: error.reason))
            }
            return
        }
        if files[position].isRoot {
            findings.append(IncludedRoot.finding(entry, product: files[position].product?.name.span))
        }
    }
}

extension FilePlace {
    package init(of root: RootSpec) throws(FileError) {
        guard !root.isNamed else {
            self = .named(root.absolutePath)
            return
        }
        guard let path = Path.packagePath(of: root.absolutePath, in: root.boundary).flatMap(PackagePath.init) else {
            throw FileError(root.path, leadsOutOf: root.boundary)
        }
        self = .inside(root.boundary, path)
    }
}
