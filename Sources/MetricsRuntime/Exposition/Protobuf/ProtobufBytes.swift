// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Fields of protobuf messages, written directly into memory that has room for them.
enum ProtobufBytes {
    /// No varint is longer.
    static let largestVarint = 10

    @inline(__always)
    static func varintSize(_ value: UInt64) -> Int { (70 &- (value | 1).leadingZeroBitCount) / 7 }

    @inline(__always)
    static func varintSize(_ length: Int) -> Int { varintSize(UInt64(UInt(bitPattern: length))) }

    /// - Returns: The place of the next byte.
    @inline(__always)
    static func writeVarint(_ value: UInt64, to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        var rest = value
        var place = place
        while rest >= 0x80 {
            place[0] = UInt8(truncatingIfNeeded: rest) | 0x80
            place += 1
            rest &>>= 7
        }
        place[0] = UInt8(truncatingIfNeeded: rest)
        return place + 1
    }

    @inline(__always)
    static func writeLength(_ length: Int, to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        writeVarint(UInt64(UInt(bitPattern: length)), to: place)
    }

    /// A number with a sign: small ones are short, whatever their sign.
    static func writeSigned(_ value: Int64, to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        writeVarint(UInt64(bitPattern: value << 1 ^ value >> 63), to: place)
    }

    @inline(__always)
    static func writeDouble(_ value: Double, to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        UnsafeMutableRawPointer(place).storeBytes(of: value.bitPattern.littleEndian, as: UInt64.self)
        return place + 8
    }

    /// A field whose value is bytes.
    static func append(_ tag: UInt8, _ value: some Collection<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(tag)
        bytes.appendBytes(atMost: largestVarint) { writeLength(value.count, to: $0) }
        bytes.append(contentsOf: value)
    }
}

/// The bytes before the values of the fields of `io.prometheus.client` that are written: the field's number and the
/// type of its value.
enum MessageTag {
    // MetricFamily
    static let familyName: UInt8 = 0x0A
    static let help: UInt8 = 0x12
    static let type: UInt8 = 0x18
    static let metric: UInt8 = 0x22
    static let unit: UInt8 = 0x2A
    // Metric
    static let label: UInt8 = 0x0A
    static let gauge: UInt8 = 0x12
    static let counter: UInt8 = 0x1A
    static let summary: UInt8 = 0x22
    static let untyped: UInt8 = 0x2A
    static let histogram: UInt8 = 0x3A
    // LabelPair
    static let labelName: UInt8 = 0x0A
    static let labelValue: UInt8 = 0x12
    /// Of a Counter, a Gauge, or an Untyped.
    static let value: UInt8 = 0x09
    // Histogram, Summary
    static let sampleCount: UInt8 = 0x08
    static let sampleSum: UInt8 = 0x11
    static let bucket: UInt8 = 0x1A
    static let schema: UInt8 = 0x28
    static let zeroThreshold: UInt8 = 0x31
    static let zeroCount: UInt8 = 0x38
    static let negativeSpan: UInt8 = 0x4A
    static let negativeDelta: UInt8 = 0x52
    static let positiveSpan: UInt8 = 0x62
    static let positiveDelta: UInt8 = 0x6A
    // BucketSpan
    static let spanOffset: UInt8 = 0x08
    static let spanLength: UInt8 = 0x10
    // Bucket
    static let cumulativeCount: UInt8 = 0x08
    static let upperBound: UInt8 = 0x11

    /// The field of a Metric that has the value of a metric with one sample.
    static func value(_ kind: MetricKind) -> UInt8 {
        let type = kind.description.messageType
        return type == .counter ? counter : type == .untyped ? untyped : gauge
    }
}

/// What the protobuf format keeps of a family: the fields of its message before the metrics.
struct FamilyMessage: Sendable {
    let fields: [UInt8]
    /// See `MessageTag.value`.
    let valueTag: UInt8

    init(name: String, help: String, kind: MetricKind) {
        var fields: [UInt8] = []
        ProtobufBytes.append(MessageTag.familyName, name.utf8, to: &fields)
        if !help.isEmpty { ProtobufBytes.append(MessageTag.help, help.utf8, to: &fields) }
        fields += [MessageTag.type, kind.description.messageType.rawValue]
        let family = OpenMetricsHeading(kind, name: name).family
        if let unit = NameUnit.unit(of: kind, family: family) {
            ProtobufBytes.append(MessageTag.unit, unit.utf8, to: &fields)
        }
        self.fields = fields
        valueTag = MessageTag.value(kind)
    }
}
