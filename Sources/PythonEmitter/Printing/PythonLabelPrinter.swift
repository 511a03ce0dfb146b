// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput

/// The class with the values of a closed label, or with a stateset's states.
enum PythonLabelPrinter {
    static func print(_ label: PythonLabel, into source: inout PythonSource) {
        print(
            label.className, label.constants,
            "\(MetricDocumentation.sentence(label.label.help)) The values of the label `\(label.label.name)`.",
            into: &source)
    }

    static func print(
        _ className: String, _ constants: [PythonLabel.Constant], _ documentation: String,
        into source: inout PythonSource
    ) {
        source.block("class \(className):") { source in
            source.documentation(documentation)
            source.line()
            source.statement("Value = ", .literals(constants.map(\.value.text)))
            source.line()
            for constant in constants {
                source.statement("\(constant.name.uppercased()): Final = ", .string(constant.value.text))
                source.documentation(constant.value.help ?? "")
            }
            source.line()
            source.statement("values: Final[Sequence[Value]] = ", .strings(constants.map(\.value.text)))
        }
    }
}
