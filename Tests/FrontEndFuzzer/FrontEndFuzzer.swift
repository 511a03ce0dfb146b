import SpecChecks
import SpecDiagnostics
import SpecEmitters
import SpecLanguage
import SpecModel
import SpecOutput
import SpecReports

// What libFuzzer calls (`make soak-front-end`): a spec's way from its bytes to every output and every printed finding,
// without a file being read or written. The input is a root spec; behind a line `%%%` stands a file that it includes.
//
// Without `--sanitize=fuzzer` nothing calls it, and the program isn't linked.

/// - Returns: 0, which is all that libFuzzer knows.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var trial = Trial(UnsafeBufferPointer(start: start, count: count))
    trial.run()
    return 0
}

private struct Trial {
    private var sources = SourceCollection()
    private var findings: [Finding] = []
    private let files: [ArraySlice<UInt8>]
    private static let outputs = OutputDeclarations(
        Emitter.all.map { OutputDeclaration(name: $0.name, help: $0.help, options: $0.options) }, hasOthers: false)

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let separator = Array("\n%%%\n".utf8)
        let all = Array(bytes)
        let cut = all.indices.first { all[$0...].starts(with: separator) }
        files = cut.map { [all[..<$0], all[($0 + separator.count)...]] } ?? [all[...]]
    }

    mutating func run() {
        var declarations: [FileDeclaration] = []
        for (index, file) in files.enumerated() {
            declarations.append(self.declarations(of: file, named: "\(index).yaml"))
        }
        let (product, resolution) = SpecLanguage.resolve(
            root: declarations[0], includes: Array(declarations.dropFirst()))
        findings += resolution
        if var product {
            product.translations = [translation(files.last ?? [])]
            findings += SpecCheck.findings(in: product)
            let hasErrors = findings.hasErrors
            for request in product.outputs {
                guard let emitter = Emitter.all.first(where: { $0.name == request.emitter.value }) else { continue }
                let emission = emitter.emit(product, request)
                findings += emission.findings
                if !hasErrors, !emission.findings.hasErrors { write(emission.files) }
            }
        } else {
            precondition(findings.hasErrors, "a spec without a model has an error that says why")
        }
        judgePlaces()
        print()
        applyFixes()
    }

    private mutating func declarations(of bytes: ArraySlice<UInt8>, named name: String) -> FileDeclaration {
        let source = SourceText(path: name, bytes: bytes)
        let (declaration, found) = SpecLanguage.declarations(of: source, id: sources.add(source), outputs: Self.outputs)
        findings += found
        return declaration
    }

    /// Any text may be meant as a translation.
    private mutating func translation(_ bytes: ArraySlice<UInt8>) -> Translation {
        let source = SourceText(path: "locales/zh.yaml", bytes: bytes)
        let (translation, found) = SpecLanguage.translation(of: source, id: sources.add(source), locale: "zh")
        findings += found
        return translation
    }

    private func write(_ files: [OutputFile]) {
        for file in files {
            var (count, hash) = (0, 0 as UInt64)
            file.write { block in
                count += block.count
                // Reads every byte, which a sanitizer watches.
                hash = block.reduce(hash) { $0 &* 31 &+ UInt64($1) }
            }
            precondition(count > 0, "an output says something")
        }
    }

    /// A finding whose place is outside of its text can't be shown.
    private func judgePlaces() {
        for finding in findings {
            let edits = finding.fixes.flatMap(\.edits).map(\.span)
            for span in [finding.span] + finding.related.map(\.span) + edits {
                let source = sources[span.source]
                for place in [span.start, span.end] {
                    // The place after the last line break is the end of the text.
                    let columns = source.line(place.line).unicodeScalars.count + 1
                    precondition((1...source.lineCount).contains(place.line) && (1...columns).contains(place.column))
                }
                precondition(span.start <= span.end)
            }
            precondition(!finding.message.contains("\n"))
        }
    }

    private func print() {
        _ = TextReport(sources: sources).text(of: findings)
        _ = GitHubReport(sources: sources).text(of: findings)
        _ = JSONReport(sources: sources).document(of: findings).text
        _ = SARIFReport(sources: sources, toolVersion: "1.0").document(of: findings).text
    }

    /// What a safe fix makes of a file can be read again.
    private func applyFixes() {
        for (index, source) in sources.sources.enumerated() {
            let edits = findings.flatMap(\.fixes).filter(\.isSafe).flatMap(\.edits).filter {
                $0.span.source.index == index
            }
            guard !edits.isEmpty, let text = source.applying(edits) else { continue }
            let mended = SourceText(path: source.path, text: text)
            _ = SpecLanguage.declarations(of: mended, id: SourceID(index: 0), outputs: Self.outputs)
        }
    }
}
