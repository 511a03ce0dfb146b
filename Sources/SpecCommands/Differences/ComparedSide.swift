// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import GitObjects
import SpecDiagnostics
import SpecEmitters
import SpecFiles
import SpecHistory
import SpecModel
import SpecOrigins
import SpecOutput
import SpecPipeline
import SpecQueries

/// One side of a comparison: a product at one release, from a spec or from a catalogue.
struct ComparedSide {
    let catalogue: Catalogue
    /// The spec that it comes from; nil for a catalogue.
    let compilation: Compilation?

    var spec: ResolvedSpec? { compilation?.spec }

    /// What a person names: a root spec, a catalogue, a directory with a spec, or `git:REVISION[:PATH]` for one of these in
    /// a revision.
    ///
    /// - Parameters:
    ///   - product: the side is of this product; it chooses among several specs.
    ///   - printer: for what is wrong with a spec.
    init(_ argument: String, of product: String?, _ printer: FindingsPrinter) throws {
        let directory = FileAccess.workingDirectory()
        guard argument.hasPrefix("git:") else {
            try self.init(
                path: argument, shown: argument, in: DiskSources(), from: directory, of: product, printer)
            return
        }
        let parts = argument.dropFirst(4).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let revision: GitRevision
        do { revision = try GitRevision(String(parts[0]), in: directory) } catch {
            throw CommandFailure("can't read \(quoted: argument): \(error.reason)")
        }
        // The revision's files are found from where the person is, with all links followed, as git finds them.
        let start = FileAccess.resolved(directory) ?? directory
        guard parts.count == 2, !parts[1].isEmpty else {
            try self.init(
                found: try Self.roots(from: start, in: revision), argument, in: revision, of: product, printer)
            return
        }
        try self.init(path: String(parts[1]), shown: argument, in: revision, from: start, of: product, printer)
    }

    /// The specs of the working tree.
    init(workingTree specs: SpecSelection, of product: String, _ printer: FindingsPrinter) throws {
        try self.init(found: try specs.roots(), nil, in: DiskSources(), of: product, printer)
    }

    private init(_ catalogue: Catalogue, _ compilation: Compilation?) {
        self.catalogue = catalogue
        self.compilation = compilation
    }

    private init(
        path: String, shown: String, in sources: any SourceProvider, from directory: String, of product: String?,
        _ printer: FindingsPrinter
    ) throws {
        let full = Path.normalized(Path.join(directory, path))
        let (isDirectory, bytes) = try Self.contents(of: full, shown: shown, in: sources)
        if isDirectory {
            try self.init(found: try Self.roots(from: full, in: sources), shown, in: sources, of: product, printer)
        } else if bytes.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{"), !path.hasSuffix(".yaml"),
            !path.hasSuffix(".yml")
        {
            self.init(try Self.catalogue(bytes, shown: shown), nil)
        } else {
            let root = RootSpec(path: path, workingDirectory: directory, in: sources)
            try self.init(found: [root], shown, in: sources, of: product, printer)
        }
    }

    private static func contents(
        of path: String, shown: String, in sources: any SourceProvider
    ) throws(CommandFailure) -> (isDirectory: Bool, bytes: [UInt8]) {
        do throws(FileError) {
            if try sources.kind(of: .named(path)) == .directory { return (true, []) }
            return (false, try sources.readAll(.named(path), limit: Catalogue.sizeLimit))
        } catch {
            throw CommandFailure("can't read \(quoted: shown): \(error.reason)")
        }
    }

    private static func catalogue(_ bytes: [UInt8], shown: String) throws(CommandFailure) -> Catalogue {
        do throws(Catalogue.Fault) { return try Catalogue(parsing: bytes) } catch {
            throw CommandFailure("can't read \(quoted: shown): \(error.description)")
        }
    }

    private static func roots(from directory: String, in sources: any SourceProvider) throws(CommandFailure)
        -> [RootSpec]
    {
        do { return try RootSpec.found(from: directory, in: sources) } catch { throw CommandFailure(unreadable: error) }
    }

    /// - Parameter shown: what the person wrote; nil for the specs of the working tree.
    private init(
        found roots: [RootSpec], _ shown: String?, in sources: any SourceProvider, of product: String?,
        _ printer: FindingsPrinter
    ) throws {
        var compilations: [Compilation] = []
        for root in roots {
            do throws(FileError) {
                compilations.append(try Compilation(root, in: sources, emitters: Emitter.all))
            } catch {
                throw CommandFailure("can't read \(quoted: shown ?? root.path): \(error.reason)")
            }
        }
        let ofProduct = product.map { name in compilations.filter { $0.product?.name == name } } ?? compilations
        // One spec that has no product, or another one, is what was meant, and says why it can't be compared.
        let meant = ofProduct.isEmpty && compilations.count == 1 ? compilations : ofProduct
        guard let compilation = meant.first, meant.count == 1 else {
            throw CommandFailure(Self.reason(compilations, shown, product))
        }
        guard let spec = compilation.spec, !spec.isFaulty, !compilation.findings.hasErrors else {
            try printer.printToStandardError(
                compilation.findings.filter { $0.rule.severity == .error }, in: compilation.sources)
            Console.printError(
                "error: \((shown ?? compilation.root.path).quoted) has errors, so it can't be compared")
            throw CommandExit.findings
        }
        self.init(Catalogue(spec), compilation)
    }

    private static func reason(_ compilations: [Compilation], _ shown: String?, _ product: String?) -> String {
        let place = shown.map { "in \($0.quoted)" } ?? "here"
        let paths = compilations.map { PrintedText.line($0.root.path) }.joined(separator: ", ")
        if compilations.isEmpty {
            return "there is no root spec \(place): no file in its `spec/` has a `product:`, and it has no "
                + "`metrics.yaml`; name a spec or a catalogue"
        }
        return product.map { "none of the specs \(place) (\(paths)) is of the product \($0.quoted)" }
            ?? "a comparison is about one product; name one of the specs \(place): \(paths)"
    }
}
