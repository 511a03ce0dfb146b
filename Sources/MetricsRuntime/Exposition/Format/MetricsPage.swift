// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// An exposition in one format, while it is being written. Several sources can be on one page, if no two of them have a
/// metric of the same name.
public struct MetricsPage: Sendable {
    /// What the bytes that are appended have to be.
    public let format: MetricsFormat
    /// What has been written, without the end of the format.
    public private(set) var bytes: [UInt8]
    private let names: Set<String>?

    /// An empty page.
    ///
    /// - Parameters:
    ///   - names: The names of the only families or series to write. A family whose series is named is written as a
    ///     whole. By default everything is written.
    ///   - bytes: What the page's bytes are appended to.
    public init(_ format: MetricsFormat, only names: Set<String>? = nil, after bytes: [UInt8] = []) {
        self.format = format
        self.names = names
        self.bytes = bytes
    }

    /// Appends every family of a registry, in the order in which they were registered. The sums of its directories
    /// follow, by name.
    public mutating func append(_ registry: MetricsRegistry) { write(registry.page) }

    /// Appends the merged families of a directory.
    @discardableResult
    public mutating func append(_ reader: MultiprocessReader) -> MultiprocessReader.Report {
        write(DirectoryPage(reader: reader))
    }

    /// Appends the families of a directory whose names are not among those that are appended later.
    package mutating func append(_ reader: MultiprocessReader, reserving names: Set<String>)
        -> MultiprocessReader.Report
    {
        write(DirectoryPage(reader: reader, names: names))
    }

    /// Appends whole families, which have been written in the page's format.
    public mutating func append(contentsOf bytes: some Sequence<UInt8>) { self.bytes.append(contentsOf: bytes) }

    package mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

    /// Ends the page as its format does.
    ///
    /// - Returns: All of its bytes.
    public consuming func finished() -> [UInt8] {
        // A reader refuses a page that was cut off: nothing comes after this line.
        if format.syntax == .openMetrics { bytes.append(contentsOf: "# EOF\n".utf8) }
        return bytes
    }

    private mutating func write<Source: ExpositionSource>(_ source: Source) -> Source.Report {
        let filter = FamilyFilter(names)
        switch format.syntax {
        case .text:
            return TextWriter.append(to: &bytes, filter: filter) { writer in
                writer.reserve(source.textSize)
                return source.visit(&writer)
            }
        case .openMetrics:
            return TextWriter.append(to: &bytes, .openMetrics, filter: filter) { writer in
                writer.reserve(source.textSize)
                return source.visit(&writer)
            }
        case .protobuf:
            return ProtobufWriter.append(to: &bytes, filter: filter) { writer in
                writer.reserve(2 * source.textSize)
                return source.visit(&writer)
            }
        }
    }
}

/// The sum of a directory on its own.
private struct DirectoryPage: ExpositionSource {
    let reader: MultiprocessReader
    /// Names that its families can't have.
    var names: Set<String> = []
    var textSize: Int { 0 }

    func visit(_ writer: inout some ExpositionWriter) -> MultiprocessReader.Report {
        var names = NamesOnPage(remembers: false) { self.names.contains($0) }
        return reader.visit(beside: &names, &writer)
    }
}
