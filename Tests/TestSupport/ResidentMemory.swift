// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The memory that this process has, for tests of what must not grow.
public enum ResidentMemory {
    /// nil where the system doesn't say.
    public static var bytes: Int? {
        guard let line = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let fields = line.split(separator: " ")
        return fields.count > 1 ? Int(fields[1]).map { $0 * sysconfPageSize } : nil
    }

    private static var sysconfPageSize: Int { sysconf(Int32(_SC_PAGESIZE)) }
}
