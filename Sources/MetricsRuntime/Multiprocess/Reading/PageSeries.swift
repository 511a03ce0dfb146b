/// What a key is on the page: which family, which sample of it, and labels that Prometheus accepts.
///
/// The memory for the labels is used again for the next key.
struct PageSeries {
    /// Which of a series' samples.
    enum Sample: Equatable {
        /// The series has only this one.
        case value
        case count
        case sum
        case bucket(bound: Double)
    }

    enum Result: Equatable {
        case sample(Sample)
        /// What readers make themselves or have no use for: the count of a histogram, and when a series was created.
        case unused
        /// Why it can't be on the page.
        case refused(String)
    }

    /// The family's name on the page.
    private(set) var family: [UInt8] = []
    /// What is between the braces, without `le`.
    private(set) var labels: [UInt8] = []
    /// Where `le` belongs in `labels`.
    private(set) var boundPlace = 0
    /// The same labels without those that have an empty value: Prometheus takes those for missing ones.
    private(set) var identity: [UInt8] = []
    private var pieces: [Piece] = []
    private var hasIllegalNames = false

    /// Prometheus ends with an error where the labels of one series have 16 MiB. Nobody needs the 16th part.
    private static let longestKey = 1 << 20

    mutating func read(_ key: EntryKeyParser, _ name: MultiprocessFileName) -> Result {
        family.removeAll(keepingCapacity: true)
        // The heading of a counter has the name of its samples, with `_total`.
        PageName.append(key.texts[name.kind == .counter ? key.sample : key.family], .metric, to: &family)
        guard key.texts.count <= Self.longestKey else { return .refused("its labels are longer than 1 MiB") }
        guard let part = Part(key, name.kind) else {
            let sample = PageName.inMessage(key.string(key.sample))
            let family = PageName.inMessage(key.string(key.family))
            return .refused("`\(sample)` is no sample of the \(name.kind.expositionKeyword) `\(family)`")
        }
        if part == .unused { return .unused }
        if let reason = readLabels(key, name, part) { return .refused(reason) }
        switch part {
        case .value: return .sample(.value)
        case .count: return .sample(.count)
        case .sum: return .sample(.sum)
        case .unused: return .unused
        case .bucket:
            guard let label = key.labels.first(where: { key.texts[$0.name].elementsEqual("le".utf8) }) else {
                return .refused("a bucket has no label `le`")
            }
            let text = key.string(label.value)
            guard let bound = Self.bound(text) else {
                return .refused("`le` is `\(PageName.inMessage(text))`, which is not a number")
            }
            return .sample(.bucket(bound: bound))
        }
    }

    /// What a sample's name has behind the family's.
    private enum Part {
        case value, count, sum, bucket, unused

        init?(_ key: EntryKeyParser, _ kind: MultiprocessFileKind) {
            let (family, sample) = (key.texts[key.family], key.texts[key.sample])
            guard sample.starts(with: family) else { return nil }
            switch (kind, String(decoding: sample.dropFirst(family.count), as: UTF8.self)) {
            case (.counter, ""), (.counter, "_total"), (.gauge, ""): self = .value
            case (.histogram, "_bucket"): self = .bucket
            case (.histogram, "_sum"), (.summary, "_sum"): self = .sum
            case (.summary, "_count"): self = .count
            case (.histogram, "_count"), (.counter, "_created"), (.histogram, "_created"), (.summary, "_created"):
                self = .unused
            default: return nil
            }
        }
    }

    // MARK: Labels

    /// Where a label is in `labels`: its name, and the end of its value.
    private struct Piece {
        let name: Range<Int>
        let end: Int
        let isEmpty: Bool
    }

