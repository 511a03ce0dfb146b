/// The series of a directory: each has a slot for its merged value, found by the keys of entries, and its text in the
/// exposition, rendered once.
struct MergedSeries: ~Copyable {
    // By slot. A value counts only in the round in which it was last touched.
    private(set) var values: [Double] = []
    /// What rounding took from a sum.
    private var rests: [Double] = []
    private(set) var timestamps: [Double] = []
    private(set) var rounds: [UInt32] = []

    private var families: [MergedFamily] = []
    private var familyNames = ByteTable()
    /// Slot by kind, process where it matters, and the bytes of a key.
    private var keys = ByteTable()
    /// Slot by the rendered text, since different spellings of a key are one series.
    private var prefixes = ByteTable()
    /// Contexts of `keys` for files that keep series of their own.
    private var processes: [MultiprocessFileName: UInt32] = [:]
    private var parser = EntryKeyParser()
    private var prefix: [UInt8] = []
    private var plan: MergedPage?

    init() {}

    enum Found {
        case slot(UInt32)
        case unreadable
        case conflict(family: String)
    }

    /// What tells keys of this file from those of others.
    mutating func context(of name: MultiprocessFileName) -> UInt32 {
        guard name.kind.isPerProcess else {
            return UInt32(MultiprocessFileKind.all.firstIndex(of: name.kind) ?? 0)
        }
        if let context = processes[name] { return context }
        let context = UInt32(MultiprocessFileKind.all.count + processes.count)
        processes[name] = context
        return context
    }

    mutating func slot(of key: UnsafeRawBufferPointer, in name: MultiprocessFileName, context: UInt32) -> Found {
        if let slot = keys.number(of: key, context: context) { return .slot(slot) }
        guard parser.parse(key) else { return .unreadable }
        let familyIndex: Int
        let known = parser.texts.withUnsafeBytes {
            familyNames.number(of: UnsafeRawBufferPointer(rebasing: $0[parser.family]), context: 0)
        }
        if let known {
            familyIndex = Int(known)
            guard families[familyIndex].kind == name.kind else {
                return .conflict(family: parser.string(parser.family))
            }
        } else {
            familyIndex = families.count
            families.append(MergedFamily(parser, kind: name.kind))
            parser.texts.withUnsafeBytes {
                familyNames.insert(
                    UnsafeRawBufferPointer(rebasing: $0[parser.family]), context: 0, number: UInt32(familyIndex))
            }
        }
        guard let slot = newOrKnownSlot(in: familyIndex, name) else { return .unreadable }
        keys.insert(key, context: context, number: slot)
        return .slot(slot)
    }

    /// The slot of the key that has just been parsed; nil when it is a bucket without a bound.
    private mutating func newOrKnownSlot(in familyIndex: Int, _ name: MultiprocessFileName) -> UInt32? {
        var bound: Double?
        if name.kind == .histogram, let label = parser.labels.first(where: { parser.string($0.name) == "le" }) {
            guard let number = MergedFamily.bound(parser.string(label.value)) else { return nil }
            bound = number
        }
        let process = name.kind.isPerProcess ? name.process : nil
        SeriesText.render(parser, withoutBound: bound != nil, process: process, into: &prefix)
        let count = prefix.count
        if let bound {
            // Behind the blank, so that buckets are told apart by the number and not by how it is written.
            withUnsafeBytes(of: bound.bitPattern) { prefix.append(contentsOf: $0) }
        }
        // The same text in another family is another series: the pages that come of it are for their writers to mend.
        let context = UInt32(familyIndex)
        if let slot = prefix.withUnsafeBytes({ prefixes.number(of: $0, context: context) }) { return slot }
        let slot = UInt32(values.count)
        prefix.withUnsafeBytes { prefixes.insert($0, context: context, number: slot) }
        values.append(0)
        rests.append(0)
        timestamps.append(0)
        rounds.append(0)
        families[familyIndex].append(slot, text: prefix[..<count], bound: bound)
        plan = nil
        return slot
    }

