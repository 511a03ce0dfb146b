// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CLibrary
import MetricsArgumentParser
import MetricsRuntime

#if HTTP
    import Logging
    import MetricsHTTP
    import ServiceLifecycle
#endif

/// Serves the directory in which processes share their metrics, whatever language they are written in.
@main
struct Exporter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metricsgen-exporter",
        abstract: "Serves the metrics that several processes keep in one directory, merged.",
        discussion: """
            The directory is the one that `PROMETHEUS_MULTIPROC_DIR` names for the processes that record, whether they \
            use Prometheus' Python client or this package. SIGTERM and SIGINT end the server.
            """)

    @Argument(help: "The directory.")
    var directory: String

    @Flag(help: "Print the exposition once and exit, instead of serving it.")
    var once = false

    @Flag(
        help: """
            Merge the files of ended processes into one file of each type, and remove their live gauges. Use it only if \
            no other program reads the directory: Prometheus' Python client would count values twice or not at all. Run \
            the exporter as the owner of the files.
            """)
    var foldDead = false

    @Option(
        help: ArgumentHelp(
            """
            A former name of a metric, under which its series are published too. The files have only the present name. \
            Give the option once for each former name.
            """, valueName: "metric=former"),
        transform: { text in
            let names = text.split(separator: "=", omittingEmptySubsequences: false)
            guard names.count == 2, names.allSatisfy({ MultiprocessReader.isName($0) }) else {
                throw ValidationError("write the name of the metric, `=` and its former name, such as `open=queued`")
            }
            return (metric: String(names[0]), former: String(names[1]))
        })
    var formerName: [(metric: String, former: String)] = []

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(
        parsing: .unconditional, help: "The port to listen on; 0 takes any free port. (default: 9400)",
        transform: {
            guard let port = Int($0), (0...65535).contains(port) else {
                throw ValidationError("a port is a number from 0 to 65535")
            }
            return port
        })
    var port = 9400

    @OptionGroup var flags: ServerFlags

    /// The status for a usage error, and for a machine that refuses.
    private static let usageStatus: Int32 = 2

    static func main() async {
        do {
            var command = try parse()
            try await command.run()
        } catch let failure as Failure {
            write("error: \(failure.reason)\n", to: STDERR_FILENO)
            exit(withError: ExitCode(usageStatus))
        } catch {
            guard exitCode(for: error).isSuccess else {
                write("error: " + fullMessage(for: error).trimmingPrefix("Error: ") + "\n", to: STDERR_FILENO)
                exit(withError: ExitCode(usageStatus))
            }
            let message = fullMessage(for: error)
            print(message, terminator: message.hasSuffix("\n") ? "" : "\n")
        }
    }

    private struct Failure: Error {
        let reason: String
    }

    mutating func run() async throws {
        let reader = MultiprocessReader(
            directory: directory,
            formerNames: Dictionary(grouping: formerName, by: \.metric).mapValues { $0.map(\.former) })
        guard once else { return try await serve(reader) }
        // Folding doesn't change the exposition.
        let folding = Folding(directory: directory) { Self.write("warning: \($0)\n", to: STDERR_FILENO) }
        if foldDead, let fault = folding.run() { Self.write("warning: \(fault)\n", to: STDERR_FILENO) }
        var page: [UInt8] = []
        let report = reader.writeExposition(into: &page)
        if let fault = report.directoryFault { throw Failure(reason: "`\(directory)` can't be read: \(fault)") }
        for message in report.messages { Self.write("warning: \(message)\n", to: STDERR_FILENO) }
        Self.write(page[...], to: STDOUT_FILENO)
    }

    #if HTTP
        private func serve(_ reader: MultiprocessReader) async throws {
            let logger = Logger(label: "metricsgen-exporter") { StreamLogHandler.standardError(label: $0) }
            // The directory is not read before the port is open: that takes a while if many processes have ended.
            guard let stream = opendir(directory) else {
                throw Failure(reason: "`\(directory)` can't be read: \(String(cString: strerror(errno)).lowercased())")
            }
            closedir(stream)
            let faults = try FaultLog(logger)
            let configuration = MetricsServerConfiguration(
                host: host, port: port, compressionLevel: flags.compressionLevel, scrapeLimit: flags.scrapeLimit,
                bearerTokenFile: flags.bearerTokenFile, hasOwnMetrics: flags.ownMetrics)
            let server: MetricsServer
            do throws(MetricsServerError) {
                server = try await MetricsServer.listen(configuration, logger: logger) {
                    [directory] page in
                    let report = page.append(reader, reserving: FaultLog.names)
                    if let fault = report.directoryFault {
                        throw MetricsPageError("`\(directory)` can't be read: \(fault)")
                    }
                    faults.report(report, to: &page)
                }
            } catch {
                throw Failure(reason: "\(error)")
            }
            let authority =
                server.host.contains(":") ? "[\(server.host)]:\(server.port)" : "\(server.host):\(server.port)"
            let announced = AnnouncedServer(server) { [directory] in
                logger.notice("serving `\(directory)` on http://\(authority)/metrics")
            }
            var services: [any Service] = [announced]
            if foldDead {
                let folding = Folding(directory: directory) { logger.warning("\($0)") }
                services.append(FoldingService(folding, logger))
            }
            try await ServiceGroup(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
            ).run()
            logger.notice("ended")
        }
    #else
        private func serve(_ reader: MultiprocessReader) async throws {
            throw Failure(reason: "built without the trait HTTP, which brings the server; give `--once`")
        }
    #endif

    private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8)[...], to: descriptor) }

    /// The reader may stop reading: what can't be written any more is dropped, as shell tools do it.
    private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
        _ = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
    }
}
