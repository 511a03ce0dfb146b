// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// Where warnings go if nothing else receives them.
package enum StandardError {
    package static func write(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            // If the stream is gone, there is nobody left to report to.
            _ = writeAll(UnsafeRawBufferPointer(buffer), to: STDERR_FILENO)
        }
    }
}
