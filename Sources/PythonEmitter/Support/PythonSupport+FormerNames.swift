// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// Metrics that are published under two names.
    static let formerNames: [Section] = [
        Section(
            needs: [.former],
            #"""
            class _FormerName(Collector):
                """The series of a family under its former name."""

                def __init__(
                    self,
                    name: str,
                    help: str,
                    present: str,
                    family: Collector,
                    registry: CollectorRegistry,
                ) -> None:
                    self._name = name
                    self._help = help
                    self._present = present
                    self._family = family
                    registry.register(self)

                def describe(self) -> Iterable[Metric]:
                    return [self._renamed(metric) for metric in self._family.collect()]

                def collect(self) -> Iterable[Metric]:
                    for metric in self._family.collect():
                        renamed = self._renamed(metric)
                        for sample in metric.samples:
                            name = self._name
                            if sample.name != self._present:
                                name = renamed.name + sample.name[len(metric.name) :]
                            labels = sample.labels
                            #{ stateset
                            if metric.type == "stateset":
                                state = self._present.replace(":", "_")
                                former = self._name.replace(":", "_")
                                labels = {
                                    former if label == state else label: value
                                    for label, value in labels.items()
                                }
                            #}
                            renamed.add_sample(
                                name, labels, sample.value, sample.timestamp, sample.exemplar
                            )
                        yield renamed

                def _renamed(self, metric: Metric) -> Metric:
                    # The client calls a counter without `_total`, and an info without `_info`.
                    ending = self._present[len(metric.name) :]
                    name = self._name
                    if ending and name.endswith(ending):
                        name = name[: -len(ending)]
                    return Metric(name, self._help, metric.type)
            """#)
    ]
}
