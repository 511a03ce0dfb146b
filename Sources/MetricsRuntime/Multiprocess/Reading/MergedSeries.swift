// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The series of a directory: each sample has a slot for its merged value, found by the keys of entries.
struct MergedSeries: ~Copyable {
    // By slot. A value counts only in the round in which it was last changed.
    private(set) var values: [Double] = []
    /// What rounding removed from a sum.
    private var rests: [Double] = []
    private(set) var timestamps: [Double] = []
    private(set) var rounds: [UInt32] = []

    private(set) var families: [MergedFamily] = []
    private(set) var declarations: [MergedFamily.Declaration] = []
    /// The labels of all series, and the bounds of histograms as the text format writes them.
    private var labels = LabelStore()
    private var bounds: [UInt64: UnsafeRawBufferPointer] = [:]
    /// Families by name in the exposition and by kind.
    private var familyNames = FingerprintTable()
    /// Declarations by family, name in the file, and help.
    private var declarationKeys = FingerprintTable()
    /// What is known of a key, by the kind of file, the process if it matters, and the bytes of the key.
    private var keys = FingerprintTable()
    private var entries: [Entry] = []
    /// Of keys whose family has second names: what the key with each of these names is, by the key's number.
    private var secondEntries: [UInt32: [Entry]] = [:]
    /// Series by their labels in the exposition, since different spellings of a key are one series; then slots by
    /// series and sample.
    private var seriesKeys = FingerprintTable()
    private var sampleKeys = FingerprintTable()
    /// Contexts of `keys` for files that keep series of their own.
    private var processes: [MultiprocessFileName: UInt32] = [:]
    private var parser = EntryKeyParser()
    private var page = PageSeries()
    private var scratch: [UInt8] = []
    private var plan: MergedPage?
    /// By the name of a family in the exposition. Its entries also count as entries of the families with these names.
    let secondNames: [String: [SecondName]]

    init(secondNames: [String: [SecondName]]) { self.secondNames = secondNames }

    struct Entry {
        let slot: UInt32
        let declaration: UInt32
    }

    enum Found {
        case entry(Entry, also: [Entry])
        case unreadable
        /// It can't be in an exposition.
        case refused(reason: String)
        /// No reader shows it.
        case unused
    }

    /// Distinguishes keys of this file from those of others.
    mutating func context(of name: MultiprocessFileName) -> UInt32 {
        guard name.kind.isPerProcess else { return UInt32(name.kind.order) }
        if let context = processes[name] { return context }
        let context = UInt32(MultiprocessFileKind.all.count + processes.count)
        processes[name] = context
        return context
    }

    mutating func slot(of key: UnsafeRawBufferPointer, _ fingerprint: Fingerprint, in name: MultiprocessFileName)
        -> Found
    {
        if let known = keys.number(of: fingerprint) {
            return .entry(entries[Int(known)], also: secondEntries.isEmpty ? [] : secondEntries[known] ?? [])
        }
        guard parser.parse(key) else { return .unreadable }
        switch page.read(parser, name) {
        case .unused: return .unused
        case .refused(let reason): return .refused(reason: reason)
        case .sample(let sample):
            let family = familyIndex(name.kind)
            let declaration = declaration(of: family)
            let entry = Entry(slot: slot(of: sample, in: family), declaration: declaration)
            let number = UInt32(entries.count)
            keys.insert(fingerprint, number: number)
            entries.append(entry)
            let others = secondKeys(families[family]).compactMap { self.entry(of: $0, in: name) }
            if !others.isEmpty { secondEntries[number] = others }
            return .entry(entry, also: others)
        }
    }

    /// The key that has just been read, with each of the second names.
    private func secondKeys(_ family: MergedFamily) -> [[UInt8]] {
        guard !secondNames.isEmpty, let names = secondNames[family.name] else { return [] }
        let labels = parser.labels.map { SeriesLabel(name: parser.string($0.name), value: parser.string($0.value)) }
        let states = family.kind.isGauge ? SampleLabel.state.name(inFamily: family.name) : nil
        let suffix = family.kind == .counter ? "" : parser.string(parser.sample).dropFirst(parser.family.count)
        return names.map { second in
            let renamed = labels.map { label in
                guard second.renamesStates, label.name == states else { return label }
                return SeriesLabel(name: SampleLabel.state.name(inFamily: second.name), value: label.value)
            }
            return EntryKey.bytes(
                family: family.kind == .counter ? EntryKey.counterFamily(second.name) : second.name,
                sample: second.name + suffix, labels: renamed, help: second.help ?? parser.string(parser.help))
        }
    }

    private mutating func entry(of key: [UInt8], in name: MultiprocessFileName) -> Entry? {
        let context = context(of: name)
        let found = key.withUnsafeBytes { slot(of: $0, Fingerprint($0, context: context), in: name) }
        guard case .entry(let entry, _) = found else { return nil }
        return entry
    }

    // MARK: What has just been read

