import SpecModel
import SpecOutput

extension Emitter {
    package static let grafana = Emitter(
        name: "grafana",
        help: "A Grafana dashboard: an overview, a row for each group and a panel for each metric.",
        options: [
            OutputOption("directory", .directory, isRequired: true, help: "The directory to write the dashboard to.")
        ],
        emit: { product, request in
            // The language has checked the required options; without one there is nothing to write.
            guard let directory = request.text("directory") else { return Emission(files: []) }
            let file = OutputFile(path: "\(directory.value)/\(product.name.value).json") {
                MetricsDashboard(product).dashboard.write(to: $0)
            }
            return Emission(files: [file], findings: product.metrics.compactMap(UnsuitablePanelKind.finding(on:)))
        })
}
