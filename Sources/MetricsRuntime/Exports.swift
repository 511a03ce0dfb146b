// Generated code and servers speak of versions and modes; they should not have to know which module those are in.
@_exported public import MetricsVocabulary
