// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension Translation {
    /// What the product says and this doesn't, in the order of the spec, as phrases such as "the help of `shop_items`".
    func missing(from product: Product) -> [String] {
        var missing: [String] = []
        let repeatedKeys = product.repeatedKeys
        func expect(_ isThere: Bool, _ what: String) { if !isThere { missing.append(what) } }
        func expectAll(_ count: Int, _ translated: Int, _ what: String) {
            expect(
                translated >= count, translated == 0 ? "the \(what)" : "\(count - translated) of the \(count) \(what)")
        }
        for group in product.groups {
            let texts = groups[group.key]
            expect(texts?.title != nil, "the title of the group \(quoted: group.key)")
            expect(group.help == nil || texts?.help != nil, "the help of the group \(quoted: group.key)")
            expect(
                group.deprecation == nil || texts?.reason != nil, "the reason of the group \(quoted: group.key)")
            for metric in group.metrics {
                let isHeir = group.deprecation.map(metric.lifecycle.isThat) ?? false
                let texts = self.texts(of: metric, repeatedKeys)
                expect(metric.help.isEmpty || texts?.help != nil, "the help of \(quoted: metric.key)")
                expect(
                    isHeir || !metric.lifecycle.hasReason || texts?.reason != nil,
                    "the reason of \(quoted: metric.key)")
                expect(metric.prose.reading == nil || texts?.reading != nil, "how to read \(quoted: metric.key)")
                expectAll(
                    metric.prose.nextSteps.count, texts?.nextSteps.count ?? 0, "next steps of \(quoted: metric.key)")
                expectAll(
                    metric.changes.count { $0.note != nil }, texts?.changeNotes.count ?? 0,
                    "notes on the changes of \(quoted: metric.key)")
                for state in metric.states where state.help != nil {
                    expect(
                        texts?.states[state.text] != nil,
                        "the state \(quoted: state.text) of \(quoted: metric.key)")
                }
                for state in metric.states where state.deprecation != nil {
                    expect(
                        texts?.reasons[state.text] != nil,
                        "the reason of the state \(quoted: state.text) of \(quoted: metric.key)")
                }
                for label in metric.labelsAndFields where label.isOwn {
                    let declared = product.labels.first { $0.key == label.key }
                    let ownTexts = texts?.labels[label.key]
                    let name = "the label \(quoted: label.key) of \(quoted: metric.key)"
                    expect(label.help == declared?.help || ownTexts?.help != nil, "the help of \(name)")
                    expect(
                        label.deprecation == declared?.deprecation || ownTexts?.reason != nil, "the reason of \(name)")
                    for value in label.closedValues where value.deprecation != nil {
                        let declared = declared?.closedValues.first { $0.text == value.text }
                        expect(
                            declared?.deprecation == value.deprecation || ownTexts?.reasons[value.text] != nil,
                            "the reason of the value \(quoted: value.text) of \(name)")
                    }
                    for value in label.closedValues where value.help != nil {
                        expect(
                            declared?.closedValues.contains(value) == true || ownTexts?.values[value.text] != nil,
                            "the value \(quoted: value.text) of \(name)")
                    }
                }
            }
        }
        for label in product.labels {
            let texts = labels[label.key]
            expect(texts?.help != nil, "the help of the label \(quoted: label.key)")
            expect(
                label.deprecation == nil || texts?.reason != nil, "the reason of the label \(quoted: label.key)")
            guard case .closed(let values) = label.values else { continue }
            for value in values {
                expect(
                    value.help == nil || texts?.values[value.text] != nil,
                    "the value \(quoted: value.text) of the label \(quoted: label.key)")
                expect(
                    value.deprecation == nil || texts?.reasons[value.text] != nil,
                    "the reason of the value \(quoted: value.text) of the label \(quoted: label.key)")
            }
        }
        for parameter in product.parameters {
            let texts = parameters[parameter.name]
            let name = "the parameter \(quoted: parameter.name)"
            expect(parameter.help == nil || texts?.help != nil, "the help of \(name)")
            for value in parameter.choices where value.help != nil {
                expect(texts?.values[value.text] != nil, "the value \(quoted: value.text) of \(name)")
            }
        }
        return missing
    }
}

extension Lifecycle {
    fileprivate var hasReason: Bool {
        switch self {
        case .active: false
        case .deprecated, .removed: true
        }
    }
}
