public enum FinishedReason: String, CaseIterable, Sendable {
    case stop
    case length
    case abort
}
