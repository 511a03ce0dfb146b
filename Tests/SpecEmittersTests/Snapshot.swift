import Foundation
import TestSupport
import Testing

/// Compares a text with the recorded one in `Fixtures/`. With `METRICSGEN_RECORD=1` in the environment it is recorded
/// instead, for a person to read in the difference.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures").appendingPathComponent(name)
    if isRecording {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return
    }
    let recorded = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    guard text != recorded else { return }
    let (new, old) = (
        text.split(separator: "\n", omittingEmptySubsequences: false),
        recorded.split(separator: "\n", omittingEmptySubsequences: false)
    )
    let line = zip(new, old).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(new.count, old.count)
    Issue.record(
        """
        Fixtures/\(name) differs from line \(line + 1) on
        recorded: \(line < old.count ? old[line] : "(ends)")
        now:      \(line < new.count ? new[line] : "(ends)")
        """, sourceLocation: sourceLocation)
}
