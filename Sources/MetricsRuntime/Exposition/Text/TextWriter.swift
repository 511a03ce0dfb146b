// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Writes an exposition in a text format: Prometheus' own, or OpenMetrics, whose samples are the same lines.
struct TextWriter: ExpositionWriter {
    private(set) var text: [UInt8]
    private let dialect: TextDialect
    private let filter: FamilyFilter
    /// Names of families and series on the page, for OpenMetrics, whose names of families are shorter.
    private var names: Set<String> = []

    /// Appends what `write` passes on.
    static func append<Result>(
        to text: inout [UInt8], _ dialect: TextDialect = .prometheus, filter: FamilyFilter = FamilyFilter(nil),
        _ write: (inout TextWriter) -> Result
    ) -> Result {
        var writer = TextWriter(text: text, dialect: dialect, filter: filter)
        // The writer has the only reference, so it doesn't copy the bytes.
        text = []
        let result = write(&writer)
        text = writer.text
        return result
    }

    private init(text: [UInt8], dialect: TextDialect, filter: FamilyFilter) {
        self.text = text
        self.dialect = dialect
        self.filter = filter
    }

    mutating func begin(names: @autoclosure () -> Set<String>) {
        guard dialect == .openMetrics else { return }
        self.names = self.names.isEmpty ? names() : self.names.union(names())
    }

    /// Makes room for a whole exposition at once.
    mutating func reserve(_ size: Int) {
        if text.capacity < text.count + size { text.reserveCapacity(text.count + size) }
    }

    /// The number of bytes that copies may write after the last line.
    static let slack = 16

    mutating func family(_ family: ExposedFamily, textSize: Int, _ write: (inout TextSamples) -> Void) {
        guard filter.includes(family) else { return }
        switch dialect {
        case .prometheus: text.append(contentsOf: family.text.heading)
        case .openMetrics: appendOpenMetricsHeading(family)
        }
        family.text.name.withUnsafeBufferPointer { name in
            text.appendBytes(atMost: textSize + Self.slack) { place in
                var samples = TextSamples(
                    name: name, isOpenMetrics: dialect == .openMetrics, place: place, room: textSize)
                write(&samples)
                return samples.place
            }
        }
    }

    private mutating func appendOpenMetricsHeading(_ family: ExposedFamily) {
        let name = family.text.openMetricsName
        guard name.utf8.count != family.name.utf8.count, names.contains(name) else {
            return text.append(contentsOf: family.text.openMetricsHeading)
        }
        let heading = OpenMetricsHeading(family.kind, name: family.name, isTaken: names.contains)
        text.append(contentsOf: FamilyText.openMetrics(heading, family.help, family.kind))
    }
}

/// Writes the lines of one family into memory that has room for them.
struct TextSamples: SampleWriter {
    private let name: UnsafeBufferPointer<UInt8>
    private let isOpenMetrics: Bool
    fileprivate private(set) var place: UnsafeMutablePointer<UInt8>
    /// The last place where a value can be written.
    private let last: UnsafeMutablePointer<UInt8>

    fileprivate init(
        name: UnsafeBufferPointer<UInt8>, isOpenMetrics: Bool, place: UnsafeMutablePointer<UInt8>, room: Int
    ) {
        self.name = name
        self.isOpenMetrics = isOpenMetrics
        self.place = place
        last = place + (room - NumberWriter.largest - 1)
    }

    // MARK: Samples

    @inline(__always)
    mutating func value(_ value: SampleValue, of series: some ExposedSeries) {
        guard case .line(let line) = series.text else {
            begin(series.text, 0)
            return finish(value)
        }
        // Not checked in a release build: large expositions call this a hundred thousand times.
        assert(place + line.length <= last)
        Self.copy(line.start, line.length, to: place)
        place += line.length
        switch value {
        case .double(let double) where !NumberWriter.isWhole(double):
            place = line.cache.pointee.numbers.write(double, line.number, to: place)
            place[0] = UInt8(ascii: "\n")
            place += 1
        case .whole, .double: finish(value)
        }
    }