    private mutating func familyIndex(_ kind: MultiprocessFileKind) -> Int {
        let fingerprint = page.family.withUnsafeBytes { Fingerprint($0, context: UInt32(kind.order)) }
        if let known = familyNames.number(of: fingerprint) { return Int(known) }
        let number = UInt32(families.count)
        familyNames.insert(fingerprint, number: number)
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
        let fingerprint = scratch.withUnsafeBytes { Fingerprint($0, context: UInt32(family)) }
        if let known = declarationKeys.number(of: fingerprint) { return known }
        let number = UInt32(declarations.count)
        declarationKeys.insert(fingerprint, number: number)
        let exposed = ExposedFamily(
            name: families[family].name, help: parser.string(parser.help), kind: families[family].kind.metricKind)
        declarations.append(.init(family: family, name: parser.string(name), exposed: exposed))
        families[family].append(declaration: number)
        plan = nil
        return number
    }

    private mutating func slot(of sample: PageSeries.Sample, in family: Int) -> UInt32 {
        let context = UInt32(family)
        scratch.removeAll(keepingCapacity: true)
        page.appendIdentity(to: &scratch)
        let series = scratch.withUnsafeBytes { Fingerprint($0, context: context) }
        let index: Int
        if let known = seriesKeys.number(of: series) {
            index = Int(known)
            if families[family].hasMoreEmptyLabels(index, than: page.emptySize) {
                families[family].replaceLabels(index, by: keepLabels())
            }
        } else {
            index = families[family].append(keepLabels())
            seriesKeys.insert(series, number: UInt32(index))
        }
        scratch.removeAll(keepingCapacity: true)
        withUnsafeBytes(of: index) { scratch.append(contentsOf: $0) }
        switch sample {
        case .value: scratch.append(0)
        case .count: scratch.append(1)
        case .sum: scratch.append(2)
        case .bucket(let bound): withUnsafeBytes(of: bound.bitPattern) { scratch.append(contentsOf: $0) }
        }
        let key = scratch.withUnsafeBytes { Fingerprint($0, context: context) }
        if let slot = sampleKeys.number(of: key) { return slot }
        let slot = UInt32(values.count)
        sampleKeys.insert(key, number: slot)
        values.append(0)
        rests.append(0)
        timestamps.append(0)
        rounds.append(0)
        families[family].append(sample, bound: boundText(sample), slot, to: index)
        return slot
    }

    private mutating func keepLabels() -> TextLabels {
        scratch.removeAll(keepingCapacity: true)
        page.appendLabels(to: &scratch)
        return TextLabels(start: scratch.withUnsafeBytes { labels.keep($0) })
    }

    /// The label of a bucket, which most series of a family have in common.
    private mutating func boundText(_ sample: PageSeries.Sample) -> UnsafeRawBufferPointer {
        guard case .bucket(let bound) = sample else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        if let known = bounds[bound.bitPattern] { return known }
        scratch.removeAll(keepingCapacity: true)
        TextFormat.appendLabel(SampleLabel.bound.name(inFamily: "").utf8, NumberText.text(of: bound).utf8, to: &scratch)
        let text = UnsafeRawBufferPointer(
            start: scratch.withUnsafeBytes { labels.keep($0) }, count: scratch.count)
        bounds[bound.bitPattern] = text
        return text
    }

    // MARK: Values

    /// Adds a file's values. `entries` are the offset and slot of each value in `bytes`, already checked to be
    /// inside.
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
        switch kind.merge {
        case .sum: break
        case .each:
            each { slot, value, _, _ in values[slot] = value }
        case .min:
            each { slot, value, isFirst, _ in
                if isFirst || MergeRules.isLower(value, than: values[slot]) { values[slot] = value }
            }
        case .max:
            each { slot, value, isFirst, _ in
                if isFirst || MergeRules.isHigher(value, than: values[slot]) { values[slot] = value }
            }
        case .mostRecent:
            let latest = MergeRules.latestTime
            for entry in entries {
                let slot = Int(entry.slot)
                let place = start + Int(entry.offset)
                let value = place.loadUnaligned(as: Double.self)
                let time = MergeRules.time(
                    place.loadUnaligned(fromByteOffset: 8, as: Double.self), latest: latest)
                // An entry that was never set doesn't count.
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

    /// Passes the families to a writer.
    mutating func visit(
        round: UInt32, of sources: PageSources, beside others: inout NamesOnPage, _ writer: inout some ExpositionWriter
    ) -> PageChoices {
        self.round()
        let plan = self.plan ?? MergedPage(families, declarations)
        self.plan = plan
        let values = MergedValues(values: values, rounds: rounds, round: round)
        let choices = plan.choices(sources, beside: &others) { [families] in families[$0].isCurrent(values) }
        writer.begin(names: Set(choices.sections.flatMap { plan.sections[$0.index].names }))
        for (index, declaration) in choices.sections {
            let number = plan.sections[index].family
            families[number].sortBuckets()
            let family = families[number]
            writer.family(declarations[Int(declaration)].exposed, textSize: family.textSize) { samples in
                family.visit(&samples, values)
            }
        }
        return choices
    }
}
