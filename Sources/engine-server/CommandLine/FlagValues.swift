// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

// The syntax of flags' values. The code that uses a value decides whether it is valid.

enum WholeNumber {
    static func parse(_ text: String) throws -> Int {
        guard let number = Int(text) else { throw ValidationError("write a whole number of at most 64 bits") }
        return number
    }
}

/// A list of numbers as one argument.
enum CaptureSizeList {
    static func parse(_ text: String) throws -> [Int] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            guard let size = Int(part) else {
                throw ValidationError(
                    part.isEmpty
                        ? "a number is missing; write whole numbers with a comma between two, such as `1,2,4`"
                        : "`\(part)` is not a whole number; write them with a comma between two, such as `1,2,4`")
            }
            return size
        }
    }
}

enum PortNumber {
    static func parse(_ text: String) throws -> Int {
        guard let port = Int(text), (0...65535).contains(port) else {
            throw ValidationError("a port is a number from 0 to 65535")
        }
        return port
    }
}

enum Seed {
    static func parse(_ text: String) throws -> UInt64 {
        guard let seed = UInt64(text) else { throw ValidationError("a seed is a number from 0 to \(UInt64.max)") }
        return seed
    }
}

enum WorkerCount {
    static func parse(_ text: String) throws -> Int {
        guard let count = Int(text), (1...256).contains(count) else {
            throw ValidationError("write a number of processes from 1 to 256")
        }
        return count
    }
}
