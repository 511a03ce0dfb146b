// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

/// The object that one series of a metric is recorded through.
struct PythonHandle {
    /// What the maker's series are of.
    let seriesType: String
    /// What code sees.
    let type: String
    /// Whether it is an object of a generated class around the one of the maker.
    let isWrapper: Bool
    /// The type of a stateset's states.
    let stateType: String?

    init(of python: PythonMetric, in group: PythonGroup, of product: PythonProduct) {
        let scope = product.scope(of: group)
        let isWhole = python.metric.value == .integer
        /// A class of the client, or a type that takes whole numbers only.
        func number(_ type: String, whole: String) -> (String, String, Bool) {
            isWhole ? (whole, whole, false) : (type, type, false)
        }
        if case .states(let type, _) = python.companion {
            stateType = "\(scope).\(type).Value"
        } else {
            stateType = nil
        }
        let state = "StateSet[\(stateType ?? "str")]"
        if python.metric.comesFromElsewhere {
            let type = python.metric.value == .callback ? "CallbackValue" : "AbsoluteCounter"
            (seriesType, self.type, isWrapper) = (type, type, false)
            return
        }
        (seriesType, type, isWrapper) =
            switch python.metric.kind {
            case .counter: number("Counter", whole: "IntegerCounter")
            case .gauge: number("Gauge", whole: "IntegerGauge")
            case .histogram: number("Histogram", whole: "IntegerObserver")
            case .summary: number("Summary", whole: "IntegerObserver")
            case .info:
                if case .fields(let type, _) = python.companion {
                    ("_Info", "\(scope).\(type)", true)
                } else {
                    ("_Info", "_Info", false)
                }
            case .stateset: (state, state, false)
            case .unknown: number("UnknownValue", whole: "IntegerUnknown")
            // Only their tombstones have an attribute.
            case .gaugehistogram: ("object", "object", false)
            }
    }

    /// Its expression, from one of the maker's.
    func wrapped(_ series: PythonValue) -> PythonValue { isWrapper ? .call(type, [series]) : series }
}
