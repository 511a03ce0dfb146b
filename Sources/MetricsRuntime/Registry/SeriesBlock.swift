// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The series of one metric that share the values of its bound labels: one, a dense table over closed labels, or all
/// that an open label has so far.
struct SeriesBlock {
    let shape: MetricDeclaration.Shape
    /// The values of this metric's own bound labels.
    let key: LabelValues
    /// The cells for the table of an instance, one for each slot.
    let cells: [UnsafeMutableRawPointer?]
    private let series: Content

    private enum Content {
        case dense(SeriesList)
        case open(OpenFamily)
        /// A reader of the directory finds them.
        case shared
    }

    /// Whether its values are in the shared directory, where a reader of the directory finds them.
    let isShared: Bool

    /// - Parameters:
    ///   - constant: The labels that every series of the registry has.
    ///   - forwarder: Where its records go in addition; nil for nowhere.
    init(
        _ metric: MetricDeclaration, bound: [ProductDeclaration.BoundLabel], constant: [SeriesLabel],
        in store: MappedStore?, forwarder: (any RecordForwarder)?
    ) throws(MetricsSetupError) {
        func forwarded(_ cell: UnsafeMutableRawPointer, _ labels: [SeriesLabel]) -> UnsafeMutableRawPointer {
            forwarder.map { ForwardedCell.handle(of: cell, metric, labels: labels, to: $0) } ?? cell
        }
        isShared = store != nil
        shape = metric.shape
        key = LabelValues(bound.map(\.value))
        let labels = constant + bound.map { SeriesLabel(name: $0.name, value: $0.value) }
        guard metric.labels.open.isEmpty else {
            let family = OpenFamily(metric, bound: labels, constant: constant, in: store, forwarder: forwarder)
            // Retained for good: handles point to its index and keep no count of references.
            cells = [UnsafeMutableRawPointer(Unmanaged.passRetained(family).takeUnretainedValue().index)]
            series = .open(family)
            return
        }
        var combinations = [labels]
        for label in metric.labels.closed {
            combinations = combinations.flatMap { labels in
                label.values.map { labels + [SeriesLabel(name: label.name, value: $0)] }
            }
        }
        if let store {
            var cells: [UnsafeMutableRawPointer?] = []
            for labels in combinations {
                do throws(MultiprocessError) {
                    let cell = try store.cell(
                        name: metric.name, help: metric.help, shape: metric.shape, labels: labels)
                    cells.append(forwarded(cell, labels))
                } catch {
                    throw .multiprocess(error)
                }
            }
            self.cells = cells
            series = .shared
            return
        }
        let list = SeriesList(name: metric.name, shape: metric.shape)
        cells = combinations.map { forwarded(list.add($0), $0) }
        series = .dense(list)
    }

    /// What an exposition writes: the series as they are now; nil if they are in the shared directory.
    var snapshot: SeriesList.Snapshot? {
        switch series {
        case .dense(let list): list.snapshot
        case .open(let family): isShared ? nil : family.snapshot
        case .shared: nil
        }
    }

    /// What reads its values, if closures do.
    var callbacks: [CallbackCell] {
        switch series {
        case .dense(let list): list.callbacks
        case .open(let family): family.callbacks
        case .shared: []
        }
    }

    /// Back to the start, as if nothing had been recorded. Under `StructureLock`.
    func reset() {
        switch series {
        case .dense(let list): list.reset()
        case .open(let family): family.reset()
        case .shared: break
        }
    }

    /// The series of the open label, if there is one.
    var openFamily: OpenFamily? { if case .open(let family) = series { family } else { nil } }
}
