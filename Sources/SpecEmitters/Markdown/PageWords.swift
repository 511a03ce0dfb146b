// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecText

/// The page's own phrases in the language of the page. Those of the spec come from its translation. A phrase without
/// a translation here stays English.
struct PageWords {
    private let translations: [String: String]
    private let isChinese: Bool

    init(locale: String?) {
        isChinese = locale == "zh" || locale?.hasPrefix("zh-") == true
        translations = isChinese ? Self.chinese : [:]
    }

    /// A phrase, with `{1}`, `{2}` … replaced by the arguments, which are Markdown already.
    func callAsFunction(_ english: String, _ arguments: String...) -> String {
        let text = translations.isEmpty ? english : translations[english] ?? english
        guard !arguments.isEmpty else { return text }
        // Part by part: braces in an argument are not placeholders.
        return text.withUnits { units in
            var result = UTF8Text()
            var start = 0
            while let open = units[start...].firstIndex(of: UInt8(ascii: "{")),
                let close = units[open...].firstIndex(of: UInt8(ascii: "}"))
            {
                result.append(UnsafeBufferPointer(rebasing: units[start..<open]))
                let place = UnsafeBufferPointer(rebasing: units[open + 1..<close])
                if let number = Int(String(decoding: place, as: UTF8.self)), arguments.indices.contains(number - 1) {
                    result.append(arguments[number - 1])
                } else {
                    result.append(UnsafeBufferPointer(rebasing: units[open...close]))
                }
                start = close + 1
            }
            result.append(UnsafeBufferPointer(rebasing: units[start...]))
            return String(result)
        }
    }

    var comma: String { isChinese ? "、" : ", " }
    var colon: String { isChinese ? "：" : ": " }
    var fullStop: String { isChinese ? "。" : "." }
    /// Between two sentences.
    var sentenceSpace: String { isChinese ? "" : " " }