    mutating func histogram(
        _ buckets: some Sequence<HistogramBucket>, sum: @autoclosure () -> SampleValue?, of series: some ExposedSeries
    ) {
        let text = series.text
        let place =
            if case .labels(let labels) = text { labels.place(of: SampleLabel.bound.name(inFamily: "").utf8) } else {
                0
            }
        let bucketSuffix = SeriesDescription.bucket.suffix
        var count: SampleValue?
        var line = 0
        var hasNegativeBound = false
        for bucket in buckets {
            if line == 0 { hasNegativeBound = bucket.bound < 0 }
            begin(text, line, bucketSuffix, TextLabels.Extra(text: bucket.text, place: place))
            finish(bucket.count)
            count = bucket.count
            line += 1
        }
        let sum = sum()
        // OpenMetrics permits a sum only if it can't fall, and a count only beside a sum.
        if isOpenMetrics, hasNegativeBound || sum == nil || count == nil { return }
        if let sum {
            begin(text, line, SeriesDescription.sum.suffix)
            finish(sum)
        }
        if let count {
            begin(text, line + 1, SeriesDescription.count.suffix)
            finish(count)
        }
    }

    /// The format has no native buckets.
    mutating func nativeHistogram(
        _ native: NativeReading, beside buckets: [HistogramBucket], of series: some ExposedSeries
    ) {
        histogram(buckets, sum: .double(native.sum), of: series)
    }

    mutating func summary(count: SampleValue?, sum: SampleValue?, of series: some ExposedSeries) {
        let text = series.text
        if let count {
            begin(text, 0, SeriesDescription.count.suffix)
            finish(count)
        }
        if let sum {
            begin(text, 1, SeriesDescription.sum.suffix)
            finish(sum)
        }
    }

    mutating func stateSet(_ states: [String], holding: UInt64, of series: some ExposedSeries) {
        let text = series.text
        for index in states.indices {
            begin(text, index)
            finish(.whole(holding >> UInt64(index) & 1))
        }
    }

    // MARK: Lines

    /// The beginning of a line: a kept one, or one that is built now.
    @inline(__always)
    private mutating func begin(
        _ text: SeriesText, _ line: Int, _ suffix: String = "", _ extra: TextLabels.Extra? = nil
    ) {
        switch text {
        case .lines(let lines):
            let line = lines[line]
            check(line.count)
            place = ByteCopy.copy(line, to: place)
        case .labels(let labels):
            check(labels.largestLine(name: name.count, extra: extra?.text.count ?? 0))
            place = labels.writeLine(name, suffix, extra, to: place)
        case .restOfLine, .restsOfLines, .line: beginRenamed(text, line)
        }
    }

    /// Of a series under another name. Apart from the others, which are compiled into each caller.
    @inline(never)
    private mutating func beginRenamed(_ text: SeriesText, _ line: Int) {
        let rest: UnsafeRawBufferPointer
        switch text {
        case .restOfLine(let only): rest = only
        case .restsOfLines(let lines, let start): rest = UnsafeRawBufferPointer(rebasing: lines[line][start...])
        case .line, .lines, .labels: preconditionFailure("the series has a name of its own")
        }
        check(name.count + rest.count)
        place = ByteCopy.copy(UnsafeRawBufferPointer(name), to: place)
        place = ByteCopy.copy(rest, to: place)
    }

    /// The value, and the end of the line.
    @inline(__always)
    private mutating func finish(_ value: SampleValue) {
        switch value {
        case .whole(let whole): place = NumberWriter.write(whole, to: place)
        case .double(let double): place = NumberWriter.write(double, to: place)
        }
        place[0] = UInt8(ascii: "\n")
        place += 1
    }

    @inline(__always)
    private func check(_ length: Int) {
        precondition(place + length <= last, "a series has a longer line than it said")
    }

    /// Copies in steps of 16 bytes. The last step may go past the end: there is room after both.
    @inline(__always)
    private static func copy(_ text: UnsafeRawPointer, _ length: Int, to place: UnsafeMutablePointer<UInt8>) {
        let target = UnsafeMutableRawPointer(place)
        var offset = 0
        while offset < length {
            target.storeBytes(
                of: (text + offset).loadUnaligned(as: SIMD2<UInt64>.self), toByteOffset: offset,
                as: SIMD2<UInt64>.self)
            offset &+= 16
        }
    }
}
