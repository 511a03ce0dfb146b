// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The program that the build tool plugin runs: the plugin's mode of the compiler and nothing else, so users of the
/// plugin don't compile a command line. Commands for people are in `metricsgen`.
///
///     metricsgen-plugin-tool WORK-DIRECTORY [YAML SWIFT]…
///
/// Each absolute path of a YAML file is followed by the name of the Swift file that it becomes in the work directory.
/// Diagnostics go to standard error in the form that `swift build` shows as its own. Exit status: 0; 1 if the spec
/// has errors; 2 for a usage error, or if a file can't be read or written.

import CLibrary
import SpecDiagnostics
import SpecPipeline

/// Prints what is wrong, if anything is, and ends the process.
func end(_ status: Int32, _ text: String) -> Never {
    let text = PrintedText.withoutCommands(PrintedText.lines(text))
    // The process is over: if the stream is gone, there is nobody left to report to.
    text.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
    exit(status)
}

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments == ["--version"] {
    print(ToolVersion.current)
    exit(0)
}
guard arguments.count >= 3, arguments.count % 2 == 1 else {
    end(
        2,
        "usage: metricsgen-plugin-tool WORK-DIRECTORY [YAML SWIFT]…\nMetricsGenPlugin runs this; people run metricsgen.\n"
    )
}
let files = stride(from: 1, to: arguments.count, by: 2).map {
    PluginBuild.File(yaml: arguments[$0], swift: arguments[$0 + 1])
}
do {
    let build = try PluginBuild(files, workDirectory: arguments[0])
    let report = TextReport(sources: build.sources).text(of: build.findings)
    if build.findings.hasErrors { end(1, report) }
    do { try build.apply() } catch { end(2, report + "error: can't write \(error)\n") }
    end(0, report)
} catch {
    end({ if case .noRootSpec = error { 1 } else { 2 } }(), "error: \(error)\n")
}
