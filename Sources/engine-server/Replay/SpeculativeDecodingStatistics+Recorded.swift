// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import EngineMetrics
import SpecJSON

extension SpeculativeDecodingStatistics {
    /// Names in a recording.
    enum RecordedKey: String, CaseIterable {
        case draftAcceptanceRate = "draft_acceptance_rate"
        case efficiency
        case acceptedTokens = "accepted_tokens"
        case draftTokens = "draft_tokens"
        case emittedTokens = "emitted_tokens"
    }

    /// The value of `spec_decode`.
    init(recorded document: JSONNode, path: String) throws(RecordingFault) {
        let object = try StrictObject<RecordedKey>(document, path: path)
        self.init()
        draftAcceptanceRate = try object.number(.draftAcceptanceRate)
        efficiency = try object.number(.efficiency)
        acceptedTokens = try object.whole(.acceptedTokens)
        draftTokens = try object.whole(.draftTokens)
        emittedTokens = try object.whole(.emittedTokens)
    }
}
