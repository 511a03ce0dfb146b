// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Writes an exposition in Prometheus' protobuf format: for each family its length and an
/// `io.prometheus.client.MetricFamily`.
struct ProtobufWriter: ExpositionWriter {
    private(set) var bytes: [UInt8]
    private let filter: FamilyFilter

    /// Appends what `write` passes on.
    static func append<Result>(
        to bytes: inout [UInt8], filter: FamilyFilter, _ write: (inout ProtobufWriter) -> Result
    ) -> Result {
        var writer = ProtobufWriter(bytes: bytes, filter: filter)
        // The writer has the only reference, so it doesn't copy the bytes.
        bytes = []
        let result = write(&writer)
        bytes = writer.bytes
        return result
    }

    private init(bytes: [UInt8], filter: FamilyFilter) {
        self.bytes = bytes
        self.filter = filter
    }

    /// Makes room for a whole exposition at once.
    mutating func reserve(_ size: Int) {
        if bytes.capacity < bytes.count + size { bytes.reserveCapacity(bytes.count + size) }
    }

    mutating func begin(names: @autoclosure () -> Set<String>) {}

    /// A family without samples is left out.
    mutating func family(_ family: ExposedFamily, textSize: Int, _ write: (inout ProtobufSamples) -> Void) {
        guard filter.includes(family) else { return }
        let fields = family.message.fields
        let room = ProtobufSamples.room(textSize: textSize)
        family.text.name.withUnsafeBytes { name in
            bytes.appendBytes(atMost: ProtobufBytes.largestVarint + fields.count + room) { start in
                var message = OpenMessage(at: start, expecting: fields.count + room)
                let first = fields.withUnsafeBytes { ByteCopy.copy($0, to: message.content) }
                var samples = ProtobufSamples(
                    name: name, valueTag: family.message.valueTag, place: first, room: room)
                write(&samples)
                return samples.place == first ? start : message.close(at: samples.place)
            }
        }
    }
}

/// A message whose length is not known yet. There is room for the length before it.
struct OpenMessage {
    private let start: UnsafeMutablePointer<UInt8>
    let content: UnsafeMutablePointer<UInt8>

    /// - Parameter size: The probable length. If the real one needs more or fewer bytes, the message is moved.
    @inline(__always)
    init(at start: UnsafeMutablePointer<UInt8>, expecting size: Int) {
        self.start = start
        content = start + ProtobufBytes.varintSize(size)
    }

    /// - Returns: The place after the message.
    @inline(__always)
    mutating func close(at end: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        let length = end - content
        let moved = start + ProtobufBytes.varintSize(length)
        if moved != content { UnsafeMutableRawPointer(moved).copyMemory(from: content, byteCount: length) }
        _ = ProtobufBytes.writeLength(length, to: start)
        return moved + length
    }
}

/// Writes the metrics of one family into memory that has room for them.
struct ProtobufSamples: SampleWriter {
    private let name: UnsafeRawBufferPointer
    private let valueTag: UInt8
    fileprivate private(set) var place: UnsafeMutablePointer<UInt8>
    private let last: UnsafeMutablePointer<UInt8>

    /// Copies may write after the last message, and lengths may need a few bytes before they are moved.
    private static let slack = 64

    /// For each sample the text has a line. It has the name and value of each label, three bytes more for each, and 33 for
    /// the number. A message has at most twice that: the name and value, with three bytes and three lengths, none of which
    /// is longer than what it is the length of; and at most 24 bytes for a number.
    fileprivate static func room(textSize: Int) -> Int { 2 * textSize + slack }

    fileprivate init(
        name: UnsafeRawBufferPointer, valueTag: UInt8, place: UnsafeMutablePointer<UInt8>, room: Int
    ) {
        self.name = name
        self.valueTag = valueTag
        self.place = place
        last = place + (room - Self.slack)
    }

    // MARK: Samples

    @inline(__always)
    mutating func value(_ value: SampleValue, of series: some ExposedSeries) {
        guard let kept = series.message else {
            return metric(series) { place, tag in
                place[0] = tag
                place[1] = 9
                place[2] = MessageTag.value
                place = ProtobufBytes.writeDouble(value.double, to: place + 3)
            }
        }
        // Not checked in a release build: large expositions call this a hundred thousand times.
        assert(place <= last)
        if let end = kept.cache.pointee.messages.write(kept.series, kept.own, to: place) {
            place = ProtobufBytes.writeDouble(value.double, to: end)
        } else {
            keep(value, series, kept)
        }
    }

    /// Writes the message and keeps it up to its value.
    @inline(never)
    private mutating func keep(_ value: SampleValue, _ series: some ExposedSeries, _ kept: SeriesMessage) {
        let start = place
        metric(series) { place, tag in
            place[0] = tag
            place[1] = 9
            place[2] = MessageTag.value
            place = ProtobufBytes.writeDouble(value.double, to: place + 3)
        }
        kept.cache.pointee.messages.keep(
            UnsafeBufferPointer(start: start, count: place - 8 - start), of: kept.series, kept.own)
    }

