/// The series of an open label's values, made when they are first asked for. An object, since handles lead to it.
final class OpenFamily: Sendable {
    private let name: String
    private let shape: MetricDeclaration.Shape
    private let bound: [ExpositionText.Label]
    private let names: [String]
    private let state = Lock(State())

    private struct State {
        var positions: [LabelValues: Int] = [:]
        /// In the order in which they came to be.
        var series: [ExportedSeries] = []
    }

    init(name: String, shape: MetricDeclaration.Shape, bound: [ExpositionText.Label], names: [String]) {
        self.name = name
        self.shape = shape
        self.bound = bound
        self.names = names
    }

    func cell(_ values: [String]) -> UnsafeMutableRawPointer {
        precondition(values.count == names.count, "`\(name)` has \(names.count) open labels, not \(values.count)")
        return state.withLock { state in
            let key = LabelValues(values)
            if let position = state.positions[key] { return state.series[position].address }
            let labels = bound + zip(names, values).map { ExpositionText.Label(name: $0, value: $1) }
            let series = ExportedSeries(name: name, shape: shape, labels: labels)
            state.positions[key] = state.series.count
            state.series.append(series)
            return series.address
        }
    }

    func write(into text: inout [UInt8]) {
        // The lock is held for the copy of the list only: writing it out must not hold up those who record.
        for series in state.withLock({ $0.series }) { series.write(into: &text) }
    }
}
