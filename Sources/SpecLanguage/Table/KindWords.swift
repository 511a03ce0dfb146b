// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics

/// The words of other systems for metric types: client libraries of Prometheus, OpenMetrics, OpenTelemetry,
/// StatsD, Micrometer, Dropwizard, Glean, Datadog.
enum KindWords {
    /// The meaning of a word: one metric type, or a sentence about what to write.
    enum Meaning {
        case kind(MetricKind)
        case advice(String)
    }

    static func meaning(of word: String) -> Meaning? {
        // A word this long isn't a metric type.
        guard word.utf8.count <= 40 else { return nil }
        let folded = word.lowercased().filter(\.isLetter)
        if let kind = kinds[folded] { return .kind(kind) }
        return sentences[folded].map { .advice($0) }
    }

    private static let kinds: [String: MetricKind] = [
        "updowncounter": .gauge, "observableupdowncounter": .gauge, "asyncupdowncounter": .gauge,
        "asynchronousupdowncounter": .gauge, "observablegauge": .gauge, "asyncgauge": .gauge,
        "asynchronousgauge": .gauge, "gaugevec": .gauge, "gaugefunc": .gauge, "intgauge": .gauge, "level": .gauge,
        "settablegauge": .gauge, "lastvalue": .gauge, "quantity": .gauge, "longtasktimer": .gauge,
        "observablecounter": .counter, "asynccounter": .counter, "asynchronouscounter": .counter,
        "countervec": .counter, "counterfunc": .counter, "intcounter": .counter, "functioncounter": .counter,
        "monotoniccounter": .counter, "count": .counter, "labeledcounter": .counter, "meter": .counter,
        "monotonicsum": .counter, "floatcounter": .counter,
        "histogramvec": .histogram, "timer": .histogram, "timing": .histogram, "timingdistribution": .histogram,
        "memorydistribution": .histogram, "customdistribution": .histogram, "distribution": .histogram,
        "distributionsummary": .histogram, "explicithistogram": .histogram, "bucketedhistogram": .histogram,
        "explicitbuckethistogram": .histogram, "valuerecorder": .histogram,
        "summaryvec": .summary, "untyped": .unknown, "gaugehistogrammetric": .gaugehistogram,
        "informational": .info, "infometric": .info, "buildinfo": .info, "text": .info, "string": .info,
        "enum": .stateset, "enumeration": .stateset, "enummetric": .stateset, "states": .stateset, "state": .stateset,
        "boolset": .stateset,
    ]

    private static let sentences: [String: String] = [
        "any": unknown, "metric": unknown, "none": unknown,
        "nativehistogram": native, "exponentialhistogram": native, "base2exponentialhistogram": native,
        "sparsehistogram": native, "basetwoexponentialhistogram": native,
        "baseexponentialhistogram": native,
        "sum": "write `counter` for a sum that only grows, and `gauge` for one that can fall",
        "observablesum": "write `counter` for a sum that only grows, and `gauge` for one that can fall",
        "rate": "write `counter`: queries compute its rate",
        "ratio": "write `gauge` with `unit: ratio`, or two counters, which a query divides",
        "percent": "write `gauge` with `unit: ratio`", "percentage": "write `gauge` with `unit: ratio`",
        "bool": "write `gauge` with `unit: bool`", "boolean": "write `gauge` with `unit: bool`",
        "timestamp": "write `gauge` with `unit: unix_seconds`", "datetime": "write `gauge` with `unit: unix_seconds`",
        "duration": "write `histogram` with `unit: seconds`, or `gauge` for only the last duration",
        "set": "write `gauge`, and set it to the number of different values",
        "integer": "write `counter` or `gauge`, and `value: integer`",
        "int": "write `counter` or `gauge`, and `value: integer`",
        "float": "write `counter` or `gauge`", "double": "write `counter` or `gauge`",
        "number": "write `counter` or `gauge`",
        "event": "write `counter`: it counts how often something happens",
    ]

    private static let unknown =
        "each metric needs a type: write `counter` if it only grows, and `gauge` if it can fall"
    private static let native =
        "write `histogram`, with `buckets: {native: {growth: 1.1}}`"
}
