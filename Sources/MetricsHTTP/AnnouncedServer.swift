// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import ServiceLifecycle

    /// A server as a service of a group. It announces that it serves when the group has trapped the signals that end
    /// it, so a signal after the announcement ends the process in order.
    package struct AnnouncedServer: Service {
        private let server: MetricsServer
        private let announce: @Sendable () -> Void

        package init(_ server: MetricsServer, announce: @escaping @Sendable () -> Void) {
            self.server = server
            self.announce = announce
        }

        package func run() async throws {
            announce()
            try await server.run()
        }
    }
#endif
