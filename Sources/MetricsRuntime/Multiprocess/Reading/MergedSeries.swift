/// The series of a directory: each sample has a slot for its merged value, found by the keys of entries.
struct MergedSeries: ~Copyable {
    // By slot. A value counts only in the round in which it was last touched.
    private(set) var values: [Double] = []
    /// What rounding took from a sum.
    private var rests: [Double] = []
    private(set) var timestamps: [Double] = []
    private(set) var rounds: [UInt32] = []

    private(set) var families: [MergedFamily] = []
    private(set) var declarations: [MergedFamily.Declaration] = []
    /// Family by name on the page, and kind.
    private var familyNames = ByteTable()
    /// Declaration by family, name in the file, and help.
    private var declarationKeys = ByteTable()
    /// What is known of a key, by the kind of file, the process where it matters, and the bytes of the key.
    private var keys = ByteTable()
    private var entries: [(slot: UInt32, declaration: UInt32)] = []
    /// Series by its labels on the page, since different spellings of a key are one series; then slot by series and sample.
    private var seriesKeys = ByteTable()
    private var sampleKeys = ByteTable()
    /// Contexts of `keys` for files that keep series of their own.
    private var processes: [MultiprocessFileName: UInt32] = [:]
    private var parser = EntryKeyParser()
    private var page = PageSeries()
    private var scratch: [UInt8] = []
    private var plan: MergedPage?

    init() {}

    enum Found {
        case entry(slot: UInt32, declaration: UInt32)
        case unreadable
        /// It can't be on a page.
        case refused(reason: String)
        /// No reader shows it.
        case unused
    }

    /// What tells keys of this file from those of others.
    mutating func context(of name: MultiprocessFileName) -> UInt32 {
        guard name.kind.isPerProcess else { return UInt32(name.kind.order) }
        if let context = processes[name] { return context }
        let context = UInt32(MultiprocessFileKind.all.count + processes.count)
        processes[name] = context
        return context
    }

    mutating func slot(of key: UnsafeRawBufferPointer, in name: MultiprocessFileName, context: UInt32) -> Found {
        if let known = keys.number(of: key, context: context) {
            let entry = entries[Int(known)]
            return .entry(slot: entry.slot, declaration: entry.declaration)
        }
        guard parser.parse(key) else { return .unreadable }
        switch page.read(parser, name) {
        case .unused: return .unused
        case .refused(let reason): return .refused(reason: reason)
        case .sample(let sample):
            let family = familyIndex(name.kind)
            let declaration = declaration(of: family)
            let slot = slot(of: sample, in: family)
            keys.insert(key, context: context, number: UInt32(entries.count))
            entries.append((slot, declaration))
            return .entry(slot: slot, declaration: declaration)
        }
    }

    // MARK: What has just been read

    private mutating func familyIndex(_ kind: MultiprocessFileKind) -> Int {
        let context = UInt32(kind.order)
        let known = page.family.withUnsafeBytes { familyNames.number(of: $0, context: context) }
        if let known { return Int(known) }
        let number = UInt32(families.count)
        page.family.withUnsafeBytes { familyNames.insert($0, context: context, number: number) }
        families.append(MergedFamily(name: String(decoding: page.family, as: UTF8.self), kind: kind))
        plan = nil
        return Int(number)
    }

    private mutating func declaration(of family: Int) -> UInt32 {
        let name = families[family].kind == .counter ? parser.sample : parser.family
        scratch.removeAll(keepingCapacity: true)
        // The length tells where the name ends.
        withUnsafeBytes(of: name.count) { scratch.append(contentsOf: $0) }
        scratch.append(contentsOf: parser.texts[name])
        scratch.append(contentsOf: parser.texts[parser.help])
        let context = UInt32(family)
        let known = scratch.withUnsafeBytes { declarationKeys.number(of: $0, context: context) }
        if let known { return known }
        let number = UInt32(declarations.count)
        scratch.withUnsafeBytes { declarationKeys.insert($0, context: context, number: number) }
        declarations.append(.init(family: family, name: parser.string(name), help: parser.string(parser.help)))
        families[family].append(declaration: number)
        plan = nil
        return number
    }

    private mutating func slot(of sample: PageSeries.Sample, in family: Int) -> UInt32 {
        let context = UInt32(family)
        scratch.removeAll(keepingCapacity: true)
        scratch.append(UInt8(ascii: "{"))
        scratch.append(contentsOf: page.identity)
        let index: Int
        if let known = scratch.withUnsafeBytes({ seriesKeys.number(of: $0, context: context) }) {
            index = Int(known)
            if families[family].shorten(index, as: page) { plan = nil }
        } else {
            index = families[family].append(page)
            scratch.withUnsafeBytes { seriesKeys.insert($0, context: context, number: UInt32(index)) }
        }
        scratch.removeAll(keepingCapacity: true)
        withUnsafeBytes(of: index) { scratch.append(contentsOf: $0) }
        switch sample {
        case .value: scratch.append(0)
        case .count: scratch.append(1)
        case .sum: scratch.append(2)
        case .bucket(let bound): withUnsafeBytes(of: bound.bitPattern) { scratch.append(contentsOf: $0) }
        }
        if let slot = scratch.withUnsafeBytes({ sampleKeys.number(of: $0, context: context) }) { return slot }
        let slot = UInt32(values.count)
        scratch.withUnsafeBytes { sampleKeys.insert($0, context: context, number: slot) }
        values.append(0)
        rests.append(0)
        timestamps.append(0)
        rounds.append(0)
        families[family].append(sample, slot, to: index)
        plan = nil
        return slot
    }

    // MARK: Values

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
            each { slot, value, isFirst, _ in
                if isFirst || MergeRules.isLower(value, than: values[slot]) { values[slot] = value }
            }
        case .gauge(.max), .gauge(.livemax):
            each { slot, value, isFirst, _ in
                if isFirst || MergeRules.isHigher(value, than: values[slot]) { values[slot] = value }
            }
        case .gauge(.mostrecent), .gauge(.livemostrecent):
            let latest = MergeRules.latestTime
            for entry in entries {
                let slot = Int(entry.slot)
                let place = start + Int(entry.offset)
                let value = place.loadUnaligned(as: Double.self)
                let time = MergeRules.time(
                    place.loadUnaligned(fromByteOffset: 8, as: Double.self), latest: latest)
                // An entry that was never set counts for nothing.
                guard time > 0,
                    rounds[slot] != round || MergeRules.isLater(time, value, than: timestamps[slot], values[slot])
                else { continue }
                values[slot] = value
                timestamps[slot] = time
                rounds[slot] = round
            }
        }
    }

    /// Whether most slots belong to series that no file has any more.
    func isMostlyStale(in round: UInt32) -> Bool {
        guard values.count > 4096 else { return false }
        var current = 0
        for value in rounds where value == round { current += 1 }
        return current * 2 < values.count
    }

    /// Appends the page.
    mutating func write(
        round: UInt32, of sources: PageSources, beside others: inout NamesOnPage, into text: inout [UInt8]
    ) -> PageChoices {
        self.round()
        let plan = self.plan ?? MergedPage(families, declarations)
        self.plan = plan
        let choices = plan.choices(rounds: rounds, round: round, sources, beside: &others)
        plan.write(choices, values: values, rounds: rounds, round: round, into: &text)
        return choices
    }
}