    mutating func histogram(
        _ buckets: some Sequence<HistogramBucket>, sum: @autoclosure () -> SampleValue?, of series: some ExposedSeries
    ) {
        let last = last
        metric(series) { place, _ in
            place[0] = MessageTag.histogram
            var message = OpenMessage(at: place + 1, expecting: Self.usualLength)
            place = message.content
            let count = Self.write(buckets, to: &place, before: last)
            Self.write(count: count, sum: sum()?.double, to: &place)
            place = message.close(at: place)
        }
    }

    mutating func nativeHistogram(
        _ native: NativeReading, beside buckets: [HistogramBucket], of series: some ExposedSeries
    ) {
        let last = last
        metric(series) { place, _ in
            place[0] = MessageTag.histogram
            var message = OpenMessage(at: place + 1, expecting: Self.usualLength)
            place = message.content
            let count = Self.write(buckets, to: &place, before: last)
            Self.write(count: count, sum: native.sum, to: &place)
            NativeMessage.write(native, to: &place)
            precondition(place < last, "a histogram has more native buckets than it said")
            place = message.close(at: place)
        }
    }

    /// - Returns: The count of all observations, which says how many are in the last bucket.
    @inline(__always)
    private static func write(
        _ buckets: some Sequence<HistogramBucket>, to place: inout UnsafeMutablePointer<UInt8>,
        before last: UnsafeMutablePointer<UInt8>
    ) -> UInt64? {
        var count: UInt64?
        for bucket in buckets {
            precondition(place < last, "a histogram has more buckets than it said")
            let cumulative = bucket.count.whole
            count = cumulative
            if bucket.bound == .infinity { continue }
            place[0] = MessageTag.bucket
            place[1] = UInt8(10 + ProtobufBytes.varintSize(cumulative))
            place[2] = MessageTag.cumulativeCount
            place = ProtobufBytes.writeVarint(cumulative, to: place + 3)
            place[0] = MessageTag.upperBound
            place = ProtobufBytes.writeDouble(bucket.bound, to: place + 1)
        }
        return count
    }

    mutating func summary(count: SampleValue?, sum: SampleValue?, of series: some ExposedSeries) {
        metric(series) { place, _ in
            place[0] = MessageTag.summary
            var message = OpenMessage(at: place + 1, expecting: 1)
            place = message.content
            Self.write(count: count?.whole, sum: sum?.double, to: &place)
            place = message.close(at: place)
        }
    }

    private static func write(count: UInt64?, sum: Double?, to place: inout UnsafeMutablePointer<UInt8>) {
        if let count {
            place[0] = MessageTag.sampleCount
            place = ProtobufBytes.writeVarint(count, to: place + 1)
        }
        if let sum {
            place[0] = MessageTag.sampleSum
            place = ProtobufBytes.writeDouble(sum, to: place + 1)
        }
    }

    mutating func stateSet(_ states: [String], holding: UInt64, of series: some ExposedSeries) {
        let family = String(decoding: name, as: UTF8.self)
        for (index, state) in states.enumerated() {
            let label = SeriesLabel(name: SampleLabel.state.name(inFamily: family), value: state)
            metric(series, [label]) { place, tag in
                place[0] = tag
                place[1] = 9
                place[2] = MessageTag.value
                place = ProtobufBytes.writeDouble(Double(holding >> UInt64(index) & 1), to: place + 3)
            }
        }
    }

    // MARK: Messages

    /// Most messages have this number of bytes or more, up to 16 KiB.
    private static let usualLength = 128

    /// A metric: its labels, and what `write` writes, which gets the tag of a single value.
    @inline(__always)
    private mutating func metric(
        _ series: some ExposedSeries, _ more: [SeriesLabel] = [],
        _ write: (_ place: inout UnsafeMutablePointer<UInt8>, _ valueTag: UInt8) -> Void
    ) {
        let extra = more.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 16 }
        let size = ProtobufLabels.size(series)
        precondition(place + size + extra <= last, "a series has longer labels than it said")
        place[0] = MessageTag.metric
        var message = OpenMessage(at: place + 1, expecting: size + extra + 11)
        place = ProtobufLabels.write(series, to: message.content)
        more.each { place = ProtobufLabels.write($0, $1, to: place) }
        write(&place, valueTag)
        place = message.close(at: place)
    }
}

extension SampleValue {
    @inline(__always)
    fileprivate var double: Double {
        switch self {
        case .whole(let whole): Double(whole)
        case .double(let double): double
        }
    }

    /// A count that is read from a file is a double.
    fileprivate var whole: UInt64 {
        switch self {
        case .whole(let whole): whole
        case .double(let double): UInt64(exactly: double.rounded(.down)) ?? 0
        }
    }
}
