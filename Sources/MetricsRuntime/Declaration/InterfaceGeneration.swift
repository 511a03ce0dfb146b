/// The interface between generated code and this runtime, by number: generated code names the one that it was made for.
///
/// When the interface changes so that older generated code can't work, a new number takes the place of this one, and
/// the old name stays as an unavailable one whose message says to run `metricsgen build` again.
public enum InterfaceGeneration1 {}
