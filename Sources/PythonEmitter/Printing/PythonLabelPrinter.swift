// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput
import SpecText

/// The class with the values of a closed label, or with a stateset's states.
enum PythonLabelPrinter {
    static func print(_ label: PythonLabel, into source: inout PythonSource) {
        print(
            label.className, label.constants,
            "\(documentation(of: label.label)) The values of the label `\(label.label.name)`.", into: &source)
    }

    /// What a label is, and what replaces it.
    static func documentation(of label: Label) -> String {
        let help = MetricDocumentation.sentence(label.help)
        guard let deprecation = label.deprecation else { return help }
        return "\(help) \(MetricDocumentation.words(on: deprecation).capitalizedFirst)"
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
                source.documentation(constant.documentation)
            }
            source.line()
            source.statement("values: Final[Sequence[Value]] = ", .strings(constants.map(\.value.text)))
        }
    }
}
