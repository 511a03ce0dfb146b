// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecHistory

extension KnownSeries {
    /// The labels of the samples that a server stores. Every sample that was scraped has a job and an instance.
    func labels(withTargets targetLabels: Set<String>?) -> LabelKnowledge {
        let isOpen = targetLabels == nil || known.hasOpenLabels
        var labels = LabelKnowledge(
            certain: ["__name__", "job", "instance"], possible: targetLabels ?? [], isOpen: isOpen,
            impossible: known.hasOpenLabels ? [] : known.catalogueLabels.union(["le", "quantile"]))
        for label in metric.labels {
            let isCertain = label.isRequired && label.values?.contains("") != true
            labels[known.storedName(of: label.name)] = isCertain ? .certain : .possible
            // Where not every target has the label, the application's keeps its name.
            if targetLabels?.contains(label.name) == true {
                labels[label.name] = isCertain ? .certain : .possible
                labels["exported_\(label.name)"] = .possible
            }
        }
        for label in metric.kind.sampleLabels(mode: metric.mode) {
            // Only a product of several processes has the label of the process.
            if label == .process { labels[known.storedName(of: label.name(inFamily: metric.name))] = .possible }
        }
        if let label = description.label {
            labels[known.storedName(of: label.name(inFamily: metric.name))] = .certain
        }
        return labels
    }
}

extension LabelKnowledge {
    /// Of the series that a recording rule stores. What is added on the way to a server of servers isn't known unless the
    /// project says it; what its expression lost does not come back.
    ///
    /// - Parameter lost: the labels that the metrics of the expression have.
    func recorded(withTargets targetLabels: Set<String>?, lost: Set<String>) -> LabelKnowledge {
        var labels = targetLabels == nil ? opened(but: lost) : self
        for label in targetLabels ?? [] where labels[label] == .impossible { labels[label] = .possible }
        labels["__name__"] = .certain
        return labels
    }

    /// What a server says of its own scrapes and alerts.
    static let ofServer: [String: LabelKnowledge] = {
        var known: [String: LabelKnowledge] = [:]
        for name in [
            "up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling",
            "scrape_series_added", "scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes",
        ] { known[name] = LabelKnowledge(certain: ["__name__", "job", "instance"], isOpen: true) }
        known["ALERTS"] = LabelKnowledge(certain: ["__name__", "alertname", "alertstate"], isOpen: true)
        known["ALERTS_FOR_STATE"] = LabelKnowledge(certain: ["__name__", "alertname"], isOpen: true)
        return known
    }()
}
