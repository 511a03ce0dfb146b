// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import GitObjects
import SpecDiagnostics
import SpecFiles
import TextDifference

/// Files as they were in a revision, to tell which of their lines changed.
struct EarlierFiles {
    private let revision: GitRevision
    /// As a person wrote it.
    let name: String

    init(_ name: String) throws(CommandFailure) {
        do { revision = try GitRevision(name, in: FileAccess.workingDirectory()) } catch {
            throw CommandFailure("`--changed-since`: \(error.reason)")
        }
        self.name = name
    }

    /// All lines of a file that the revision doesn't have.
    func changedLines(of place: ReferencePlace, now bytes: [UInt8]) throws(CommandFailure) -> ChangedLines {
        guard place.absolutePath != "-" else { return .all }
        let path = FileAccess.resolved(place.absolutePath) ?? place.absolutePath
        do {
            let old = try revision.readAll(.named(path), limit: ReferencePlace.sizeLimit)
            return .some(UnifiedDiff.changedLines(old: old, new: bytes))
        } catch {
            if error.isMissing { return .all }
            throw CommandFailure("can't read \(quoted: place.path) in \(quoted: name): \(error.reason)")
        }
    }
}

enum ChangedLines {
    case all
    case some(Set<Int>)

    /// Whether one of the lines of a span changed.
    func contains(_ span: Span) -> Bool {
        switch self {
        case .all: true
        case .some(let lines): (span.start.line...max(span.start.line, span.end.line)).contains(where: lines.contains)
        }
    }
}
