// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

public import VLLMMetrics

/// Why a request ended: the closed set of the label, as the spec lists it.
public typealias FinishedReason = VLLMMetrics.FinishedReason