    /// Adds a file's values. `entries` are offset and slot of each value in `bytes`, already known to be inside.
    mutating func merge(
        _ bytes: UnsafeRawBufferPointer, _ entries: [FileLayout.Entry], _ name: MultiprocessFileName, round: UInt32
    ) {
        guard let start = bytes.baseAddress else { return }
        if name.kind.isSum { return sum(start, entries, isFolded: name.isFolded, round) }
        values.withUnsafeMutableBufferPointer { values in
            timestamps.withUnsafeMutableBufferPointer { timestamps in
                rounds.withUnsafeMutableBufferPointer { rounds in
                    Self.merge(start, entries, name.kind, round, values, timestamps, rounds)
                }
            }
        }
    }

    private mutating func sum(
        _ start: UnsafeRawPointer, _ entries: [FileLayout.Entry], isFolded: Bool, _ round: UInt32
    ) {
        values.withUnsafeMutableBufferPointer { values in
            rests.withUnsafeMutableBufferPointer { rests in
                rounds.withUnsafeMutableBufferPointer { rounds in
                    for entry in entries {
                        let slot = Int(entry.slot)
                        let place = start + Int(entry.offset)
                        let isFirst = rounds[slot] != round
                        var sum = DoubleSum(high: isFirst ? 0 : values[slot], low: isFirst ? 0 : rests[slot])
                        sum.add(place.loadUnaligned(as: Double.self))
                        if isFolded { sum.add(place.loadUnaligned(fromByteOffset: 8, as: Double.self)) }
                        values[slot] = sum.high
                        rests[slot] = sum.low
                        rounds[slot] = round
                    }
                }
            }
        }
    }

    /// Rounds the sums, when all files have been read.
    private mutating func round() {
        for slot in rests.indices where rests[slot] != 0 {
            values[slot] = DoubleSum(high: values[slot], low: rests[slot]).value
            rests[slot] = 0
        }
    }

    private static func merge(
        _ start: UnsafeRawPointer, _ entries: [FileLayout.Entry], _ kind: MultiprocessFileKind, _ round: UInt32,
        _ values: UnsafeMutableBufferPointer<Double>, _ timestamps: UnsafeMutableBufferPointer<Double>,
        _ rounds: UnsafeMutableBufferPointer<UInt32>
    ) {
        func each(_ body: (_ slot: Int, _ value: Double, _ isFirst: Bool, _ place: UnsafeRawPointer) -> Void) {
            for entry in entries {
                let slot = Int(entry.slot)
                let place = start + Int(entry.offset)
                body(slot, place.loadUnaligned(as: Double.self), rounds[slot] != round, place)
                rounds[slot] = round
            }
        }
        switch kind {
        case .counter, .histogram, .summary, .gauge(.sum), .gauge(.livesum): break
        case .gauge(.all), .gauge(.liveall):
            each { slot, value, _, _ in values[slot] = value }
        case .gauge(.min), .gauge(.livemin):
            each { slot, value, isFirst, _ in if isFirst || value < values[slot] { values[slot] = value } }
        case .gauge(.max), .gauge(.livemax):
            each { slot, value, isFirst, _ in if isFirst || value > values[slot] { values[slot] = value } }
        case .gauge(.mostrecent), .gauge(.livemostrecent):
            for entry in entries {
                let slot = Int(entry.slot)
                let place = start + Int(entry.offset)
                let timestamp = place.loadUnaligned(fromByteOffset: 8, as: Double.self)
                // An entry that was never set has none, and counts for nothing.
                guard timestamp > (rounds[slot] == round ? timestamps[slot] : 0) else { continue }
                values[slot] = place.loadUnaligned(as: Double.self)
                timestamps[slot] = timestamp
                rounds[slot] = round
            }
        }
    }

    /// Whether a slot belongs to a series that no file has any more.
    func hasStale(in round: UInt32) -> Bool { rounds.contains { $0 != round } }

    /// Whether most slots belong to series that no file has any more.
    func isMostlyStale(in round: UInt32) -> Bool {
        guard values.count > 4096 else { return false }
        var current = 0
        for value in rounds where value == round { current += 1 }
        return current * 2 < values.count
    }

