// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecYAML

/// The native buckets of a histogram. All can be left out.
enum NativeKeys {
    static let growth = Key(
        "growth", .number, help: "the largest factor from one bound to the next, above 1; 1.1 by default")
    static let maxBuckets = Key(
        "max_buckets", .integer(atLeast: 1),
        help: "the number of buckets beyond which the histogram becomes coarser; 160 by default")
    static let zeroThreshold = Key(
        "zero_threshold", .threshold,
        help: "numbers up to this one, of either sign, are counted as 0; 2^-128 by default")
    static let maxZeroThreshold = Key(
        "max_zero_threshold", .threshold,
        help: "how far `zero_threshold` may rise to save buckets; 0, the default, for not at all")
    static let resetAfter = Key(
        "reset_after", .durationInSeconds,
        help: "after this time, a histogram with too many buckets starts again from 0 instead of becoming coarser")

    static let table = KeyTable(
        .native,
        [
            growth.description, maxBuckets.description, zeroThreshold.description, maxZeroThreshold.description,
            resetAfter.description,
        ])
}

extension ValueType<NativeBuckets> {
    static var native: ValueType {
        ValueType.mapping(NativeKeys.table) { reader in
            var native = NativeBuckets.standard
            if let growth = reader.read(NativeKeys.growth) {
                if let finding = BadSteps.finding(growth: growth) { reader.report(finding) }
                native.growth = growth.value
            }
            let maxBuckets = reader.read(NativeKeys.maxBuckets)
            if let maxBuckets, let finding = SizeLimit.finding(nativeBuckets: maxBuckets) { reader.report(finding) }
            native.maxBuckets = maxBuckets?.value ?? native.maxBuckets
            native.zeroThreshold = reader.read(NativeKeys.zeroThreshold)?.value ?? native.zeroThreshold
            native.maxZeroThreshold = reader.read(NativeKeys.maxZeroThreshold)?.value ?? native.maxZeroThreshold
            native.resetAfter = reader.read(NativeKeys.resetAfter)?.value
            return native
        }
    }
}

extension ValueType<Double> {
    /// A finite number that isn't negative.
    fileprivate static var threshold: ValueType {
        ValueType(number.shape) { slot, findings in
            guard let value = number.read(slot, &findings) else { return nil }
            guard value >= 0, value.isFinite else {
                findings.append(BadLimits.finding(threshold: Spanned(slot.key.value, slot.span)))
                return nil
            }
            return value
        }
    }
}
