/// How the values that several processes hold for one gauge become one: the ten modes of Prometheus' Python client,
/// with its names. The `live` modes leave out processes that have been marked dead.
public enum MultiprocessMode: String, Sendable, CaseIterable {
    /// Each process keeps a series of its own, told apart by a label `pid`.
    case all
    case liveall
    case min
    case livemin
    case max
    case livemax
    case sum
    case livesum
    /// The value that was set last, by the clock of whoever set it.
    case mostrecent
    case livemostrecent
}
