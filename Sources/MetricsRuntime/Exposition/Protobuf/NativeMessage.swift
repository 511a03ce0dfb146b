// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The fields of a Histogram that have native buckets.
enum NativeMessage {
    static func write(_ native: NativeReading, to place: inout UnsafeMutablePointer<UInt8>) {
        place[0] = MessageTag.schema
        place = ProtobufBytes.writeSigned(Int64(native.schema), to: place + 1)
        place[0] = MessageTag.zeroThreshold
        place = ProtobufBytes.writeDouble(native.zeroThreshold, to: place + 1)
        place[0] = MessageTag.zeroCount
        place = ProtobufBytes.writeVarint(native.zeroCount, to: place + 1)
        let (negative, positive) = (Spans(native.negative), Spans(native.positive))
        write(negative, MessageTag.negativeSpan, MessageTag.negativeDelta, to: &place)
        if negative.spans.isEmpty, positive.spans.isEmpty {
            // A reader takes a histogram without buckets for a native one if it has a span.
            return write(Spans.Span(offset: 0, length: 0), MessageTag.positiveSpan, to: &place)
        }
        write(positive, MessageTag.positiveSpan, MessageTag.positiveDelta, to: &place)
    }

    private static func write(
        _ buckets: Spans, _ spanTag: UInt8, _ deltaTag: UInt8, to place: inout UnsafeMutablePointer<UInt8>
    ) {
        guard !buckets.spans.isEmpty else { return }
        for span in buckets.spans { write(span, spanTag, to: &place) }
        place[0] = deltaTag
        var deltas = OpenMessage(at: place + 1, expecting: 2 * buckets.deltas.count)
        place = deltas.content
        for delta in buckets.deltas { place = ProtobufBytes.writeSigned(delta, to: place) }
        place = deltas.close(at: place)
    }

    private static func write(_ span: Spans.Span, _ tag: UInt8, to place: inout UnsafeMutablePointer<UInt8>) {
        place[0] = tag
        var message = OpenMessage(at: place + 1, expecting: 4)
        place = message.content
        place[0] = MessageTag.spanOffset
        place = ProtobufBytes.writeSigned(Int64(span.offset), to: place + 1)
        place[0] = MessageTag.spanLength
        place = ProtobufBytes.writeVarint(UInt64(span.length), to: place + 1)
        place = message.close(at: place)
    }

    /// Buckets in the order of their indices: runs of neighbours, and the difference of each count to the one before.
    struct Spans {
        struct Span {
            /// The index of the first bucket, or the number of buckets that are left out before the next run.
            let offset: Int
            var length: Int
        }

        private(set) var spans: [Span] = []
        private(set) var deltas: [Int64] = []

        /// One or two empty buckets between others are shorter as zeros than as a new run.
        private static let longestGap = 2

        init(_ buckets: [NativeReading.Bucket]) {
            var (next, last) = (0, Int64(0))
            for bucket in buckets {
                let gap = bucket.index - next
                if spans.isEmpty || gap > Self.longestGap {
                    spans.append(Span(offset: gap, length: 0))
                } else {
                    for _ in 0..<gap { append(0, &last) }
                }
                append(Int64(clamping: bucket.count), &last)
                next = bucket.index + 1
            }
        }

        private mutating func append(_ count: Int64, _ last: inout Int64) {
            spans[spans.count - 1].length += 1
            deltas.append(count - last)
            last = count
        }
    }
}
