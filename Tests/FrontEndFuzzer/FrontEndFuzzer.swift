// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecChecks
import SpecDiagnostics
import SpecEmitters
import SpecFiles
import SpecOutput
import SpecPipeline
import SpecReports

// What libFuzzer calls (`make soak-front-end`): a spec's way from its bytes to every output and every printed finding,
// without a file being read or written. The input is a root spec; a line `%%%` begins another file, which is read
// for each include and for each translation.
//
// Without `--sanitize=fuzzer` nothing calls it, and the program isn't linked.

/// - Returns: 0, which is all that libFuzzer knows.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let sources = FuzzedSources(UnsafeBufferPointer(start: start, count: count))
    let compilation = compiled(sources)
    precondition(compilation.product != nil || compilation.findings.hasErrors, "an error says why there is no model")
    write(compilation.outputs)
    judgePlaces(compilation)
    print(compilation)
    applyFixes(compilation, sources)
    return 0
}

/// Every file is there: the root spec, and one for all others.
private struct FuzzedSources: SourceProvider {
    static let directory = "/package"
    static let root = RootSpec(path: "spec.yaml", workingDirectory: directory, in: MemorySources([:]))

    private let rootSpec: [UInt8]
    private let others: [UInt8]

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let separator = Array("\n%%%\n".utf8)
        let all = Array(bytes)
        let cut = all.indices.first { all[$0...].starts(with: separator) }
        rootSpec = cut.map { Array(all[..<$0]) } ?? all
        others = cut.map { Array(all[($0 + separator.count)...]) } ?? all
    }

    func read(_ place: FilePlace, limit: Int) -> [UInt8] {
        place.path == Self.root.absolutePath ? rootSpec : others
    }

    func kind(of place: FilePlace) -> FileTree.Kind? { .file }

    func isLink(_ path: PackagePath, of directory: String) -> Bool { false }

    func names(in path: PackagePath?, of directory: String) -> [String] { [] }
}

private func compiled(_ sources: some SourceProvider) -> Compilation {
    do {
        return try Compilation(
            FuzzedSources.root, in: sources, emitters: Emitter.all,
            checks: { SpecCheck.findings(in: CheckInput($0, $1())) })
    } catch {
        preconditionFailure("\(error)")
    }
}

private func write(_ outputs: [Compilation.Output]) {
    for output in outputs {
        var (count, hash) = (0, 0 as UInt64)
        output.file.write { block in
            count += block.count
            // Reads every byte, which a sanitizer watches.
            hash = block.reduce(hash) { $0 &* 31 &+ UInt64($1) }
        }
        precondition(count > 0, "an output says something")
    }
}

/// A finding whose place is outside of its text can't be shown.
private func judgePlaces(_ compilation: Compilation) {
    for finding in compilation.findings {
        let edits = finding.fixes.flatMap(\.edits).map(\.span)
        for span in [finding.span] + finding.related.map(\.span) + edits {
            let source = compilation.sources[span.source]
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

private func print(_ compilation: Compilation) {
    let (findings, sources) = (compilation.findings, compilation.sources)
    _ = TextReport(sources: sources).text(of: findings)
    _ = GitHubReport(sources: sources).text(of: findings)
    _ = JSONReport(sources: sources).document(of: findings).text
    _ = SARIFReport(sources: sources, toolVersion: "1.0", rules: []).document(of: findings).text
}

/// What the safe fixes make of the files can be compiled again.
private func applyFixes(_ compilation: Compilation, _ sources: FuzzedSources) {
    let edits = compilation.findings.flatMap(\.fixes).filter(\.isSafe).flatMap(\.edits)
    var fixed: [String: [UInt8]] = [:]
    for (index, source) in compilation.sources.sources.enumerated() {
        let edits = edits.filter { $0.span.source.index == index }
        guard !edits.isEmpty, let text = source.applying(edits) else { continue }
        fixed[compilation.absolutePaths[index]] = Array(text.utf8)
    }
    if !fixed.isEmpty { _ = compiled(OverlaySources(fixed, over: sources)) }
}
