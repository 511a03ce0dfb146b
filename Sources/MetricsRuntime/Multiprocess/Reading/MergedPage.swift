/// The page of a directory's series, line by line in the order in which it is written: families by name, the buckets of a
/// histogram by bound, then its sum and count.
struct MergedPage {
    struct Line {
        enum Content {
            case value
            /// The first bucket of a series starts the count anew.
            case firstBucket
            case bucket
            /// The count of the buckets before it.
            case count
        }

        let content: Content
        let slot: UInt32
        fileprivate let start: Int
        fileprivate let length: Int
    }

    struct Section {
        let name: String
        let kind: MultiprocessFileKind
        /// Every name that no other family may have on the page.
        let names: [String]
        let declarations: [UInt32]
        let lines: Range<Int>
        /// Whether another family has one of the names.
        fileprivate(set) var isContested = false
        /// No page has more bytes for the lines.
        fileprivate let largest: Int
        /// `# HELP` and `# TYPE`, where only one declaration of the family is known.
        fileprivate let heading: [UInt8]
    }

    private(set) var sections: [Section] = []
    private(set) var lines: [Line] = []
    let declarations: [MergedFamily.Declaration]
    private var texts: [UInt8] = []

    init(_ families: [MergedFamily], _ declarations: [MergedFamily.Declaration]) {
        self.declarations = declarations
        let sorted = families.sorted { ($0.name, $0.kind.order) < ($1.name, $1.kind.order) }
        for family in sorted { append(family) }
        var owners: [String: Int] = [:]
        for index in sections.indices {
            for name in sections[index].names {
                if let other = owners.updateValue(index, forKey: name) {
                    sections[index].isContested = true
                    sections[other].isContested = true
                }
            }
        }
    }

    // MARK: Lines

    private mutating func append(_ family: MergedFamily) {
        let first = lines.count
        let name = Array(family.name.utf8)
        for series in family.series {
            family.kind == .histogram ? appendHistogram(name, series) : appendValues(name, series)
        }
        sections.append(
            Section(
                name: family.name, kind: family.kind, names: family.names, declarations: family.declarations,
                lines: first..<lines.count,
                largest: lines[first...].reduce(0) { $0 + $1.length + NumberWriter.largest + 1 },
                heading: family.declarations.count == 1
                    ? ExpositionText.heading(
                        name: family.name, help: declarations[Int(family.declarations[0])].help,
                        keyword: family.kind.expositionKeyword) : []))
    }

    private mutating func appendValues(_ name: [UInt8], _ series: MergedFamily.Series) {
        for (sample, slot) in series.samples {
            switch sample {
            case .value: append(.value, slot, name, "", series.labels)
            case .count: append(.value, slot, name, "_count", series.labels)
            case .sum: append(.value, slot, name, "_sum", series.labels)
            case .bucket: break
            }
        }
    }

    private mutating func appendHistogram(_ name: [UInt8], _ series: MergedFamily.Series) {
        var buckets: [(bound: Double, slot: UInt32)] = []
        var sum: UInt32?
        for (sample, slot) in series.samples {
            switch sample {
            case .bucket(let bound): buckets.append((bound, slot))
            case .sum: sum = slot
            case .value, .count: break
            }
        }
        buckets.sort { $0.bound < $1.bound }
        let before = series.labels[..<series.boundPlace]
        let after = series.labels[series.boundPlace...].drop { $0 == UInt8(ascii: ",") }
        for (index, bucket) in buckets.enumerated() {
            let le = Array("le=\"\(NumberText.text(of: bucket.bound))\"".utf8)
            let labels = [before, le[...], after].filter { !$0.isEmpty }.joined(separator: [UInt8(ascii: ",")])
            append(index == 0 ? .firstBucket : .bucket, bucket.slot, name, "_bucket", Array(labels))
        }
        if let sum { append(.value, sum, name, "_sum", series.labels) }
        if let bucket = buckets.first { append(.count, bucket.slot, name, "_count", series.labels) }
    }

    private mutating func append(
        _ content: Line.Content, _ slot: UInt32, _ name: [UInt8], _ suffix: StaticString, _ labels: [UInt8]
    ) {
        let start = texts.count
        texts.append(contentsOf: name)
        suffix.withUTF8Buffer { texts.append(contentsOf: $0) }
        if !labels.isEmpty {
            texts.append(UInt8(ascii: "{"))
            texts.append(contentsOf: labels)
            texts.append(UInt8(ascii: "}"))
        }
        texts.append(UInt8(ascii: " "))
        lines.append(Line(content: content, slot: slot, start: start, length: texts.count - start))
    }

    // MARK: Writing

    func write(
        _ choices: PageChoices, values: [Double], rounds: [UInt32], round: UInt32, into text: inout [UInt8]
    ) {
        for (index, declaration) in choices.sections {
            let section = sections[index]
            let heading =
                section.declarations.count == 1
                ? section.heading
                : ExpositionText.heading(
                    name: section.name, help: declarations[Int(declaration)].help,
                    keyword: section.kind.expositionKeyword)
            text.append(contentsOf: heading)
            text.appendBytes(atMost: section.largest) { place in
                write(section, values, rounds, round, to: place)
            }
        }
    }

    private func write(
        _ section: Section, _ values: [Double], _ rounds: [UInt32], _ round: UInt32,
        to place: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var place = place
        return texts.withUnsafeBufferPointer { texts in
            var count = 0.0
            var hasBuckets = false
            for line in lines[section.lines] {
                let isCurrent = rounds[Int(line.slot)] == round
                let value: Double
                switch line.content {
                case .value:
                    guard isCurrent else { continue }
                    value = values[Int(line.slot)]
                case .firstBucket, .bucket:
                    if line.content == .firstBucket {
                        count = 0
                        hasBuckets = false
                    }
                    guard isCurrent else { continue }
                    hasBuckets = true
                    count += values[Int(line.slot)]
                    value = count
                case .count:
                    guard hasBuckets else { continue }
                    value = count
                }
                place.update(from: texts.baseAddress! + line.start, count: line.length)
                place = NumberWriter.write(value, to: place + line.length)
                place[0] = UInt8(ascii: "\n")
                place += 1
            }
            return place
        }
    }
}
