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
    /// Files of specs that can't be read.
    private(set) var findings: [Finding] = []
    private let provider: any SourceProvider
    private var kept: [String: [UInt8]] = [:]

    private static let limit = 64 << 20

    /// The recording rules of all files.
    let recordingRules: [RecordingRule]

    /// - Throws: if a file of the command line can't be read.
    init(_ places: [ReferencePlace], in provider: any SourceProvider) throws(Refusal) {
        self.provider = provider
        self.places = []
        var rules: [RecordingRule] = []
        var size = 0
        for place in places {
            let bytes: [UInt8]
            do throws(FileError) { bytes = try place.bytes(in: provider) } catch {
                guard let request = place.request else {
                    throw Refusal("can't read \(quoted: place.path): \(error.reason)")
                }
                findings.append(UnreadableReference.finding(place.path, reason: error.reason, at: request))
                continue
            }
            self.places.append(place)
            size += bytes.count
            if size <= Self.limit { kept[place.absolutePath] = bytes }
            guard bytes.mentionsRecording else { continue }
            let source = SourceText(path: place.path, packagePath: place.packagePath, bytes: bytes)
            rules += ReferenceFile.read(source, id: SourceID(index: 0)).recordingRules
        }
        recordingRules = rules
    }

    func bytes(of place: ReferencePlace) throws(Refusal) -> [UInt8] {
        if let bytes = kept[place.absolutePath] { return bytes }
        do { return try place.bytes(in: provider) } catch {
            throw Refusal("can't read \(quoted: place.path): \(error.reason)")
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
