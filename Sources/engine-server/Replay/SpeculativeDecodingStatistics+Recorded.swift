import EngineMetrics

private enum Key: String {
    case draftAcceptanceRate = "draft_acceptance_rate"
    case efficiency
    case acceptedTokens = "accepted_tokens"
    case draftTokens = "draft_tokens"
    case emittedTokens = "emitted_tokens"
}

extension SpeculativeDecodingStatistics {
    /// The value of `spec_decode`.
    init(recorded document: JSONDocument, path: String) throws(RecordingFault) {
        let object = try StrictObject<Key>(document, path: path)
        self.init()
        draftAcceptanceRate = try object.number(.draftAcceptanceRate)
        efficiency = try object.number(.efficiency)
        acceptedTokens = try object.whole(.acceptedTokens)
        draftTokens = try object.whole(.draftTokens)
        emittedTokens = try object.whole(.emittedTokens)
    }
}
