/// The series of an open label's values, made when they are first asked for. An object, since handles lead to it.
final class OpenFamily: Sendable {
    private let metric: MetricDeclaration
    private let bound: [ExpositionText.Label]
    private let store: MappedStore?
    private let state = Lock(State())

    private struct State {
        var positions: [LabelValues: UnsafeMutableRawPointer] = [:]
        /// In the order in which they came to be.
        var series: [ExportedSeries] = []
    }

    init(_ metric: MetricDeclaration, bound: [ExpositionText.Label], in store: MappedStore?) {
        self.metric = metric
        self.bound = bound
        self.store = store
    }

    /// nil where the shared directory has no room for another series. What is recorded then is lost, and said.
    func cell(_ values: [String]) -> UnsafeMutableRawPointer? {
        let names = metric.labels.open
        precondition(
            values.count == names.count, "`\(metric.name)` has \(names.count) open labels, not \(values.count)")
        return StructureLock.withLock {
            state.withLock { state in
                let key = LabelValues(values)
                if let cell = state.positions[key] { return cell }
                let labels = bound + zip(names, values).map { ExpositionText.Label(name: $0, value: $1) }
                guard let cell = makeCell(labels, &state) else { return nil }
                state.positions[key] = cell
                return cell
            }
        }
    }

    private func makeCell(_ labels: [ExpositionText.Label], _ state: inout State) -> UnsafeMutableRawPointer? {
        guard let store else {
            let series = ExportedSeries(name: metric.name, shape: metric.shape, labels: labels)
            state.series.append(series)
            return series.address
        }
        do throws(MultiprocessError) {
            return try store.cell(name: metric.name, help: metric.help, shape: metric.shape, labels: labels)
        } catch {
            store.notify(.seriesRefused(metric: metric.name, error))
            return nil
        }
    }

    func write(into text: inout [UInt8]) {
        // The lock is held for the copy of the list only: writing it out must not hold up those who record.
        for series in state.withLock({ $0.series }) { series.write(into: &text) }
    }
}
