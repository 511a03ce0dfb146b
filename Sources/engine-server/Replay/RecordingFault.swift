// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecJSON

/// The reason why a line of a recording is not accepted.
enum RecordingFault: Error, Equatable, CustomStringConvertible {
    case notJSON(JSONFault)
    case unknownKey(String, place: String)
    case duplicateKey(String, place: String)
    case wrongType(place: String, expected: String)
    case unknownReason(String, place: String, known: [String])
    case lineTooLong(limit: Int)

    var description: String {
        switch self {
        case .notJSON(let fault): "the line is not JSON: \(fault)"
        case .unknownKey(let key, let place): "\(Self.thing(at: place)) has no key `\(key)`"
        case .duplicateKey(let key, let place): "\(Self.thing(at: place)) has the key `\(key)` twice"
        case .wrongType(let place, let expected): "\(Self.thing(at: place)) must be \(expected)"
        case .unknownReason(let reason, let place, let known):
            "`\(place)` is `\(reason)`, and a request ends for one of the reasons "
                + known.map { "`\($0)`" }.joined(separator: ", ")
        case .lineTooLong(let limit): "the line is longer than \(limit) bytes; a line is one engine step"
        }
    }

    private static func thing(at place: String) -> String { place.isEmpty ? "a step" : "`\(place)`" }
}
