// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryChecks
import QueryMeaning
import SpecDiagnostics
import SpecFiles

/// The files with queries of a run, and the metrics that they can ask for.
struct ReferenceInput {
    let contents: ReferenceContents
    let metrics: KnownMetrics
    /// The waivers of the specs' entries.
    private(set) var waivers = QueryWaivers()
    /// Whether the files that the specs list are judged for the specs' own releases: then a waiver that hides nothing isn't
    /// needed.
    let provesWaivers: Bool
    /// What is wrong with the lists of files and with the catalogues.
    private(set) var findings: [Finding] = []
    /// Those of the specs, and catalogues with faults.
    private(set) var sources: SourceCollection

    /// - Parameters:
    ///   - sources: those of the specs.
    ///   - files: the files that the command line names; those of the specs if nil.
    init(
        _ specs: SpecReferences, sources: SourceCollection, _ arguments: ReferenceArguments,
        files: [ReferencePlace]? = nil, in provider: any SourceProvider
    ) throws(CommandFailure) {
        self.sources = sources
        provesWaivers = files == nil && arguments.version == nil
        var ofLists: [Finding] = []
        let listed = specs.places(in: provider, waivers: &waivers, findings: &ofLists)
        var metrics = try specs.metrics(arguments, in: provider, addingTo: &self.sources, findings: &findings)
        let inSpecs = ReferenceContents(listed, in: provider, addingTo: &self.sources)
        if let files {
            // Files that a spec lists have their waivers, and record series for all others.
            let waived = Dictionary(listed.map { ($0.absolutePath, $0.waivers) }, uniquingKeysWith: +)
            contents = ReferenceContents(
                files.map { file in
                    var file = file
                    file.waivers = waived[file.absolutePath] ?? []
                    return file
                }, in: provider, addingTo: &self.sources)
            // The lists themselves are looked at by a check of the specs.
            metrics.add(contents.recordingRules + inSpecs.recordingRules)
        } else {
            contents = inSpecs
            metrics.add(contents.recordingRules)
            findings += ofLists
        }
        findings += contents.findings
        self.metrics = metrics
    }
}
