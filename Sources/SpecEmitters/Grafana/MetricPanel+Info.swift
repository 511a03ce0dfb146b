import SpecModel

extension MetricPanel {
    /// A row for each server, or for each combination of labels: the value is always 1.
    var infoContent: Content {
        let labels =
            ["instance"] + metric.labelsAndFields.map { TargetLabels.scraped($0.name.value) }
        return Content(
            visualization: .table(
                labels.map { .init(field: $0, title: PanelTitle.words(of: $0)) }, sortedBy: "Instance"),
            queries: [
                PanelQuery(
                    MetricQuery.aggregate("group", by: labels, query.series()), legend: "", format: .table,
                    isInstant: true)
            ],
            reading: "What each server says of itself. \(Self.whenUnset)")
    }
}
