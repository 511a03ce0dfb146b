import SpecModel

extension Emitter {
    package static let grafana = Emitter(
        name: "grafana",
        help: "A Grafana dashboard: an overview, a row a group and a panel for each metric.",
        options: [
            OutputOption("directory", .path, isRequired: true, help: "The directory to write dashboards to.")
        ],
        emit: { product, request in Emission(files: []) })
}