    static let chinese: [String: String] = [
        "those of {1}":
            "{1} 给出的标签",
        "list of strings":
            "字符串列表",
        "names of labels, no repeated one":
            "标签名称，不重复",
        "The name of one metric begins with the value of the parameter {1}; this page has its default.":
            "有一个指标的名称以参数 {1} 的值开头；本页使用其默认值。",
        "The names of {1} metrics begin with the value of the parameter {2}; this page has its default.":
            "有 {1} 个指标的名称以参数 {2} 的值开头；本页使用其默认值。",
        "Every metric has the label {1}, with one value for the life of the instance.":
            "每个指标都有标签 {1}，其值在实例的生命周期内不变。",
        "Every metric has the labels {1}, each with one value for the life of the instance.":
            "每个指标都有标签 {1}，它们的值在实例的生命周期内不变。",
        "no labels":
            "无标签",
        "any number":
            "任意数量",
        "states":
            "状态",
        "`_count` and `_sum`":
            "`_count` 与 `_sum`",
        "buckets, `+Inf`, `_sum` and `_count` of {1} bounds":
            "{1} 个边界的桶、`+Inf`、`_sum` 与 `_count`",
        "buckets that only a parameter decides":
            "仅由参数决定的桶",
        "Metrics of {1}":
            "{1} 的指标",
        "{1} metric":
            "{1} 个指标",
        "{1} metrics":
            "{1} 个指标",
        "{1} counter":
            "{1} 个计数器（counter）",
        "{1} counters":
            "{1} 个计数器（counter）",
        "{1} gauge":
            "{1} 个仪表（gauge）",
        "{1} gauges":
            "{1} 个仪表（gauge）",
        "{1} histogram":
            "{1} 个直方图（histogram）",
        "{1} histograms":
            "{1} 个直方图（histogram）",
        "{1} summary":
            "{1} 个摘要（summary）",
        "{1} summaries":
            "{1} 个摘要（summary）",
        "{1} info":
            "{1} 个信息（info）",
        "{1} infos":
            "{1} 个信息（info）",
        "{1} stateset":
            "{1} 个状态集（stateset）",
        "{1} statesets":
            "{1} 个状态集（stateset）",
        "; {1} among them":
            "；其中 {1}",
        "deprecated":
            "已弃用",
        "hidden":
            "已隐藏",
        "removed":
            "已删除",
        "active":
            "正常",
        "A **counter** only grows, and starts at 0 with its process: look at its `rate`.":
            "**计数器（counter）** 只会增长，进程重启后从 0 开始：请看它的 `rate`。",
        "A **gauge** has a series once it has been set. The mode after it says how the values of the processes of one server become one.":
            "**仪表（gauge）** 在被设置之后才出现。其后的模式说明同一服务器的多个进程的值如何合并为一个。",
        "A **histogram** `x` is scraped as `x_bucket`, `x_sum` and `x_count`. A bucket counts the observations up to its bound, and there is always one for `+Inf`; quantiles are estimates between two bounds, the mean is exact.":
            "**直方图（histogram）** `x` 抓取时为 `x_bucket`、`x_sum` 和 `x_count`。每个桶统计不超过其上界的值，并且总有一个 `+Inf` 桶；分位数是两个上界之间的估计值，平均值是精确的。",
        "A **summary** `x` is scraped as `x_count` and `x_sum`: the mean is the `rate` of the sum over that of the count.":
            "**摘要（summary）** `x` 抓取时为 `x_count` 和 `x_sum`：平均值是总和的 `rate` 除以计数的 `rate`。",
        "An **info** metric is always 1, and its labels are the information. It has a series once it has been set, and setting it again replaces the labels.":
            "**信息（info）** 的值总是 1，内容在它的标签里。它在被设置之后才出现；重新设置的内容会取代原有的内容。",
        "A **stateset** `x` has a series for each of its states, named in the label `x`: 1 while the state holds, 0 while it doesn't.":
            "**状态集（stateset）** `x` 的每个状态各有一个序列，状态名在标签 `x` 中：处于该状态时为 1，否则为 0。",
        "the state":
            "状态",
        "{1} of {2}":
            "{2} 的 {1}",
        "Never falls while a process runs":
            "进程运行期间不会下降",
        "{1} from the start":
            "从一开始就是 {1}",
        "Read when it is scraped":
            "抓取时读取",
        "Counted by something else":
            "由其他程序计数",
        "Quantiles, in the label `quantile`: {1}":
            "分位数（在标签 `quantile` 中）：{1}",
        "{1} quantiles, `_count` and `_sum`":
            "{1} 个分位数、`_count` 与 `_sum`",
        "{1} gaugehistogram":
            "{1} 个仪表直方图（gaugehistogram）",
        "{1} gaugehistograms":
            "{1} 个仪表直方图（gaugehistogram）",
        "{1} unknown":
            "{1} 个未知类型（unknown）",
        "{1} unknowns":
            "{1} 个未知类型（unknown）",
        "A **gaugehistogram** `x` says how something is distributed now: its buckets `x_bucket`, their count `x_gcount` and their sum `x_gsum` can fall. Quantiles come from the buckets as they are, without `rate`.":
            "**仪表直方图（gaugehistogram）** `x` 描述当前的分布：它的桶 `x_bucket`、计数 `x_gcount` 和总和 `x_gsum` 都可能下降。分位数直接由桶计算，不用 `rate`。",
        "Of a metric whose type is **unknown** only its help says whether it can fall.":
            "类型**未知（unknown）** 的指标只有它的说明能告诉它是否会下降。",
        "Registered as {1}":
            "注册名为 {1}",
        "Also seen as {1}":
            "也显示为 {1}",
        "Index":
            "目录",
        "Derived values":
            "派生值",
        "Derived value":
            "派生值",
        "Series that the generated recording rules make of several metrics.":
            "由生成的记录规则从多个指标得出的序列。",
        "Query":
            "查询",
        "Alerts":
            "告警",
        "Alert":
            "告警",
        "Service level objectives":
            "服务等级目标",
        "Service level objective":
            "服务等级目标",
        "Objective":
            "目标",
        "Share of bad events":
            "不良事件占比",
        "{1} of 100 over {2}":
            "{2} 内每 100 个中的 {1} 个",
        "{1} times as fast for {2}":
            "{2} 内 {1} 倍速",
        "The rest of the events is the error budget. Its alerts fire when it burns faster than it may.":
            "其余的事件就是错误预算。预算消耗过快时触发告警。",
        "A process can be given other bounds; all of them need this one.":
            "进程可以使用其他边界；所有进程都需要此边界。",
        "The parameter {1} decides about the bounds; all processes need this one.":
            "边界由参数 {1} 决定；所有进程都需要此边界。",
        "Severity":
            "严重程度",
        "critical":
            "严重",
        "warning":
            "警告",
        "info":
            "提示",
        "Condition":
            "条件",
        "What to do":
            "处理方法",
        "{1} for {2}":
            "{1} 持续 {2}",
        "Metric":
            "指标",
        "Type":
            "类型",
        "Unit":
            "单位",
        "Labels":
            "标签",
        "Buckets":
            "桶",
        "Help":
            "说明",
        "only if {1}":
            "仅当 {1}",
        "not ":
            "非 ",
        "if {1}: {2};<br>else: {3}":
            "当 {1} 时：{2}；<br>否则：{3}",
        "only with {1}":
            "仅当 {1} 为真",
        "alpha":
            "alpha（可能变化）",
        "beta":
            "beta（测试）",
        "stable":
            "stable（稳定）",
        " and ":
            " 和 ",
        " or ":
            " 或 ",
        "{1} since {2}":
            "自 {2} 起{1}",
        "whole numbers":
            "整数",
        "native, each bound at most {1} times the one before":
            "原生直方图，每个上界至多是前一个的 {1} 倍",
        "unless started with others":
            "除非启动时另行指定",
        "How to read it: {1}":
            "如何解读：{1}",
        "Next step: {1}":
            "下一步：{1}",
        "Next steps:":
            "后续步骤：",
        "Since {1}":
            "自 {1} 起",
        "Changed in {1}: {2}":
            "{1} 中变更：{2}",
        "the meaning":
            "含义",
        "the unit":
            "单位",
        "the labels":
            "标签",
        "the values":
            "标签取值",
        "the buckets":
            "桶",
        "the help":
            "说明",
        "the mode":
            "合并模式",
        "{1}, without {2}":
            "{1}，不再有 {2}",
        "{1}, with {2}":
            "{1}，新增 {2}",
        "{1}, from {2} to {3}":
            "{1}，由 {2} 改为 {3}",
        "Owner: {1}":
            "负责人：{1}",
        ", {1} allowed":
            "，允许 {1}",
        "At most {1} series for each instance: {2}":
            "每个实例最多 {1} 个序列：{2}",
        "State":
            "状态",
        "Since":
            "自",
        ", published under both names until {1}":
            "，{1} 之前以两个名称发布",
        ", published under both names":
            "，以两个名称发布",
        "Until {1} also published as {2}":
            "{1} 之前也以 {2} 发布",
        "Also published as {1}":
            "也以 {1} 发布",
        "Hidden from":
            "隐藏于",
        "Removed from":
            "删除于",
        "**Deprecated** since {1}: {2}":
            "自 {1} 起**弃用**：{2}",
        "Use {1}.":
            "请改用 {1}。",
        "Nothing replaces it.":
            "没有替代。",
        "undecided":
            "未定",
        "Reason":
            "原因",
        "Replacement":
            "替代",
        "Removed in":
            "删除于",
        "Deprecated since":
            "弃用于",
        "Coming releases":
            "即将发布的版本",
        "Release":
            "版本",
        "Deprecates":
            "弃用",
        "Hides":
            "隐藏",
        "Removes":
            "删除",
        "Deprecated metrics":
            "已弃用的指标",
        "Removed metrics":
            "已删除的指标",
        "Parameters":
            "参数",
        "A deprecated metric is served as before. Change dashboards and alerts that use it before it is hidden.":
            "已弃用的指标仍照常提供。请在它被隐藏之前迁移读取它的内容。",
        "These metrics no longer exist: a query of one finds nothing.":
            "已不存在：查询这些指标不会有任何结果。",
        "none":
            "无",
        "{1} (published elsewhere)":
            "{1}（由其他程序发布）",
        "A hidden metric is served only if the release that deprecated it is requested: {1} in the `visibility:` of the generated type, or the server's flag for it.":
            "隐藏的指标只提供给指明弃用它的版本的人：生成类型的 `visibility:` 中的 {1}，或服务器为此提供的参数。",
        "Label":
            "标签",
        "Values":
            "取值",
        "Meaning":
            "含义",
        "On":
            "所属指标",
        "Parameter":
            "参数",
        "Allowed":
            "允许",
        "Default":
            "默认",
        "Decides the buckets of":
            "决定其桶的指标",
        "The values are known only when a process starts, and are fixed for its life. Two servers of one release that were started with different values can have different buckets: before you take a quantile over both, compare their bounds (`le`).":
            "只有在进程启动时才知道，并在其生命周期内不变。同一版本的两台服务器若以不同的值启动，桶可能不同：在对两者取分位数之前，请比较它们的上界（`le`）。",
        "one for the life of the instance":
            "实例生命周期内固定一个",
        "(empty)":
            "（空）",
        "any text":
            "任意文本",
        "any text, at most {1} different ones":
            "任意文本，最多 {1} 个不同的值",
        "; optional":
            "；可以省略",
        "integer":
            "整数",
        "boolean":
            "布尔值",
        "string":
            "字符串",
        "list of integers":
            "整数列表",
        "not empty, no repeated number":
            "非空，无重复",
        ", each ":
            "，每个",
        "none: required":
            "无：必须给出",
        "at least {1}":
            "至少 {1}",
        "at most {1}":
            "至多 {1}",
        "{1} to {2}":
            "{1} 到 {2}",
        "{1} times each power of ten up to {2}: {3}":
            "{1} 乘以 10 的各次幂，直到 {2}：{3}",
        "{1} times each power of ten below {2}: {3}":
            "{1} 乘以 10 的各次幂，小于 {2}：{3}",
        "the values of {1}, in ascending order":
            "{1} 的值，按升序",
        "with {1}: {2};<br>without: {3}":
            "启用 {1} 时：{2}；<br>否则：{3}",
        "{1} and {2}":
            "{1} 和 {2}",
        "seconds":
            "秒",
        "milliseconds":
            "毫秒",
        "bytes":
            "字节",
        "ratio":
            "比例",
        "percent":
            "百分比",
        "tokens":
            "token",
        "requests":
            "请求",
        "sequences":
            "序列",
        "blocks":
            "块",
        "events":
            "次",
        "unix_seconds":
            "UNIX 时间（秒）",
    ]
}
