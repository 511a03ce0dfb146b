// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecJSON

/// A JSON object that has the keys of one list and no others, each of the type that its reader asks for. Errors name
/// the path, such as `finished[0].reason`.
///
/// `null` doesn't stand for a missing key: leave the key out.
struct StrictObject<Key: RawRepresentable<String>> {
    private let values: [String: JSONNode]
    private let path: String

    init(_ document: JSONNode, path: String) throws(RecordingFault) {
        guard let members = document.members else { throw .wrongType(place: path, expected: "an object") }
        var values: [String: JSONNode] = [:]
        for (key, value) in members {
            let name = key.string ?? ""
            guard Key(rawValue: name) != nil else { throw .unknownKey(name, place: path) }
            guard values.updateValue(value, forKey: name) == nil else { throw .duplicateKey(name, place: path) }
        }
        self.values = values
        self.path = path
    }

    func place(of key: Key) -> String { path.isEmpty ? key.rawValue : "\(path).\(key.rawValue)" }

    func whole(_ key: Key) throws(RecordingFault) -> Int? {
        try value(key, "a whole number of at most 64 bits", \.whole)
    }

    func number(_ key: Key) throws(RecordingFault) -> Double? {
        try value(key, "a number that a double can hold", \.number)
    }

    func text(_ key: Key) throws(RecordingFault) -> String? { try value(key, "a string", \.string) }

    func numbers(_ key: Key) throws(RecordingFault) -> [Double] {
        try elements(key, "numbers", each: "a number that a double can hold", \.number) ?? []
    }

    func texts(_ key: Key) throws(RecordingFault) -> [String]? {
        try elements(key, "strings", each: "a string", \.string)
    }

    /// Another object, read by a type that knows its keys.
    func object<Value>(
        _ key: Key, _ read: (JSONNode, _ path: String) throws(RecordingFault) -> Value
    ) throws(RecordingFault) -> Value? {
        guard let document = values[key.rawValue] else { return nil }
        return try read(document, place(of: key))
    }

    func objects<Value>(
        _ key: Key, _ read: (JSONNode, _ path: String) throws(RecordingFault) -> Value
    ) throws(RecordingFault) -> [Value] {
        var objects: [Value] = []
        for (index, document) in try list(key, of: "objects").enumerated() {
            objects.append(try read(document, "\(place(of: key))[\(index)]"))
        }
        return objects
    }

    // MARK: Types

    private func value<Value>(
        _ key: Key, _ expected: String, _ conversion: KeyPath<JSONNode, Value?>
    ) throws(RecordingFault) -> Value? {
        guard let document = values[key.rawValue] else { return nil }
        guard let value = document[keyPath: conversion] else {
            throw .wrongType(place: place(of: key), expected: expected)
        }
        return value
    }

    private func elements<Value>(
        _ key: Key, _ elements: String, each expected: String, _ conversion: KeyPath<JSONNode, Value?>
    ) throws(RecordingFault) -> [Value]? {
        guard values[key.rawValue] != nil else { return nil }
        var result: [Value] = []
        for (index, document) in try list(key, of: elements).enumerated() {
            guard let element = document[keyPath: conversion] else {
                throw .wrongType(place: "\(place(of: key))[\(index)]", expected: expected)
            }
            result.append(element)
        }
        return result
    }

    /// Empty if the key is missing.
    private func list(_ key: Key, of elements: String) throws(RecordingFault) -> [JSONNode] {
        guard let document = values[key.rawValue] else { return [] }
        guard let list = document.elements else {
            throw .wrongType(place: place(of: key), expected: "a list of \(elements)")
        }
        return list
    }
}
