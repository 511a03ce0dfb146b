// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

extension MetricKind {
    /// Whether all its series rise and fall.
    var isGauge: Bool { description.series.allSatisfy { $0.movement == .gauge } }

    /// "an info metric".
    var withArticle: String { self == .info ? "an info metric" : phrase }
}
