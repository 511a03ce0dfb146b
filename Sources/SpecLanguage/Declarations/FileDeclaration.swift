// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecYAML

/// What one file says, each value of the type that its key asks for. References to other declarations are still names.
package struct FileDeclaration: Sendable {
    package let source: SourceID
    /// What the file says, for fixes that have to look around.
    let text: SourceText
    /// The same as a tree, for places; nil where it isn't YAML.
    var root: YAMLNode?
    /// Relative to the package's directory.
    package let path: String
    /// nil if the file has no `product`, or if the value of `product` has been reported.
    package internal(set) var product: ProductDeclaration?
    /// Whether the file has a `product`, which makes it a root spec.
    package internal(set) var isRoot = false
    /// False where a fault hid a part of the file: then a name that isn't declared may have been in that part.
    package internal(set) var isComplete = true
    /// The sections, by their keys, that are there and can't be read.
    var hiddenSections: Set<String> = []
    /// Paths, relative to the directory of this file, in the order of the file.
    package internal(set) var includes: [Spanned<String>] = []
    var lifecycle = LifecycleDeclaration()
    var releases: [Spanned<MinorVersion>]?
    var outputs: [OutputRequest] = []
    var references = References()
    package var outputRequests: [OutputRequest] { outputs }
    var policies: [Policy] = []
    var parameters: [Declared<Parameter>] = []
    var labels: [Declared<Label>] = []
    var labelSets: [Declared<[Spanned<String>]>] = []
    var buckets: [Declared<BoundsDeclaration>] = []
    var units: [Declared<OwnUnit>] = []
    var groups: [Declared<GroupDeclaration>] = []
    var derived: [Declared<DerivedDeclaration>] = []
    var alerts: [Declared<Alert>] = []
    var objectives: [Declared<ServiceLevelObjective>] = []
    /// The faulty parts, and the strings in them that may be names: empty without a fault.
    var faults = FaultyFile()
    /// The keys that only a root spec may have, with their places.
    var rootKeys: [Spanned<String>] = []

    init(_ source: SourceText, id: SourceID) {
        self.source = id
        text = source
        path = source.packagePath
    }
}
