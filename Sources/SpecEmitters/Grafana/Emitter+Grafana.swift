// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecOrigins
import SpecOutput

extension Emitter {
    package static let grafana = Emitter(
        name: "grafana",
        help: "A Grafana dashboard: an overview, a row for each group and a panel for each metric.",
        options: [
            OutputOption("directory", .directory, isRequired: true, help: "The directory to write the dashboard to.")
        ],
        rules: [UnsuitablePanelKind.explained],
        emit: { spec, request in
            // The language has checked the required options; without one there is nothing to write.
            guard let directory = request.text("directory") else { return Emission(files: []) }
            let file = OutputFile(path: "\(directory.value)/\(spec.product.name).json") {
                MetricsDashboard(spec).dashboard.write(to: $0)
            }
            return Emission(files: [file], findings: UnsuitablePanelKind.findings(in: spec))
        })
}
