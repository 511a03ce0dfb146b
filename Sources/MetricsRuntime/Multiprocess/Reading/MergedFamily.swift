/// A family of a directory, with the series that any file had. Families of one name and two types are two of these, of
/// which a page has one.
struct MergedFamily {
    /// On the page.
    let name: String
    let kind: MultiprocessFileKind
    private(set) var series: [Series] = []
    /// Its declarations in the files, by their numbers in `MergedSeries`.
    private(set) var declarations: [UInt32] = []

    struct Series {
        /// What is between the braces, without `le`.
        fileprivate(set) var labels: [UInt8]
        /// Where `le` belongs in them.
        fileprivate(set) var boundPlace: Int
        fileprivate(set) var samples: [(sample: PageSeries.Sample, slot: UInt32)] = []
    }

    /// How a file declares a family.
    struct Declaration {
        let family: Int
        /// In the file, where it may have characters that the page can't have.
        let name: String
        let help: String
    }

    init(name: String, kind: MultiprocessFileKind) {
        self.name = name
        self.kind = kind
    }

    /// Every name that would be on the page twice if another family had it: that of the heading and those of the samples.
    var names: [String] {
        switch kind {
        case .counter, .gauge: [name]
        case .histogram: [name, "\(name)_bucket", "\(name)_sum", "\(name)_count"]
        case .summary: [name, "\(name)_count", "\(name)_sum"]
        }
    }

    mutating func append(declaration: UInt32) { declarations.append(declaration) }

    mutating func append(_ key: PageSeries) -> Int {
        series.append(Series(labels: key.labels, boundPlace: key.boundPlace))
        return series.count - 1
    }

    mutating func append(_ sample: PageSeries.Sample, _ slot: UInt32, to index: Int) {
        series[index].samples.append((sample, slot))
    }

    /// A series that one file has with an empty label and another without it is shown without it, whichever was read
    /// first.
    ///
    /// - Returns: whether this changed the series.
    mutating func shorten(_ index: Int, as key: PageSeries) -> Bool {
        guard key.labels.count < series[index].labels.count else { return false }
        series[index].labels = key.labels
        series[index].boundPlace = key.boundPlace
        return true
    }
}

extension MultiprocessFileKind {
    /// In a message, such as "gauge (livesum)".
    var phrase: String {
        guard case .gauge(let mode) = self else { return expositionKeyword }
        return "gauge (\(mode.rawValue))"
    }

    /// Which of several types is on the page where none of their writers lives. Folding can't change it.
    var order: Int { Self.all.firstIndex(of: self) ?? 0 }
}
