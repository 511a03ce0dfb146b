import MetricsVocabulary
import SpecDiagnostics
import SpecModel

// What several rules ask of a model.

extension Product {
    /// All but tombstones: those have no series, and their names and helps are history. Of two with one name, which has
    /// been reported, the first.
    var livingMetrics: [Metric] {
        var names: Set<String> = []
        return metrics.filter { metric in
            if case .removed = metric.lifecycle { false } else { names.insert(metric.name).inserted }
        }
    }

    /// Those whose names can still be made better: nobody renames what goes away.
    var namedMetrics: [Metric] {
        livingMetrics.filter { metric in
            if case .active = metric.lifecycle { metric.hasLegalKey } else { false }
        }
    }

    /// The bounds that a living metric has, once for a named set, and the metrics that have them.
    var usedBounds: [(bounds: Declarations.WrittenBounds, metrics: [Metric])] {
        var bySet: [String: [Metric]] = [:]
        var own: [Span: Metric] = [:]
        for metric in livingMetrics {
            guard case .histogram(let set) = metric.shape else { continue }
            if let name = set.name {
                bySet[name.value, default: []].append(metric)
            } else {
                own[metric.key.span] = metric
            }
        }
        return declarations.writtenBounds.compactMap { written in
            let metrics = own[written.owner.span].map { [$0] } ?? bySet[written.owner.value] ?? []
            return metrics.isEmpty ? nil : (written, metrics)
        }
    }
}

extension Metric {
    /// The words of its key, in small letters.
    var nameWords: [String] { key.value.words }

    /// Whether Prometheus takes its key for a name; where it doesn't, that has been reported.
    var hasLegalKey: Bool {
        key.value.utf8.first.map { !(0x30...0x39).contains($0) } == true
            && key.value.utf8.allSatisfy { unit in
                (0x30...0x39).contains(unit) || (0x41...0x5A).contains(unit & 0xDF) || unit == UInt8(ascii: "_")
            }
    }

    func startsWithName(_ help: String) -> Bool { help.hasPrefix(name) || help.hasPrefix(key.value) }

    /// Words of the help that look like names of this product's metrics.
    func names(inHelpWithPrefix prefix: String) -> [String] {
        help.value.split { !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || $0 == ":") }
            .map { $0.last == ":" ? String($0.dropLast()) : String($0) }
            .filter { $0.hasPrefix(prefix) && $0.count > prefix.count }
    }

    /// Whether its labels say everything, and its value nothing.
    var isInformation: Bool {
        kind == .info || kind == .gauge && (unit == Unit.none || key.value.hasSuffix("_info"))
    }

    /// What its family is called in OpenMetrics.
    var openMetricsFamily: String {
        let suffix = kind.description.nameSuffix
        return name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    }
}

extension Unit {
    /// Whether it measures something, rather than counting pieces.
    var isMeasure: Bool {
        switch base.unit {
        case .seconds, .bytes, .ratio, .celsius, .joules, .watts, .volts, .amperes, .hertz, .meters, .grams,
            .unixSeconds:
            true
        default: false
        }
    }

    /// A bound above this was most likely meant in another unit.
    var greatestSensibleBound: Double? {
        switch self {
        case .seconds: 1000
        case .ratio: 1
        case .percent: 100
        case .milliseconds, .microseconds, .nanoseconds: 1000 / base.factor
        default: nil
        }
    }
}

extension MetricKind {
    /// Whether a name that holds this word repeats its type.
    var isOddInNames: Bool {
        switch self {
        case .counter, .gauge, .histogram, .summary, .stateset: true
        // An information has to say so.
        case .info: false
        }
    }
}

/// A rule that a list of bounds can follow from one to the next.
enum BoundRule {
    case factor, distance

    /// The first bound that is just beside what most others follow, and what it should be.
    func breach(in bounds: [Double]) -> (index: Int, expected: Double)? {
        let steps = zip(bounds, bounds.dropFirst()).map { step(from: $0, to: $1) }
        guard steps.allSatisfy({ $0.isFinite && $0 > 0 }) else { return nil }
        func same(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= 1e-9 * abs(right) }
        // What follows a rule for the most part follows it on purpose; 1, 2, 5, 10 doesn't.
        let common = steps.first { step in steps.count { same($0, step) } * 10 >= steps.count * 7 }
        guard let common else { return nil }
        guard let index = steps.firstIndex(where: { !same($0, common) && abs($0 - common) < 0.15 * common })
        else { return nil }
        return (index + 1, next(after: bounds[index], by: common))
    }

    private func step(from first: Double, to second: Double) -> Double {
        switch self {
        case .factor: first > 0 ? second / first : .nan
        case .distance: second - first
        }
    }

    private func next(after bound: Double, by step: Double) -> Double {
        switch self {
        case .factor: bound * step
        case .distance: bound + step
        }
    }
}

extension Finding.Fix {
    static func removing(_ span: Span, _ what: String, isSafe: Bool) -> Self {
        Self("delete \(what)", isSafe: isSafe, edits: [.init(replacing: span, with: "")])
    }
}
