// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOutput

/// What a product needs of the part that is the same for every product.
enum PythonNeeds {
    static func of(_ python: PythonProduct) -> Set<PythonSupport.Need> {
        var needs: Set<PythonSupport.Need> = []
        for metric in python.metrics { add(metric, at: python, to: &needs) }
        for set in python.bucketSets { add(set.set.bounds, to: &needs) }
        for parameter in python.parameters {
            switch parameter.parameter.type {
            case .string: if !python.product.prefixEndings(of: parameter.parameter).isEmpty { needs.insert(.prefix) }
            case .integer(nil, nil, _), .boolean: break
            case .strings: needs.insert(.fields)
            case .choice: needs.insert(.choice)
            case .integer: needs.insert(.integer)
            case .integers: needs.formUnion([.integer, .integers])
            }
            guard parameter.parameter.environment != nil else { continue }
            needs.insert(.environment)
            switch parameter.parameter.type {
            case .boolean: needs.insert(.booleanvariable)
            case .integer: needs.insert(.integervariable)
            case .integers: needs.formUnion([.integervariable, .integersvariable])
            case .strings: needs.insert(.stringsvariable)
            case .choice: needs.insert(.choicevariable)
            case .string: break
            }
        }
        if !python.labels.isEmpty { needs.insert(.literal) }
        if python.product.granularity == .patch { needs.insert(.patch) }
        return needs
    }

    private static func add(_ python: PythonMetric, at product: PythonProduct, to needs: inout Set<PythonSupport.Need>)
    {
        let metric = python.metric
        if case .removed = python.series {
            needs.formUnion([.deprecated, .removed])
            return
        }
        if MetricDocumentation.notice(of: metric, in: product) != nil { needs.insert(.deprecated) }
        if metric.presentName != nil { needs.insert(.former) }
        let isWhole = metric.value == .integer
        if isWhole { needs.insert(.protocol) }
        switch metric.kind {
        case _ where metric.comesFromElsewhere:
            needs.formUnion([.elsewhere, .protocol, metric.value == .callback ? .callbackvalue : .absolutecounter])
        case .counter:
            needs.formUnion([.counter, .wrapper])
            if isWhole { needs.insert(.wholecounter) }
            if !metric.name.hasSuffix("_total") { needs.formUnion([.plain, .sample]) }
        case .gauge:
            needs.formUnion([.gauge, .wrapper, .literal, .protocol, .sample])
            if isWhole { needs.insert(.wholegauge) }
        case .histogram:
            needs.formUnion([.histogram, .wrapper])
            if isWhole { needs.insert(.wholeobserver) }
        case .summary:
            needs.formUnion([.summary, .wrapper])
            if isWhole { needs.insert(.wholeobserver) }
        case .info: needs.formUnion([.info, .collector, .protocol])
        case .stateset: needs.formUnion([.stateset, .collector, .literal, .protocol])
        case .unknown:
            needs.formUnion([.elsewhere, .protocol, .unknownvalue])
            if isWhole { needs.insert(.wholeunknown) }
        case .gaugehistogram: break
        }
        switch python.series {
        case .single, .removed: break
        case .dense(_, let labels):
            needs.insert(.dense)
            if labels.contains(where: { $0.constants.contains { $0.value.deprecation != nil } }) {
                needs.insert(.deprecated)
            }
            if labels.contains(where: { $0.owner != nil }) { needs.insert(.literal) }
        case .open(_, let arguments):
            if arguments.contains(where: { $0.closed != nil }) { needs.insert(.known) }
            if arguments.contains(where: { $0.closed?.owner != nil }) { needs.insert(.literal) }
            if arguments.contains(where: { $0.label.maxValues != nil }) { needs.insert(.limits) }
        }
        if case .fields(_, let arguments) = python.companion {
            if arguments.contains(where: { $0.closed?.owner != nil }) { needs.insert(.literal) }
            if arguments.contains(where: { $0.closed != nil }) { needs.insert(.known) }
        }
    }

    private static func add(_ bounds: BucketSet.Bounds, to needs: inout Set<PythonSupport.Need>) {
        switch bounds {
        case .fixed, .sorted, .series(_, .number): break
        case .series(_, .parameter): needs.insert(.bucketseries)
        case .conditional(_, let then, let otherwise):
            add(then, to: &needs)
            add(otherwise, to: &needs)
        }
    }
}
