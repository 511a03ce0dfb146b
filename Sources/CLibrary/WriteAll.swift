// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Writes all bytes, however many calls that takes.
///
/// - Returns: the error number of the call that failed, or 0.
package func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
        let count = write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return errno }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    return 0
}
