// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput

/// The class of a group, with an attribute for each of its metrics.
enum PythonGroupPrinter {
    static func print(_ group: PythonGroup, of python: PythonProduct, into source: inout PythonSource) {
        source.block("class \(group.className):") { source in
            let unrecorded = String(MetricDocumentation.unrecorded(in: group.group))
            if source.documentation(group.group.title, group.group.help ?? "", unrecorded) { source.line() }
            let parameters = ["self", "make: _Maker"] + python.groupArguments.map { "\($0.name): \($0.type)" }
            let living = group.metrics.filter { !$0.metric.isRemoved }
            source.function("__init__", parameters) { source in
                if living.isEmpty { source.line("pass") }
                for metric in living { PythonMetricPrinter.printAttribute(metric, group, python, into: &source) }
            }
            for metric in living { PythonSeriesPrinter.print(metric, group, python, into: &source) }
            for metric in group.metrics { PythonMetricPrinter.printNotice(metric, group, python, into: &source) }
        }
    }
}
