// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

extension ValueType<PrometheusDuration> {
    /// Whole numbers with units, from the largest unit to the smallest.
    static var duration: ValueType {
        ValueType.scalar(.text(.duration)) { scalar in
            milliseconds(scalar.text).map { PrometheusDuration(text: scalar.text, milliseconds: $0) }
        }
    }
}

extension ValueType<Int> {
    /// The same, in whole seconds.
    static var durationInSeconds: ValueType {
        ValueType.scalar(.text(.duration)) { scalar in
            guard let milliseconds = milliseconds(scalar.text), milliseconds.isMultiple(of: 1000) else { return nil }
            return milliseconds / 1000
        }
    }
}

/// From 1 to the limit.
private func milliseconds(_ text: String) -> Int? {
    var units = [
        ("y", SizeLimits.duration), ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000),
        ("ms", 1),
    ][...]
    var rest = text.utf8[...]
    var sum = 0
    while !rest.isEmpty {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        let name = String(Substring(rest.dropFirst(digits.count).prefix { !(0x30...0x39).contains($0) }))
        // The longest is a year in milliseconds.
        guard (1...11).contains(digits.count), let count = Int(Substring(digits)),
            let index = units.firstIndex(where: { $0.0 == name })
        else { return nil }
        let product = count.multipliedReportingOverflow(by: units[index].1)
        guard !product.overflow, product.partialValue <= SizeLimits.duration else { return nil }
        sum += product.partialValue
        units = units[(index + 1)...]
        rest = rest.dropFirst(digits.count + name.utf8.count)
    }
    return (1...SizeLimits.duration).contains(sum) ? sum : nil
}
