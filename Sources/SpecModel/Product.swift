import MetricsVocabulary
import SpecDiagnostics

/// The resolved model of one root spec: every name looked up, every reference followed, every default filled in. What
/// checks and emitters see, and all that they see.
package struct Product: Sendable {
    /// The product's name as written; it names the manifest and, by default, the generated type.
    package let name: Spanned<String>
    package let version: Spanned<ProductVersion>
    /// What every metric's name starts with, such as `vllm:`; may be empty.
    package let prefix: String
    /// Where the prefix was written.
    package let prefixPlace: Span?
    /// What came before what, as far as the spec says it.
    package let releases: ReleaseSequence
    /// In the order of the spec.
    package internal(set) var parameters: [Parameter]
    /// Every declared label, used or not, in the order of the spec.
    package internal(set) var labels: [Label]
    /// In the order of the spec: the order of documents, dashboards and the exposition.
    package internal(set) var groups: [Group]
    package let outputs: [OutputRequest]
    /// The root spec, relative to the package's directory, as generated files name it.
    package let specPath: String
    /// How many series all metrics together may have at most.
    package let seriesLimit: Spanned<Int>?
    package let declarations: Declarations
    /// Its texts in other languages; what makes and checks them asks for one by its locale.
    package var translations: [Translation] = []
    /// Whether one server of it runs in several processes; nil where the spec doesn't say.
    package let processes: Processes?
    /// The file with the catalogue of the last release, relative to the package's directory, and where it is named.
    package let released: Spanned<String>?
    /// What it promises and this spec breaks on purpose.
    package let stableExceptions: [StableException]

    package enum Processes: String, Sendable, CaseIterable {
        case one, several
    }

    package init(
        name: Spanned<String>, version: Spanned<ProductVersion>, prefix: String, prefixPlace: Span? = nil,
        releases: ReleaseSequence = ReleaseSequence(), parameters: [Parameter],
        labels: [Label], groups: [Group], outputs: [OutputRequest], specPath: String,
        seriesLimit: Spanned<Int>? = nil, declarations: Declarations = Declarations(), processes: Processes? = nil,
        released: Spanned<String>? = nil, stableExceptions: [StableException] = []
    ) {
        self.name = name
        self.version = version
        self.prefix = prefix
        self.prefixPlace = prefixPlace
        self.releases = releases
        self.parameters = parameters
        self.labels = labels
        self.groups = groups
        self.outputs = outputs
        self.specPath = specPath
        self.seriesLimit = seriesLimit
        self.declarations = declarations
        self.processes = processes
        self.released = released
        self.stableExceptions = stableExceptions
    }

    /// All metrics, group by group.
    package var metrics: [Metric] { groups.flatMap(\.metrics) }
}

/// Metrics that belong together: a struct in code, a table in documents, a row in dashboards.
package struct Group: Sendable {
    /// Its key in the spec.
    package let key: Spanned<String>
    /// For people; made from the key where the spec has none.
    package internal(set) var title: String
    /// A sentence or two above its table.
    package internal(set) var help: String?
    package let swiftName: Spanned<String>?
    package internal(set) var metrics: [Metric]
    package let seriesLimit: Spanned<Int>?
    /// Whom to ask about metrics that name nobody themselves.
    package let owner: String?
    /// Whether its metrics have to stand in the order of their names.
    package let isSorted: Bool

    package init(
        key: Spanned<String>, title: String, help: String?, swiftName: Spanned<String>?, metrics: [Metric],
        seriesLimit: Spanned<Int>? = nil, owner: String? = nil, isSorted: Bool = false
    ) {
        self.key = key
        self.title = title
        self.help = help
        self.swiftName = swiftName
        self.metrics = metrics
        self.seriesLimit = seriesLimit
        self.owner = owner
        self.isSorted = isSorted
    }
}
