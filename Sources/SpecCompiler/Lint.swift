import SpecChecks
import SpecCompilation
import SpecDiagnostics
import SpecEmitters
import SpecOutput

/// Every rule on some specs, and no outputs: what is wrong with them, and on request what can be mended in them.
package struct Lint: Sendable {
    /// All findings, with the texts that they point into.
    package let sources: SourceCollection
    package let findings: [Finding]
    /// What was mended, in the order in which it was.
    package let applied: [AppliedFix]

    package enum Failure: Error, CustomStringConvertible {
        /// A root spec, by the path that it was given by.
        case unreadable(path: String, FileError)
        case unwritable(FileError)

        package var description: String {
            switch self {
            case .unreadable(let path, let error): "can't read `\(path)`: \(error.reason)"
            case .unwritable(let error): "can't write \(error)"
            }
        }
    }

    /// Reports, and changes nothing.
    package init(_ roots: [RootSpec]) throws(Failure) {
        self.init(try Self.compile(roots), applied: [])
    }

    /// Applies the safe fixes, and reports what is left after them.
    ///
    /// A fix can uncover another fault, and of two that touch one place only the first can be made: what is left is
    /// looked at again, a few times at most.
    package init(fixing roots: [RootSpec]) throws(Failure) {
        var compilations = try Self.compile(roots)
        var applied: [AppliedFix] = []
        for _ in 0..<Self.roundLimit {
            let round = SafeFixes(of: compilations)
            guard !round.applied.isEmpty else { break }
            do { try round.write() } catch { throw .unwritable(error) }
            applied += round.applied
            compilations = try Self.compile(roots)
        }
        self.init(compilations, applied: applied)
    }

    /// A line a fix that was made; empty where there was none.
    package var summary: String { applied.map { "\($0)\n" }.joined() }

    private static let roundLimit = 8

    private init(_ compilations: [Compilation], applied: [AppliedFix]) {
        var merged = MergedFindings()
        for compilation in compilations { merged.add(compilation.findings, of: compilation.sources) }
        sources = merged.sources
        findings = merged.findings.inFileOrder()
        self.applied = applied
    }

    private static func compile(_ roots: [RootSpec]) throws(Failure) -> [Compilation] {
        var compilations: [Compilation] = []
        for root in roots {
            do { compilations.append(try Compilation(root, emitters: Emitter.all, checks: SpecCheck.findings)) } catch {
                throw .unreadable(path: root.path, error)
            }
        }
        return compilations
    }
}
