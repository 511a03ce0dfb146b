// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if LibYAMLFromSource
    import CYaml
#else
    import CLibYAML
#endif

/// libyaml's events, one at a time, with everything in them copied out.
final class EventStream {
    struct Event {
        let content: Content
        /// Characters from the start of the file.
        let range: Range<Int>
        /// The lines in which it starts and ends, from 0, as libyaml counts them: usually the lines of an editor.
        let lines: (first: Int, last: Int)
        /// The name after `&`.
        let anchor: String?
        /// The tag, such as `tag:yaml.org,2002:str` for `!!str`.
        let tag: String?
    }

    enum Content {
        case scalar(YAMLScalar)
        case alias(String)
        case sequenceStart(isFlow: Bool)
        case mappingStart(isFlow: Bool)
        case collectionEnd
        case documentStart
        case streamEnd
        /// The start of the stream or the end of a document, which need no handling.
        case other
    }

    /// Why libyaml stopped.
    struct Fault: Error, Sendable {
        let problem: String
        let index: Int
        /// What it was doing, such as `while parsing a flow mapping`, and where that began.
        let context: String?
        let contextIndex: Int
    }

    /// libyaml keeps pointers into the parser, so its address must not change.
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    #if LibYAMLFromSource
        /// Yams' libyaml stops at 1,000 levels, and it reads ahead, so it would report them before a reader has met the
        /// limit of its own (`YAMLTree.Limits`). It is a variable of the library, hence set once.
        private static let withoutLevelLimit: Void = yaml_set_max_nest_level(CInt.max)
    #endif

    /// The bytes must outlive the stream.
    init(_ units: UnsafeBufferPointer<UInt8>) {
        #if LibYAMLFromSource
            Self.withoutLevelLimit
        #endif
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, units.baseAddress, units.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deinitialize(count: 1)
        parser.deallocate()
    }

    func next() throws(Fault) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw fault }
        defer { yaml_event_delete(&event) }
        let range = Int(event.start_mark.index)..<max(Int(event.start_mark.index), Int(event.end_mark.index))
        let lines = (first: Int(event.start_mark.line), last: Int(event.end_mark.line))
        func made(_ content: Content, anchor: UnsafePointer<UInt8>? = nil, tag: UnsafePointer<UInt8>? = nil) -> Event {
            Event(
                content: content, range: range, lines: lines, anchor: anchor.map { String(cString: $0) },
                tag: tag.map { String(cString: $0) })
        }
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let units = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return made(
                .scalar(YAMLScalar(text: String(decoding: units, as: UTF8.self), style: Self.style(scalar.style))),
                anchor: scalar.anchor, tag: scalar.tag)
        case YAML_ALIAS_EVENT: return made(.alias(String(cString: event.data.alias.anchor)))
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return made(
                .sequenceStart(isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE), anchor: start.anchor, tag: start.tag)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return made(
                .mappingStart(isFlow: start.style == YAML_FLOW_MAPPING_STYLE), anchor: start.anchor, tag: start.tag)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return made(.collectionEnd)
        case YAML_DOCUMENT_START_EVENT: return made(.documentStart)
        case YAML_STREAM_END_EVENT: return made(.streamEnd)
        default: return made(.other)
        }
    }

    private var fault: Fault {
        let state = parser.pointee
        return Fault(
            problem: state.problem.map { String(cString: $0) } ?? "the memory is exhausted",
            index: Int(state.problem_mark.index), context: state.context.map { String(cString: $0) },
            contextIndex: Int(state.context_mark.index))
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
        default: .plain
        }
    }
}
