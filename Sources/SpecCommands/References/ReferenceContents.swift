// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryChecks
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import SpecFiles

/// The bytes of the files of a check, which reads each file twice: for recording rules, which the queries of every file
/// can use, and for its queries. They are kept in between if there aren't too many.
struct ReferenceContents {
    /// Those that can be read.
    private(set) var places: [ReferencePlace]
    /// About those that can't be read.
    private(set) var findings: [Finding] = []
    private let provider: any SourceProvider
    private var kept: [String: [UInt8]] = [:]

    private static let limit = 64 << 20

    /// The recording rules of all files.
    let recordingRules: [RecordingRule]

    /// - Parameter sources: what the command line names and can't be read is added.
    init(_ places: [ReferencePlace], in provider: any SourceProvider, addingTo sources: inout SourceCollection) {
        self.provider = provider
        self.places = []
        var rules: [RecordingRule] = []
        var size = 0
        for place in places {
            let bytes: [UInt8]
            do throws(FileError) { bytes = try place.bytes(in: provider) } catch {
                findings.append(place.finding(error, addingTo: &sources))
                continue
            }
            self.places.append(place)
            size += bytes.count
            if size <= Self.limit { kept[place.absolutePath] = bytes }
            guard bytes.mentionsRecording else { continue }
            rules += ReferenceFile.read(place.source(bytes), id: SourceID(index: 0)).recordingRules
        }
        recordingRules = rules
    }

    func bytes(of place: ReferencePlace) throws(CommandFailure) -> [UInt8] {
        if let bytes = kept[place.absolutePath] { return bytes }
        do { return try place.bytes(in: provider) } catch {
            throw CommandFailure("can't read \(quoted: place.path): \(error.reason)")
        }
    }
}

extension [UInt8] {
    /// Whether there may be a recording rule: most files have none, and needn't be read for them.
    fileprivate var mentionsRecording: Bool {
        let word = Array("record".utf8)
        guard count >= word.count else { return false }
        return withUnsafeBufferPointer { bytes in
            (0...bytes.count - word.count).contains { start in
                bytes[start] == word[0] && word.indices.allSatisfy { bytes[start + $0] == word[$0] }
            }
        }
    }
}
