// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecText

extension MetricPanel {
    /// Like a histogram, but its buckets are levels: they need no rate.
    func gaugeHistogramContent(as kind: HistogramPanelKind) -> Content {
        let now = "The distribution at each moment."
        let reading: UTF8Text =
            switch kind {
            case .heatmap: "\(now) The stronger the colour of a cell, the more there are between these two bounds."
            case .stat: "99 of 100 are at most this now, as far as the buckets tell."
            case .timeseries: "\(now) Quantiles are estimates between two bucket bounds."
            }
        return bucketContent(as: kind, hasMean: false, reading: reading)
    }
}
