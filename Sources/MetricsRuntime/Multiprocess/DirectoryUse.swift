// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// Marks a directory as one that this process uses, until the value is released. Another process can ask the kernel
/// for the mark with one call, however many files there are.
struct DirectoryUse: ~Copyable {
    // Closing it removes the mark. A forked child closes its copy.
    private let directory: Descriptor

    /// nil if the directory can't be opened. Other processes then look at the files.
    init?(_ path: String) {
        guard let opened = Descriptor(path, O_RDONLY) else { return nil }
        SystemCall.markInUse(opened.number)
        directory = opened
    }
}
