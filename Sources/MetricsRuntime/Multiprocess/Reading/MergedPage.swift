/// The page of a directory's series, line by line in the order in which it is written: families by name, the buckets of a
/// histogram by bound, then its sum and count.
struct MergedPage {
    private struct Line {
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
        let start: Int
        let length: Int
    }

    private struct Section {
        let name: String
        let heading: [UInt8]
        let lines: Range<Int>
        /// No page has more bytes for this family.
        var largest: Int
    }

    private var sections: [Section] = []
    private var lines: [Line] = []
    private var texts: [UInt8] = []

    init(_ families: [MergedFamily]) {
        for family in families.sorted(by: { $0.heading < $1.heading }) {
            let first = lines.count
            if family.kind == .histogram {
                appendHistogram(family)
            } else {
                for series in family.series { append(.value, series.slot, series.text) }
            }
            var help = ExpositionText.heading(
                name: family.heading, help: family.help, keyword: family.kind.expositionKeyword)
            if family.series.isEmpty { help = [] }
            let size = lines[first...].reduce(help.count) { $0 + $1.length + NumberWriter.largest + 1 }
            sections.append(
                Section(name: family.heading, heading: help, lines: first..<lines.count, largest: size))
        }
    }

    private mutating func append(_ content: Line.Content, _ slot: UInt32, _ text: some Collection<UInt8>) {
        lines.append(Line(content: content, slot: slot, start: texts.count, length: text.count))
        texts.append(contentsOf: text)
    }

    private mutating func appendHistogram(_ family: MergedFamily) {
        var positions: [ArraySlice<UInt8>: Int] = [:]
        var groups: [(text: ArraySlice<UInt8>, buckets: [(bound: Double, slot: UInt32)])] = []
        var others: [ArraySlice<UInt8>: UInt32] = [:]
        let name = SeriesText.name(family.name)
        /// What stands behind the sample's name.
        func labels(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
            text[(text.firstIndex { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: " ") } ?? text.endIndex)...]
        }
        func position(_ text: ArraySlice<UInt8>) -> Int {
            if let position = positions[text] { return position }
            positions[text] = groups.count
            groups.append((text, []))
            return groups.count - 1
        }
        for series in family.series {
            let text = labels(series.text)
            let group = position(text)
            if let bound = series.bound {
                groups[group].buckets.append((bound, series.slot))
            } else if series.text.count == name.utf8.count + 4 + text.count,
                series.text.starts(with: "\(name)_sum".utf8)
            {
                others[text] = series.slot
            }
        }
        for group in groups {
            for (index, bucket) in group.buckets.sorted(by: { $0.bound < $1.bound }).enumerated() {
                append(
                    index == 0 ? .firstBucket : .bucket, bucket.slot, Self.bucketText(name, group.text, bucket.bound))
            }
            if let sum = others[group.text] { append(.value, sum, Array("\(name)_sum".utf8) + group.text) }
            if let bucket = group.buckets.first {
                append(.count, bucket.slot, Array("\(name)_count".utf8) + group.text)
            }
        }
    }

    /// Puts `le` in its place among the labels, which are sorted by name.
    private static func bucketText(_ name: String, _ labels: ArraySlice<UInt8>, _ bound: Double) -> [UInt8] {
        var text = Array("\(name)_bucket{".utf8)
        let le = Array("le=\"\(NumberText.text(of: bound))\"".utf8)
        var rest = labels.dropFirst()
        if labels.first != UInt8(ascii: "{") { return text + le + Array("} ".utf8) }
        var isPlaced = false
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
            if !isPlaced, !rest[..<equals].lexicographicallyPrecedes("le".utf8) {
                text += le
                text.append(UInt8(ascii: ","))
                isPlaced = true
            }
            var end = equals + 2
            while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") {
                end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
            }
            text += rest[rest.startIndex...end]
            guard end + 1 < rest.endIndex, rest[end + 1] == UInt8(ascii: ",") else { break }
            text.append(UInt8(ascii: ","))
            rest = rest[(end + 2)...]
        }
        if !isPlaced { text += [UInt8(ascii: ",")] + le }
        return text + Array("} ".utf8)
    }

    /// - Returns: the names of families that are there and were left out.
    func write(
        values: [Double], rounds: [UInt32], round: UInt32, without taken: (String) -> Bool, into text: inout [UInt8]
    ) -> [String] {
        var leftOut: [String] = []
        for section in sections {
            guard lines[section.lines].contains(where: { rounds[Int($0.slot)] == round }) else { continue }
            if taken(section.name) {
                leftOut.append(section.name)
                continue
            }
            text.appendBytes(atMost: section.largest) { place in
                write(section, values, rounds, round, to: place)
            }
        }
        return leftOut
    }

    private func write(
        _ section: Section, _ values: [Double], _ rounds: [UInt32], _ round: UInt32,
        to place: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var place = place
        section.heading.withUnsafeBufferPointer { place.update(from: $0.baseAddress!, count: $0.count) }
        place += section.heading.count
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
