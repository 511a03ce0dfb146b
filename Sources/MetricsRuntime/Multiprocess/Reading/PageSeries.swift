// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What a key becomes in an exposition: the family, the sample of it, and labels that Prometheus accepts.
///
/// The memory for the labels is used again for the next key.
struct PageSeries {
    /// The samples of a series.
    enum Sample: Equatable {
        /// The series has only this one.
        case value
        case count
        case sum
        case bucket(bound: Double)
    }

    enum Result: Equatable {
        case sample(Sample)
        /// What readers compute themselves or don't use: the count of a histogram, and when a series was created.
        case unused
        /// The reason why it can't be in an exposition.
        case refused(String)
    }

    /// The family's name in the exposition.
    private(set) var family: [UInt8] = []
    /// In the order of an exposition, without `le`.
    private var labels: [Label] = []
    private var bytes: [UInt8] = []
    private var hasIllegalNames = false

    /// Prometheus fails if the labels of one series have 16 MiB. A sixteenth of that is more than enough.
    private static let longestKey = 1 << 20

    mutating func read(_ key: EntryKeyParser, _ name: MultiprocessFileName) -> Result {
        family.removeAll(keepingCapacity: true)
        // The heading of a counter has the name of its samples, with `_total`.
        PageName.append(key.texts[name.kind == .counter ? key.sample : key.family], .metric, to: &family)
        guard key.texts.count <= Self.longestKey else { return .refused("its labels are longer than 1 MiB") }
        guard let part = Part(key, name.kind) else {
            let sample = PageName.inMessage(key.string(key.sample))
            let family = PageName.inMessage(key.string(key.family))
            return .refused("`\(sample)` isn't a sample of the \(name.kind.keyword) `\(family)`")
        }
        if part == .unused { return .unused }
        if let reason = readLabels(key, name, part) { return .refused(reason) }
        switch part {
        case .value: return .sample(.value)
        case .count: return .sample(.count)
        case .sum: return .sample(.sum)
        case .unused: return .unused
        case .bucket:
            guard let label = key.labels.first(where: { key.texts[$0.name].elementsEqual(Self.bound) }) else {
                return .refused("a bucket has no label `\(SampleLabel.bound.name(inFamily: ""))`")
            }
            let text = key.string(label.value)
            guard let bound = Self.bound(text) else {
                return .refused(
                    "`\(SampleLabel.bound.name(inFamily: ""))` is `\(PageName.inMessage(text))`, which is not a number")
            }
            return .sample(.bucket(bound: bound))
        }
    }

    /// The suffix of a sample's name after the family's.
    private enum Part {
        case value, count, sum, bucket, unused

        init?(_ key: EntryKeyParser, _ kind: MultiprocessFileKind) {
            let (family, sample) = (key.texts[key.family], key.texts[key.sample])
            guard sample.starts(with: family) else { return nil }
            let suffix = String(decoding: sample.dropFirst(family.count), as: UTF8.self)
            let description = kind.metricKind.description
            if let series = description.series.first(where: { $0.suffix == suffix }) {
                switch series.role {
                case .value, .state: self = .value
                case .bucket: self = .bucket
                case .sum: self = .sum
                // Readers compute it from the buckets, if there are any.
                case .count: self = description.series.contains(.bucket) ? .unused : .count
                }
            } else if suffix == description.nameSuffix {
                self = .value
            } else if suffix == SeriesDescription.createdSuffix, !kind.isGauge {
                self = .unused
            } else {
                return nil
            }
        }
    }

    // MARK: Labels

    private static let bound = Array(SampleLabel.bound.name(inFamily: "").utf8)
    private static let quantile = Array(SampleLabel.quantile.name(inFamily: "").utf8)
    private static let process = Array(SampleLabel.process.name(inFamily: "").utf8)

    /// Where a label is in `bytes`.
    private struct Label {
        let name: Range<Int>
        let value: Range<Int>
    }