    /// Appends the page. Families whose heading is in `taken` are left out.
    mutating func write(round: UInt32, without taken: (String) -> Bool, into text: inout [UInt8]) -> [String] {
        self.round()
        if plan == nil { plan = MergedPage(families) }
        return plan?.write(values: values, rounds: rounds, round: round, without: taken, into: &text) ?? []
    }
}

/// A family of a directory, with the series that any file had.
struct MergedFamily {
    let name: String
    let kind: MultiprocessFileKind
    let help: String
    /// Where a sample's name begins the heading: a counter's has `_total`.
    let heading: String
    private(set) var series: [(slot: UInt32, text: ArraySlice<UInt8>, bound: Double?)] = []

    init(_ parser: EntryKeyParser, kind: MultiprocessFileKind) {
        name = parser.string(parser.family)
        self.kind = kind
        help = parser.string(parser.help)
        heading = SeriesText.name(kind == .counter ? parser.string(parser.sample) : name)
    }

    mutating func append(_ slot: UInt32, text: ArraySlice<UInt8>, bound: Double?) { series.append((slot, text, bound)) }

    /// The number of a text in `le`, as Python's `float` reads it.
    static func bound(_ text: String) -> Double? {
        switch text {
        case "+Inf", "inf", "Inf", "+inf": return .infinity
        default:
            // What C's own reader takes besides (`0x1p3`, `nan(…)`) is in nobody's `le`.
            guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }) else { return nil }
            return Double(text)
        }
    }
}

/// A series' text in the exposition.
enum SeriesText {
    private static func append(value: some Sequence<UInt8>, to text: inout [UInt8]) {
        for byte in value {
            switch byte {
            case UInt8(ascii: "\\"): text.append(contentsOf: #"\\"#.utf8)
            case UInt8(ascii: "\""): text.append(contentsOf: #"\""#.utf8)
            case UInt8(ascii: "\n"): text.append(contentsOf: #"\n"#.utf8)
            default: text.append(byte)
            }
        }
    }

    /// Name, labels and a blank, from a key. The label `le` is left out where the bound is kept as a number.
    static func render(_ parser: EntryKeyParser, withoutBound: Bool, process: String?, into text: inout [UInt8]) {
        text.removeAll(keepingCapacity: true)
        append(name: parser.texts[parser.sample], colon: true, to: &text)
        var isFirst = true
        var rest = process
        func open() {
            text.append(UInt8(ascii: isFirst ? "{" : ","))
            isFirst = false
        }
        func appendProcess() {
            guard let process = rest else { return }
            rest = nil
            open()
            text.append(contentsOf: "pid=\"".utf8)
            // A file can have any name.
            append(value: process.utf8, to: &text)
            text.append(UInt8(ascii: "\""))
        }
        for label in parser.labels {
            let name = parser.texts[label.name]
            if withoutBound, name.elementsEqual("le".utf8) { continue }
            if rest != nil, !name.lexicographicallyPrecedes("pid".utf8) { appendProcess() }
            // The process is what the file's name says.
            if process != nil, name.elementsEqual("pid".utf8) { continue }
            open()
            append(name: name, colon: false, to: &text)
            text.append(UInt8(ascii: "="))
            text.append(UInt8(ascii: "\""))
            append(value: parser.texts[label.value], to: &text)
            text.append(UInt8(ascii: "\""))
        }
        appendProcess()
        if !isFirst { text.append(UInt8(ascii: "}")) }
        text.append(UInt8(ascii: " "))
    }

    static func name(_ name: String) -> String {
        var text: [UInt8] = []
        append(name: Array(name.utf8)[...], colon: true, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Python's client permits names that the text format 0.0.4 has no place for; like its own page, ours has `_` there.
    private static func append(name: ArraySlice<UInt8>, colon: Bool, to text: inout [UInt8]) {
        for (offset, byte) in name.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                text.append(byte)
            case UInt8(ascii: "0")...UInt8(ascii: "9") where offset > 0: text.append(byte)
            case UInt8(ascii: ":") where colon: text.append(byte)
            // The bytes of a character after its first.
            case 0x80..<0xC0: continue
            default: text.append(UInt8(ascii: "_"))
            }
        }
    }
}