    /// - Returns: why the labels can't be on a page.
    private mutating func readLabels(_ key: EntryKeyParser, _ name: MultiprocessFileName, _ part: Part) -> String? {
        labels.removeAll(keepingCapacity: true)
        pieces.removeAll(keepingCapacity: true)
        hasIllegalNames = false
        var process = name.kind.isPerProcess ? Array(name.process.utf8)[...] : nil
        var last: ArraySlice<UInt8>?
        for label in key.labels {
            let raw = key.texts[label.name]
            if raw.isEmpty { return "a label has no name" }
            if raw == last { return "it has the label `\(PageName.inMessage(key.string(label.name)))` twice" }
            last = raw
            if raw.elementsEqual("le".utf8), name.kind == .histogram {
                guard part == .bucket else { return "the label `le` belongs to a bucket only" }
                continue
            }
            if raw.elementsEqual("quantile".utf8), name.kind == .summary {
                return "quantiles of several processes can't be merged"
            }
            if process != nil, !raw.lexicographicallyPrecedes("pid".utf8) { append(process: &process) }
            // The process is what the file's name says.
            if name.kind.isPerProcess, raw.elementsEqual("pid".utf8) { continue }
            append(raw, key.texts[label.value])
            if raw.starts(with: "__".utf8) || labels[pieces[pieces.count - 1].name].elementsEqual("__name__".utf8) {
                return "the label name `\(PageName.inMessage(key.string(label.name)))` is reserved"
            }
        }
        append(process: &process)
        // They are sorted by the names in the file, and have to be by those on the page.
        if hasIllegalNames, let reason = sort() { return reason }
        finishLabels()
        return nil
    }

    private mutating func append(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
        if !labels.isEmpty { labels.append(UInt8(ascii: ",")) }
        let start = labels.count
        if !PageName.append(name, .label, to: &labels) { hasIllegalNames = true }
        let end = labels.count
        labels.append(contentsOf: "=\"".utf8)
        for byte in value {
            switch byte {
            case UInt8(ascii: "\\"): labels.append(contentsOf: #"\\"#.utf8)
            case UInt8(ascii: "\""): labels.append(contentsOf: #"\""#.utf8)
            case UInt8(ascii: "\n"): labels.append(contentsOf: #"\n"#.utf8)
            default: labels.append(byte)
            }
        }
        labels.append(UInt8(ascii: "\""))
        pieces.append(Piece(name: start..<end, end: labels.count, isEmpty: value.isEmpty))
    }

    private mutating func append(process: inout ArraySlice<UInt8>?) {
        guard let text = process else { return }
        process = nil
        append(Array("pid".utf8)[...], text)
    }

    /// - Returns: why the labels can't be on a page: two names that are one there.
    private mutating func sort() -> String? {
        let unsorted = labels
        let sorted = pieces.sorted { unsorted[$0.name].lexicographicallyPrecedes(unsorted[$1.name]) }
        for (left, right) in zip(sorted, sorted.dropFirst()) where unsorted[left.name] == unsorted[right.name] {
            return "two of its labels are `\(String(decoding: unsorted[left.name], as: UTF8.self))` on the page"
        }
        labels.removeAll(keepingCapacity: true)
        pieces.removeAll(keepingCapacity: true)
        for piece in sorted {
            if !labels.isEmpty { labels.append(UInt8(ascii: ",")) }
            let start = labels.count
            labels.append(contentsOf: unsorted[piece.name.lowerBound..<piece.end])
            pieces.append(
                Piece(name: start..<start + piece.name.count, end: labels.count, isEmpty: piece.isEmpty))
        }
        return nil
    }

    private mutating func finishLabels() {
        identity.removeAll(keepingCapacity: true)
        boundPlace = labels.count
        for (index, piece) in pieces.enumerated().reversed()
        where !labels[piece.name].lexicographicallyPrecedes("le".utf8) {
            boundPlace = index == 0 ? 0 : pieces[index - 1].end
        }
        for piece in pieces where !piece.isEmpty {
            identity.append(contentsOf: labels[piece.name.lowerBound..<piece.end])
            identity.append(UInt8(ascii: ","))
        }
    }

    /// The number of a string in `le`, as Python's `float` reads it.
    static func bound(_ text: String) -> Double? {
        switch text.lowercased() {
        case "+inf", "inf", "+infinity", "infinity": return .infinity
        default:
            // What C's own reader accepts as well (`0x1p3`, `nan(…)`) is in nobody's `le`.
            guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }), let bound = Double(text) else {
                return nil
            }
            // -0 and 0 are one bound.
            return bound == 0 ? 0 : bound
        }
    }
}