    /// - Returns: The reason why the labels can't be in an exposition.
    private mutating func readLabels(_ key: EntryKeyParser, _ name: MultiprocessFileName, _ part: Part) -> String? {
        bytes.removeAll(keepingCapacity: true)
        labels.removeAll(keepingCapacity: true)
        hasIllegalNames = false
        var process = name.kind.isPerProcess ? Array(name.process.utf8)[...] : nil
        var last: ArraySlice<UInt8>?
        for label in key.labels {
            let raw = key.texts[label.name]
            if raw.isEmpty { return "a label has no name" }
            if raw == last { return "it has the label `\(PageName.inMessage(key.string(label.name)))` twice" }
            last = raw
            if raw.elementsEqual(Self.bound), name.kind.metricKind.has(.buckets) {
                guard part == .bucket else {
                    return "the label `\(SampleLabel.bound.name(inFamily: ""))` belongs to a bucket only"
                }
                continue
            }
            if raw.elementsEqual(Self.quantile), name.kind == .summary {
                return "quantiles of several processes can't be merged"
            }
            if process != nil, !raw.lexicographicallyPrecedes(Self.process) { append(process: &process) }
            // The file's name says the process.
            if name.kind.isPerProcess, raw.elementsEqual(Self.process) { continue }
            append(raw, key.texts[label.value])
            if raw.starts(with: "__".utf8) || bytes[labels[labels.count - 1].name].elementsEqual("__name__".utf8) {
                return "the label name `\(PageName.inMessage(key.string(label.name)))` is reserved"
            }
        }
        append(process: &process)
        // They are sorted by the names in the file, and have to be sorted by those in the exposition.
        return hasIllegalNames ? sort() : nil
    }

    private mutating func append(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
        let start = bytes.count
        if !PageName.append(name, .label, to: &bytes) { hasIllegalNames = true }
        let end = bytes.count
        bytes.append(contentsOf: value)
        labels.append(Label(name: start..<end, value: end..<bytes.count))
    }

    private mutating func append(process: inout ArraySlice<UInt8>?) {
        guard let text = process else { return }
        process = nil
        append(Self.process[...], text)
    }

    /// - Returns: The reason why the labels can't be in an exposition: two names that become one there.
    private mutating func sort() -> String? {
        LabelOrder.sort(&labels) { [bytes] in bytes[$0.name] }
        for (left, right) in zip(labels, labels.dropFirst()) where bytes[left.name] == bytes[right.name] {
            return "two of its labels are `\(String(decoding: bytes[left.name], as: UTF8.self))` on the page"
        }
        return nil
    }

    /// The labels as they are kept.
    func appendLabels(to kept: inout [UInt8]) {
        TextLabels.append(labels, to: &kept, name: { bytes[$0.name] }, value: { bytes[$0.value] })
    }

    /// Bytes that are the same for two keys of one series and differ between two series. For Prometheus, a label with
    /// an empty value is the same as a missing one.
    func appendIdentity(to identity: inout [UInt8]) {
        for label in labels where !label.value.isEmpty {
            withUnsafeBytes(of: (UInt32(label.name.count), UInt32(label.value.count))) {
                identity.append(contentsOf: $0)
            }
            // The value comes directly after the name.
            identity.append(contentsOf: bytes[label.name.lowerBound..<label.value.upperBound])
        }
    }

    /// The number of bytes that the text format needs for labels that have an empty value.
    var emptySize: Int {
        labels.reduce(0) { $0 + ($1.value.isEmpty ? TextLabels.emptySize(name: $1.name.count) : 0) }
    }

    /// The number of a string in `le`, as Python's `float` reads it.
    static func bound(_ text: String) -> Double? {
        switch text.lowercased() {
        case "+inf", "inf", "+infinity", "infinity": return .infinity
        default:
            // C's parser also accepts `0x1p3` and `nan(…)`, which no client writes in `le`.
            guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }), let bound = Double(text) else {
                return nil
            }
            // -0 and 0 are the same bound.
            return bound == 0 ? 0 : bound
        }
    }
}
