// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import Foundation

/// Runs a program for which permissions of files hold, even in a test that root runs.
///
/// As root the program stays root and loses the capabilities that read and write any file. As another user it might not
/// reach the repository.
package enum OrdinaryRights {
    /// The command and its arguments; nil where root can't give these capabilities up.
    package static func command(_ program: String) -> [String]? {
        guard geteuid() == 0 else { return [program] }
        let dropped = "-dac_override,-dac_read_search"
        let prefix = ["setpriv", "--bounding-set=\(dropped)", "--inh-caps=\(dropped)", "--"]
        // Below a directory of another user, root needs those capabilities to reach the program.
        let reach = try? RunningProcess.run("/usr/bin/env", prefix + ["test", "-x", program])
        return reach?.ending == .exited(0) ? prefix + [program] : nil
    }
}
