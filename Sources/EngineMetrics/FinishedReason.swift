public import VLLMMetrics

/// Why a request ended: the closed set of the label, as the spec lists it.
public typealias FinishedReason = VLLMMetrics.FinishedReason
