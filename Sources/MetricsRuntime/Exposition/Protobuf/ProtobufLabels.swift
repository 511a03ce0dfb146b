// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The labels of a series, as the first fields of a Metric.
enum ProtobufLabels {
    static func size(_ series: some ExposedSeries) -> Int {
        var size = 0
        series.eachLabel { name, value in
            let pair = pairSize(name.count, value.count)
            size += 1 + ProtobufBytes.varintSize(pair) + pair
        }
        return size
    }

    static func write(_ series: some ExposedSeries, to place: UnsafeMutablePointer<UInt8>)
        -> UnsafeMutablePointer<UInt8>
    {
        var place = place
        series.eachLabel { place = write($0, $1, to: place) }
        return place
    }

    private static func pairSize(_ name: Int, _ value: Int) -> Int {
        2 + ProtobufBytes.varintSize(name) + name + ProtobufBytes.varintSize(value) + value
    }

    static func write(
        _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, to place: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        place[0] = MessageTag.label
        var place = ProtobufBytes.writeLength(pairSize(name.count, value.count), to: place + 1)
        place[0] = MessageTag.labelName
        place = ByteCopy.copy(name, to: ProtobufBytes.writeLength(name.count, to: place + 1))
        place[0] = MessageTag.labelValue
        return ByteCopy.copy(value, to: ProtobufBytes.writeLength(value.count, to: place + 1))
    }
}
