// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

@testable import MetricsRuntime

/// An exposition in protobuf, read by a decoder that has only the numbers of the fields in common with the writer.
struct ProtobufPage {
    struct Family {
        var name = ""
        var help = ""
        var type: UInt64 = 0
        var unit = ""
        /// `name [labels] value`, as the text format names them.
        var samples: [String] = []
    }

    struct Malformed: Error {}

    var families: [Family] = []

    init(_ bytes: [UInt8]) throws {
        var reader = Reader(bytes[...])
        while !reader.isAtEnd { families.append(try Self.family(reader.bytes(Int(reader.varint())))) }
    }

    private enum Value {
        case number(UInt64)
        case bytes(ArraySlice<UInt8>)

        var double: Double { if case .number(let bits) = self { Double(bitPattern: bits) } else { .nan } }
        var whole: UInt64 { if case .number(let number) = self { number } else { .max } }
        var text: String { if case .bytes(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { "" } }
        var message: [(field: Int, value: Value)] {
            get throws {
                if case .bytes(let bytes) = self { try ProtobufPage.fields(bytes) } else { throw Malformed() }
            }
        }
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

        var isAtEnd: Bool { rest.isEmpty }

        mutating func varint() throws -> UInt64 {
            var value: UInt64 = 0
            for index in 0..<10 {
                guard let byte = rest.popFirst() else { throw Malformed() }
                value |= UInt64(byte & 0x7F) << UInt64(7 * index)
                if byte < 0x80 { return value }
            }
            throw Malformed()
        }

        mutating func bytes(_ count: Int) throws -> ArraySlice<UInt8> {
            guard count <= rest.count else { throw Malformed() }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
    }

    private static func fields(_ bytes: ArraySlice<UInt8>) throws -> [(field: Int, value: Value)] {
        var reader = Reader(bytes)
        var fields: [(Int, Value)] = []
        while !reader.isAtEnd {
            let tag = try reader.varint()
            switch tag & 7 {
            case 0: fields.append((Int(tag >> 3), .number(try reader.varint())))
            case 1:
                let bits = try reader.bytes(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                fields.append((Int(tag >> 3), .number(bits)))
            case 2: fields.append((Int(tag >> 3), .bytes(try reader.bytes(Int(reader.varint())))))
            default: throw Malformed()
            }
        }
        return fields
    }

    private static func family(_ bytes: ArraySlice<UInt8>) throws -> Family {
        var family = Family()
        for (field, value) in try fields(bytes) {
            switch field {
            case 1: family.name = value.text
            case 2: family.help = value.text
            case 3: family.type = value.whole
            case 4: try addMetric(try value.message, to: &family)
            case 5: family.unit = value.text
            default: throw Malformed()
            }
        }
        return family
    }

    private static func addMetric(_ metric: [(field: Int, value: Value)], to family: inout Family) throws {
        var labels: [String] = []
        func add(_ suffix: String, _ value: Double, _ label: String? = nil) {
            family.samples.append("\(family.name)\(suffix) \((labels + (label.map { [$0] } ?? [])).sorted()) \(value)")
        }
        for (field, value) in metric {
            let content = try value.message
            let byField = Dictionary(content.map { ($0.field, $0.value) }) { $1 }
            switch field {
            case 1: labels.append("\(byField[1]?.text ?? "?")=\(byField[2]?.text ?? "?")")
            // A gauge, a counter, or of unknown type.
            case 2, 3, 5: add("", byField[1]?.double ?? .nan)
            case 4:
                if let count = byField[1] { add("_count", Double(count.whole)) }
                if let sum = byField[2] { add("_sum", sum.double) }
            case 7:
                for (_, bucket) in content.filter({ $0.field == 3 }) {
                    let parts = Dictionary(try bucket.message.map { ($0.field, $0.value) }) { $1 }
                    let bound = NumberText.text(of: parts[2]?.double ?? .nan)
                    add("_bucket", Double(parts[1]?.whole ?? .max), "le=\(bound)")
                }
                if let count = byField[1] {
                    add("_bucket", Double(count.whole), "le=+Inf")
                    add("_count", Double(count.whole))
                }
                if let sum = byField[2] { add("_sum", sum.double) }
            default: throw Malformed()
            }
        }
    }
}
